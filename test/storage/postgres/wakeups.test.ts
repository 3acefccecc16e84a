import { openWakeupQueue, type WakeupQueue } from '../../../src/jobs/shared/wakeup-queue';
import type { AskDatabase, CaseLocks } from '../../../src/ports/case-locks';
import { createCaseLocks } from '../../../src/storage/postgres/case-locks';
import { openKeptConnection, type KeptConnection } from '../../../src/storage/postgres/kept-connection';
import type { PostgresPlace } from '../../../src/storage/postgres/postgres-place';
import { underStartLockOf } from '../../../src/storage/postgres/start-lock';
import { describePostgres } from '../../fakes/describe-postgres';
import { PostgresServer } from '../../fakes/postgres';
import { createRecordingLog } from '../../fakes/recording-log';

interface Process {
  readonly connection: KeptConnection;
  readonly locks: CaseLocks;
  readonly taken: string[];
  /** What could not be given back. */
  readonly kept: string[];
  /** Makes the next unlocking fail as a server does that ends a statement. */
  refuseUnlock: boolean;
  /** Time as its locks see it. */
  nowMs: number;
}

describePostgres('processes that share their work on one PostgreSQL', () => {
  let server: PostgresServer;
  let place: PostgresPlace;
  let processes: Process[];
  let queues: WakeupQueue[];
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    place = await server.database();
    processes = [];
    queues = [];
  });
  afterEach(async () => {
    for (const queue of queues) await queue.close();
    for (const { connection } of processes) await connection.close();
    await server.drop(place);
  });

  async function start(): Promise<Process> {
    const connection = await openKeptConnection({ place, token: null, onLost: () => undefined });
    const taken: string[] = [];
    const kept: string[] = [];
    const ask: AskDatabase = (text, values) => {
      if (!started.refuseUnlock || !text.includes('pg_advisory_unlock')) return connection.ask(text, values);
      started.refuseUnlock = false;
      return connection.ask('select 1/0');
    };
    const started: Process = {
      connection,
      taken,
      kept,
      refuseUnlock: false,
      nowMs: 0,
      locks: createCaseLocks({
        connection: { ask, whenConnected: (run) => connection.whenConnected(run) },
        elapsedMs: () => started.nowMs,
        onTaken: (runId) => taken.push(runId),
        onKept: (runId) => kept.push(runId),
      }),
    };
    processes.push(started);
    return started;
  }

  async function openQueue({ connection: { ask } }: Process): Promise<WakeupQueue> {
    const once = (make: () => Promise<void>) => underStartLockOf(ask, make);
    const queue = await openWakeupQueue({ ask, once, log: createRecordingLog() });
    queues.push(queue);
    return queue;
  }

  const backendOf = async ({ connection }: Process): Promise<number> => {
    const { rows } = await connection.ask('select pg_backend_pid() as pid');
    return (rows as { pid: number }[])[0]!.pid;
  };

  it('have a case one at a time, and no case keeps another', async () => {
    const [one, two] = [await start(), await start()];
    expect(await one.locks.take('WF-1')).toBe(true);
    expect(await two.locks.take('WF-1')).toBe(false);
    expect(await two.locks.take('WF-2')).toBe(true);
    expect(await one.locks.free(['WF-1', 'WF-2', 'WF-3'])).toEqual(['WF-3']);
    await one.locks.giveBack('WF-1');
    expect(one.locks.holds('WF-1')).toBe(false);
    expect(await two.locks.take('WF-1')).toBe(true);
  });

  it('leave their cases to others with the end of their connection', async () => {
    const [one, two] = [await start(), await start()];
    await one.locks.take('WF-1');
    await one.connection.close();
    expect(await two.locks.take('WF-1')).toBe(true);
  });

  it('tell of a case they could not give back, and give it back before they look for what is free', async () => {
    const [one, two] = [await start(), await start()];
    await one.locks.take('WF-1');
    one.refuseUnlock = true;
    await one.locks.giveBack('WF-1');
    expect(one.kept).toEqual(['WF-1']);
    expect(one.locks.holds('WF-1')).toBe(false);
    expect(await two.locks.take('WF-1')).toBe(false);
    expect(await one.locks.free(['WF-1'])).toEqual(['WF-1']);
    expect(await two.locks.take('WF-1')).toBe(true);
  });

  it('take a case they could not give back once and not twice', async () => {
    const [one, two] = [await start(), await start()];
    await one.locks.take('WF-1');
    one.refuseUnlock = true;
    await one.locks.giveBack('WF-1');
    expect(await one.locks.take('WF-1')).toBe(true);
    await one.locks.giveBack('WF-1');
    expect(await two.locks.take('WF-1')).toBe(true);
  });

  it('give back what they may not keep in the first seconds after the server was away, also where that fails at first', async () => {
    const [one, two] = [await start(), await start()];
    await one.connection.ask('select 1');
    await server.query(place.database, `select pg_terminate_backend(${await backendOf(one)})`);
    await one.connection.ask('select 1').catch(() => undefined);
    await one.connection.ask('select 1');
    one.refuseUnlock = true;
    expect(await one.locks.take('WF-1')).toBe(false);
    expect(one.kept).toEqual(['WF-1']);
    await one.locks.free([]);
    expect(await two.locks.take('WF-1')).toBe(true);
  });

  it('owe nothing once their connection has ended', async () => {
    const [one, two] = [await start(), await start()];
    await one.locks.take('WF-1');
    one.refuseUnlock = true;
    await one.locks.giveBack('WF-1');
    await server.query(place.database, `select pg_terminate_backend(${await backendOf(one)})`);
    await one.connection.ask('select 1').catch(() => undefined);
    await one.connection.ask('select 1');
    expect(await two.locks.take('WF-1')).toBe(true);
    await one.locks.free([]);
    expect(await one.locks.take('WF-1')).toBe(false);
  });

  it('have their cases again after their connection was cut, before anybody else gets one', async () => {
    const [one, two] = [await start(), await start()];
    await one.locks.take('WF-1');
    const cut = await backendOf(one);
    await server.query(place.database, `select pg_terminate_backend(${cut})`);
    // The first question on a cut line fails, or finds a new one.
    await one.connection.ask('select 1').catch(() => undefined);
    expect(await backendOf(one)).not.toBe(cut);
    expect(one.locks.holds('WF-1')).toBe(true);
    expect(await two.locks.take('WF-1')).toBe(false);
    expect(one.taken).toEqual([]);
  });

  it('hear that another took a case while their connection was gone', async () => {
    const [one, two] = [await start(), await start()];
    await one.locks.take('WF-1');
    await server.query(place.database, `select pg_terminate_backend(${await backendOf(one)})`);
    expect(await two.locks.take('WF-1')).toBe(true);
    await one.connection.ask('select 1').catch(() => undefined);
    await one.connection.ask('select 1');
    expect(one.locks.holds('WF-1')).toBe(false);
    expect(one.taken).toEqual(['WF-1']);
  });

  it('take nothing new for two seconds after the server was away, so that whoever was at a case has it again', async () => {
    const [one, two] = [await start(), await start()];
    await one.locks.take('WF-1');
    await two.connection.ask('select 1');
    await server.halt();
    await expect(two.locks.take('WF-1')).rejects.toMatchObject({ code: 'store_unreachable' });
    await server.begin();
    expect(await two.locks.take('WF-1')).toBe(false);
    await one.connection.ask('select 1').catch(() => undefined);
    await one.connection.ask('select 1');
    expect(one.locks.holds('WF-1')).toBe(true);
    two.nowMs = 2_001;
    expect(await two.locks.take('WF-1')).toBe(false);
    expect(await two.locks.take('WF-2')).toBe(true);
  });

  it('make their queue once, however many start at the same moment', async () => {
    const started = await Promise.all(Array.from({ length: 4 }, start));
    const [one, two] = await Promise.all(started.map(openQueue));
    expect(await one!.post('WF-1', { behindOthers: true })).toBe(true);
    expect(await two!.post('WF-1', { behindOthers: false })).toBe(false);
    expect(await two!.post('WF-2', { behindOthers: false })).toBe(true);
    for (const next of ['WF-2', 'WF-1']) expect((await one!.take(1)).map(({ runId }) => runId)).toEqual([next]);
    expect(await two!.take(5)).toEqual([]);
  });

  it('have back within seconds what another took and did not end, and never what was ended', async () => {
    const [one, two] = [await openQueue(await start()), await openQueue(await start())];
    for (const runId of ['WF-1', 'WF-2']) await one.post(runId, { behindOthers: false });
    const taken = await one.take(2);
    await one.drop(taken.filter(({ runId }) => runId === 'WF-2').map(({ id }) => id));
    expect(await two.take(2)).toEqual([]);
    const beganMs = performance.now();
    let back = await two.take(2);
    while (back.length === 0 && performance.now() - beganMs < 10_000) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      back = await two.take(2);
    }
    expect(back).toEqual(taken.filter(({ runId }) => runId === 'WF-1'));
  });

  it('go on after a statement of several failed in the midst of a transaction', async () => {
    const { connection } = await start();
    await expect(connection.ask('begin; select 1/0; commit')).rejects.toMatchObject({ code: 'store_failed' });
    const { rows } = await connection.ask('select 1 as one');
    expect(rows).toEqual([{ one: 1 }]);
  });
});
