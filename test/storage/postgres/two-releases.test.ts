import { createKeepInStep, type KeepInStep } from '../../../src/app/house/keep-in-step';
import { createSharedWakeups } from '../../../src/jobs/shared/shared-wakeups';
import { openWakeupQueue } from '../../../src/jobs/shared/wakeup-queue';
import { createTimers } from '../../../src/jobs/timers';
import type { Store } from '../../../src/ports/store';
import { createCaseLocks } from '../../../src/storage/postgres/case-locks';
import { openKeptConnection } from '../../../src/storage/postgres/kept-connection';
import type { PostgresPlace } from '../../../src/storage/postgres/postgres-place';
import { openPostgresStore } from '../../../src/storage/postgres/postgres-store';
import { underStartLockOf } from '../../../src/storage/postgres/start-lock';
import { caseFormat } from '../../../src/storage/stored/stored-case';
import { describePostgres } from '../../fakes/describe-postgres';
import { PostgresServer } from '../../fakes/postgres';
import { createRecordingLog } from '../../fakes/recording-log';
import { commitOf, numberedCase } from '../../fakes/sample-case';

interface Release {
  readonly store: Store;
  readonly inStep: KeepInStep;
  readonly worked: string[];
  readonly log: ReturnType<typeof createRecordingLog>;
  wake(runId: string): void;
  stop(): Promise<void>;
}

describePostgres('two releases side by side on one PostgreSQL', () => {
  let server: PostgresServer;
  let place: PostgresPlace;
  let started: Release[];
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    place = await server.database();
    started = [];
  });
  afterEach(async () => {
    for (const release of started) await release.stop();
  });

  /** `format`: of the cases it writes. */
  async function start(name: string, format: number): Promise<Release> {
    const store = await openPostgresStore({ place, recordedNow: () => Date.now() });
    const log = createRecordingLog();
    const inStep = createKeepInStep({
      store,
      notes: { note: () => Promise.resolve(), behind: () => [], restsOn: () => [] },
      replica: { id: name, name, startedAtMs: started.length },
      caseFormat: format,
      log,
    });
    await inStep.round();
    const connection = await openKeptConnection({ place, token: null, onLost: () => undefined });
    const { ask } = connection;
    const once = (make: () => Promise<void>) => underStartLockOf(ask, make);
    const queue = await openWakeupQueue({ ask, once, log });
    const timers = createTimers();
    const wakeups = createSharedWakeups({
      queue,
      locks: createCaseLocks({
        connection,
        elapsedMs: () => timers.nowMs(),
        onTaken: () => undefined,
        onKept: () => undefined,
      }),
      concurrency: 2,
      findWork: () => Promise.resolve([]),
      takesWork: () => inStep.reasons().length === 0,
      turn: () => timers.turn(),
      timers,
      log,
    });
    const worked: string[] = [];
    wakeups.start(async (runId) => {
      // The older release cannot read what the newer one wrote.
      if (format === caseFormat) await store.findCase(runId);
      worked.push(runId);
      return false;
    });
    const release: Release = {
      store,
      inStep,
      worked,
      log,
      wake: (runId) => {
        wakeups.wake(runId);
      },
      async stop() {
        await wakeups.stop();
        await queue.close();
        await connection.close();
        await store.close();
      },
    };
    started.push(release);
    return release;
  }

  it('leave a case of the newer format to the newer one, which takes it whoever was told of it', async () => {
    const older = await start('older', caseFormat);
    const { runId } = numberedCase(1);
    await older.store.commit(commitOf(numberedCase(1)));
    const newer = await start('newer', caseFormat + 1);
    await server.query(
      place.database,
      `update case_versions set body = jsonb_set(body::jsonb, '{format}', '${caseFormat + 1}')::text`,
    );
    await older.inStep.round();
    expect(older.inStep.reasons()).toEqual([{ what: 'older_release', than: 'newer' }]);
    expect(newer.inStep.reasons()).toEqual([]);

    older.wake(runId);
    for (let looks = 0; looks < 200 && newer.worked.length === 0; looks += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(newer.worked).toEqual([runId]);
    expect(older.worked).toEqual([]);
    expect(older.log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });
});
