/** Opens the embedded store: one SQLite file, safe against power cuts, for one process. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Kysely, sql } from 'kysely';
import Database from 'libsql';
import { Fault } from '../../domain/values/errors';
import type { Store } from '../../ports';
import { createKyselyStore } from '../kysely-store';
import { migrateStore } from '../migrations';
import { prepareOnce } from './prepare-once';
import { type ProcessLock, takeProcessLock } from './process-lock';
import type { StoreSchema } from '../schema';
import { createSqliteDialect } from './sqlite-dialect';
import { sqliteFault } from './sqlite-fault';
import { readTextStrictly } from './strict-text';
import { createWithoutSync } from './without-sync';

export interface SqliteStoreOptions {
  /** Path of the database file, made with its folder where missing; `:memory:` for a store that ends with the process. */
  readonly file: string;
  /** Real time, UTC milliseconds. */
  readonly recordedNow: () => number;
  /** Looks at a file another process may be writing: no lock, no migration, and every write fails. */
  readonly readOnly?: boolean;
  /** Removes what an earlier process left in the file, once nobody else can be using it. */
  readonly fresh?: boolean;
}

const inMemory = ':memory:';
/** Long enough for a reader's checkpoint or a backup to let go; the event loop stands still meanwhile. */
const busyTimeoutMs = 5_000;

/**
 * Throws `store_in_use` where another process writes the file, `store_corrupt` where it is no sound database of this product
 * (or, read-only, is not there), `store_failed` where the file or its folder cannot be used. Each names the file.
 */
export async function openSqliteStore({
  file,
  recordedNow,
  readOnly = false,
  fresh = false,
}: SqliteStoreOptions): Promise<Store> {
  if (readOnly && !existsSync(file)) throw new Fault('store_corrupt', `${file}: there is no database`);
  const lock = readOnly || file === inMemory ? null : lockFor(file);
  let handle: Database.Database | null = null;
  try {
    if (fresh && lock) removeDatabase(file);
    const opened = openHandle(file, readOnly);
    handle = opened;
    const dialect = createSqliteDialect(prepareOnce(readTextStrictly(file, opened)));
    const database = new Kysely<StoreSchema>({ dialect });
    if (!readOnly) await migrateStore(database, file);
    await checkChainEnd(database, file);
    return createKyselyStore({
      database,
      place: file,
      recordedNow,
      toFault: (error) => sqliteFault(file, error),
      writeLightly: createWithoutSync(database, (text) => opened.exec(text)),
      close: createClose(database, readOnly, lock),
    });
  } catch (error) {
    handle?.close();
    lock?.release();
    throw error instanceof Fault ? error : sqliteFault(file, error);
  }
}

function lockFor(file: string): ProcessLock {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    throw sqliteFault(file, error);
  }
  return takeProcessLock(file);
}

function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}

function openHandle(file: string, readOnly: boolean): Database.Database {
  const handle = new Database(readOnly ? `${pathToFileURL(file).href}?mode=ro` : file);
  const pragma = (text: string): unknown[] => handle.prepare(`PRAGMA ${text}`).all();
  pragma(`busy_timeout = ${busyTimeoutMs}`);
  if (!readOnly) {
    pragma('journal_mode = WAL');
    // An approval that was acknowledged must outlive a power cut: WAL alone syncs only at checkpoints.
    handle.exec('PRAGMA synchronous = FULL');
    handle.exec('PRAGMA foreign_keys = ON');
  }
  const [damage] = pragma('quick_check(1)') as readonly { quick_check: string }[];
  if (damage?.quick_check !== 'ok')
    throw new Fault('store_corrupt', `${file}: ${damage?.quick_check ?? 'cannot be checked'}`);
  return handle;
}

/** Events cut off the end leave a chain that is whole in itself; only its recorded end tells. */
async function checkChainEnd(database: Kysely<StoreSchema>, file: string): Promise<void> {
  const end = await database.selectFrom('audit_chain').select('seq').executeTakeFirst();
  const last = await database
    .selectFrom('audit_events')
    .select('seq')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (end?.seq === (last?.seq ?? 0)) return;
  throw new Fault(
    'store_corrupt',
    `${file}: the audit trail ends at event ${last?.seq ?? 0}, but ${end?.seq ?? 'no'} events were written`,
  );
}

/** Waits for the commit under way, and leaves everything in the one file, so that a copy of it is complete. Closing twice is closing once. */
function createClose(database: Kysely<StoreSchema>, readOnly: boolean, lock: ProcessLock | null): () => Promise<void> {
  let closing: Promise<void> | null = null;
  const closeNow = async (): Promise<void> => {
    try {
      if (!readOnly) await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(database);
    } finally {
      await database.destroy();
      lock?.release();
    }
  };
  return () => (closing ??= closeNow());
}
