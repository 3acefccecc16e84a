import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openPostgresStore } from '../../src/storage/postgres/postgres-store';
import { openChannel, startConnector, type Connector } from '../fakes/connector';
import { people } from '../fakes/demo-desk';
import { describePostgres } from '../fakes/describe-postgres';
import { writeFraudAgent } from '../fakes/fraud-agent';
import { PostgresServer } from '../fakes/postgres';
import { startSlowTool, type SlowTool } from '../fakes/slow-tool';
import { startDesk, type DeskProcess } from './processes';

/** TXN-002's. */
const amount = 50_000;
/** Takes place two or three times in it: the wake-up expires after 2 s, and is found 1 to 2 s later. */
const severalExpiriesMs = 9_000;
/** Five on a machine with nothing else to do (bench/README.md); how long it took is printed. */
const takeoverWithinMs = 20_000;
/** Whoever runs processes kills what has not ended by then. */
const endsWithinMs = 25_000;

describePostgres('a review whose agent takes its time, in a desk of several processes', () => {
  let server: PostgresServer;
  let connector: Connector;
  let tool: SlowTool;
  let folder: string;
  let database: string;
  let desks: DeskProcess[];
  let answer: () => void;

  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'treasury-desk-'));
    connector = await startConnector();
    desks = [];
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    tool = await startSlowTool(() => answered);
    ({ database } = await server.database());
  });
  afterEach(async () => {
    for (const desk of desks) await desk.kill();
    await tool.close();
    await connector.close();
    rmSync(folder, { recursive: true });
  });

  async function start(): Promise<DeskProcess> {
    const { agentsDir, workflow } = writeFraudAgent(folder, tool.at);
    const desk = await startDesk(folder, '', {
      DATABASE_URL: server.url(database),
      AGENTS_DIR: agentsDir,
      WORKFLOW_FILE: workflow,
    });
    desks.push(desk);
    return desk;
  }

  async function untilAsked(times: number, withinMs: number): Promise<number> {
    const beganMs = performance.now();
    while ((tool.calls.get(amount) ?? 0) < times) {
      if (performance.now() - beganMs > withinMs) throw new Error(`not asked ${times} times within ${withinMs} ms`);
      await pause(20);
    }
    return performance.now() - beganMs;
  }

  async function readEnd() {
    const store = await openPostgresStore({
      place: server.place(database),
      recordedNow: () => Date.now(),
      readOnly: true,
    });
    try {
      const found = await store.findCaseByPayment('TXN-002');
      const events = await store.readEvents({ runId: found!.runId, limit: 100 });
      await store.verifyAudit();
      return { status: found!.status, trace: found!.run.trace, types: events.map(({ type }) => type) };
    } finally {
      await store.close();
    }
  }

  it('is worked on by one process while that lives, and by another within seconds once it was killed', async () => {
    const first = await start();
    await openChannel(connector, first.url).say(people.dana, '/payment TXN-002');
    await untilAsked(1, 10_000);
    await start();
    await pause(severalExpiriesMs);
    expect(tool.calls.get(amount)).toBe(1);

    await first.kill();
    const tookMs = await untilAsked(2, takeoverWithinMs);
    process.stdout.write(`takeover of a killed process's review: ${Math.round(tookMs)} ms\n`);
    answer();
    await connector.cardWith('Approve 50,000 USD', 20_000);
    const { status, trace, types } = await readEnd();
    expect(status).toBe('awaiting_approval');
    expect(trace.map(({ result }) => result).sort()).toEqual([
      'fraud_screening',
      'liquidity_screening',
      'operational_procedures',
      'sanctions_screening',
    ]);
    expect(types.filter((type) => type === 'decision_made')).toHaveLength(1);
    expect(tool.calls.get(amount)).toBe(2);
    expect([...tool.doubled]).toEqual([]);
  });

  it('is asked for once by a process whose connections were all cut meanwhile', async () => {
    const first = await start();
    await openChannel(connector, first.url).say(people.dana, '/payment TXN-002');
    await untilAsked(1, 10_000);
    await start();
    await server.cutConnections();
    await pause(severalExpiriesMs);
    answer();
    await connector.cardWith('Approve 50,000 USD', 20_000);
    expect(await readEnd()).toMatchObject({ status: 'awaiting_approval' });
    expect([...tool.calls.values()]).toEqual([1]);
  });

  it('has its step finished by a process that is told to end, and goes on in another at once', async () => {
    const first = await start();
    await openChannel(connector, first.url).say(people.dana, '/payment TXN-002');
    await untilAsked(1, 10_000);
    await start();
    const beganMs = performance.now();
    const stopping = first.stop();
    await pause(3_000);
    answer();
    await stopping;
    expect(performance.now() - beganMs).toBeLessThan(endsWithinMs);
    await connector.cardWith('Approve 50,000 USD', 20_000);
    expect(await readEnd()).toMatchObject({ status: 'awaiting_approval' });
    expect([...tool.calls.values()]).toEqual([1]);
  });

  it('is cut off by a process that is told to end once it has waited long enough, and asked for again by another', async () => {
    const first = await start();
    await openChannel(connector, first.url).say(people.dana, '/payment TXN-002');
    await untilAsked(1, 10_000);
    await start();
    const beganMs = performance.now();
    await first.stop();
    expect(performance.now() - beganMs).toBeLessThan(endsWithinMs);
    await untilAsked(2, takeoverWithinMs);
    answer();
    await connector.cardWith('Approve 50,000 USD', 20_000);
    expect(await readEnd()).toMatchObject({ status: 'awaiting_approval' });
    expect([...tool.doubled]).toEqual([]);
  });
});
