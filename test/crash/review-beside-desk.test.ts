import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openPostgresStore } from '../../src/storage/postgres/postgres-store';
import { describePostgres } from '../fakes/describe-postgres';
import { writeFraudAgent } from '../fakes/fraud-agent';
import { PostgresServer } from '../fakes/postgres';
import { startSlowTool, type SlowTool } from '../fakes/slow-tool';
import { runScript, startDesk, type DeskProcess, type Ended } from './processes';

/** TXN-002's. */
const amount = 50_000;
/** A running desk looks for reviews nobody is at every five seconds. */
const twoSweepsMs = 11_000;

describePostgres('the review command beside a running desk on the same database', () => {
  let server: PostgresServer;
  let tool: SlowTool;
  let folder: string;
  let database: string;
  let desk: DeskProcess;
  let answer: () => void;
  let environment: Record<string, string>;

  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'treasury-desk-'));
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    tool = await startSlowTool(() => answered);
    ({ database } = await server.database());
    const { agentsDir, workflow } = writeFraudAgent(folder, tool.at);
    environment = { DATABASE_URL: server.url(database), AGENTS_DIR: agentsDir, WORKFLOW_FILE: workflow };
    desk = await startDesk(folder, '', environment);
    writeFileSync(join(folder, 'request.json'), '{"payment_id":"TXN-002"}');
  });
  afterEach(async () => {
    await desk.kill();
    await tool.close();
    rmSync(folder, { recursive: true });
  });

  const review = (over: Record<string, string> = {}): Promise<Ended> =>
    runScript('src/main.ts', ['--data-dir', folder, 'review', join(folder, 'request.json')], {
      ...environment,
      LOG_LEVEL: 'warn',
      ...over,
    });

  async function untilAsked(times: number): Promise<void> {
    for (let tries = 0; (tool.calls.get(amount) ?? 0) < times; tries += 1) {
      if (tries > 1_500) throw new Error(`not asked ${times} times`);
      await pause(20);
    }
  }

  async function readEnd() {
    const store = await openPostgresStore({ place: server.place(database), recordedNow: Date.now, readOnly: true });
    try {
      const found = await store.findCaseByPayment('TXN-002');
      await store.verifyAudit();
      return found;
    } finally {
      await store.close();
    }
  }

  it('has its agents asked by one process, however long they take', async () => {
    const reviewed = review();
    await untilAsked(1);
    await pause(twoSweepsMs);
    expect([...tool.calls.values()]).toEqual([1]);
    answer();
    const { code, stderr, stdout } = await reviewed;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ payment_id: 'TXN-002' });
    expect([...tool.calls.values()]).toEqual([1]);
    expect(await readEnd()).toMatchObject({ status: 'awaiting_approval' });
  });

  it('changes nothing where it reads another policy than the desk', async () => {
    const policy = join(folder, 'policy');
    cpSync('policy', policy, { recursive: true });
    const file = join(policy, 'cutoffs.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('lead_time_minutes: 0', 'lead_time_minutes: 1'));
    const { code, stderr } = await review({ POLICY_DIR: policy });
    expect(stderr).toContain('desk_behind');
    expect(code).toBe(2);
    expect(await readEnd()).toBeNull();
    expect([...tool.calls.values()]).toEqual([]);
  });
});
