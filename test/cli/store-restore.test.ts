/** A PostgreSQL database that is dumped while desks write, restored elsewhere, checked by the command, and written to again. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWakeupQueue } from '../../src/jobs/shared/wakeup-queue';
import type { Store } from '../../src/ports/store';
import { openKeptConnection } from '../../src/storage/postgres/kept-connection';
import type { PostgresPlace } from '../../src/storage/postgres/postgres-place';
import { openPostgresStore } from '../../src/storage/postgres/postgres-store';
import { underStartLockOf } from '../../src/storage/postgres/start-lock';
import { describePostgres } from '../fakes/describe-postgres';
import { postgresBinaries, PostgresServer } from '../fakes/postgres';
import { createRecordingLog } from '../fakes/recording-log';
import { commitOf, nextVersion, numberedCase } from '../fakes/sample-case';
import { runDesk } from './run-desk';

describePostgres('a dump of the database, restored', () => {
  let server: PostgresServer;
  let folder: string;
  let place: PostgresPlace;
  let restored: PostgresPlace;
  let store: Store;
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'desk-dump-'));
    place = await server.database();
    restored = await server.database();
    store = await openPostgresStore({ place, recordedNow: () => Date.now() });
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const run = (program: string, ...args: readonly string[]) =>
    execFileSync(join(postgresBinaries() ?? '', program), args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const check = async (): Promise<{ code: number | null; said: string }> => {
    const environment = { PROFILE: 'local', DATABASE_URL: server.url(restored.database) };
    const { code, stdout, stderr } = await runDesk(['store', 'check', '--json'], { environment });
    return { code, said: stdout + stderr };
  };

  /** Its wake-ups are in the dump too, and no harm to anybody. */
  async function postWakeup(at: PostgresPlace): Promise<boolean> {
    const connection = await openKeptConnection({ place: at, token: null, onLost: () => undefined });
    const { ask } = connection;
    const once = (make: () => Promise<void>) => underStartLockOf(ask, make);
    const queue = await openWakeupQueue({ ask, once, log: createRecordingLog() });
    const isNew = await queue.post(numberedCase(1).runId, { behindOthers: false });
    await queue.close();
    await connection.close();
    return isNew;
  }

  async function dumpWhileWriting(): Promise<string> {
    const file = join(folder, 'desk.dump');
    const desk = { isWriting: true };
    const writing = (async () => {
      for (let number = 1; desk.isWriting; number += 1) {
        const opened = numberedCase(number);
        await store.commit(commitOf(opened));
        await store.commit(commitOf(nextVersion(opened, { status: 'awaiting_approval' })));
      }
    })();
    while ((await store.readChain({ afterSeq: 19, limit: 1 })).length === 0) await new Promise(setImmediate);
    run('pg_dump', '--format=custom', `--file=${file}`, server.url(place.database));
    desk.isWriting = false;
    await writing;
    return file;
  }

  it('is whole as of one moment, is called so by `store check`, and goes on from there', async () => {
    expect(await postWakeup(place)).toBe(true);
    const file = await dumpWhileWriting();
    run('pg_restore', '--exit-on-error', '--single-transaction', `--dbname=${server.url(restored.database)}`, file);
    const { code, said } = await check();
    expect({ code, said }).toMatchObject({ code: 0 });
    const { events, head } = JSON.parse(said) as { events: number; head: string };
    expect(events).toBeGreaterThanOrEqual(20);
    const [same] = await store.readChain({ afterSeq: events - 1, limit: 1 });
    expect(same?.hash).toBe(head);

    expect(await postWakeup(restored)).toBe(false);
    const again = await openPostgresStore({ place: restored, recordedNow: () => Date.now() });
    await again.commit(commitOf(numberedCase(900_000)));
    expect(await again.verifyAudit()).toMatchObject({ count: events + 1 });
    await again.close();
  });

  it('that lost a row is called broken, with what is missing', async () => {
    const file = await dumpWhileWriting();
    run('pg_restore', '--exit-on-error', '--single-transaction', `--dbname=${server.url(restored.database)}`, file);
    await server.query(restored.database, 'delete from case_versions where event_seq = 7');
    await server.query(restored.database, 'delete from audit_events where seq = 7');
    const { code, said } = await check();
    expect(code).toBe(1);
    expect(said).toMatch(/breaks at event 7.*store_corrupt/);
  });
});
