/** Opens the embedded store: one SQLite file, safe against power cuts, for one process. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Kysely, sql } from 'kysely';
import Database from 'libsql';
import { Fault } from '../../domain/values/errors';
import type { Store } from '../../ports/store';
import { createGroupCommit, type Durability, type Write } from '../commit/group-commit';
import { transactionsOf } from './sqlite-transactions';
import { createKyselyStore } from '../kysely-store';
import { refuseUnmigrated, stillToMigrate } from '../migrations/migrate-to';
import { migrateStore, refuseUnreleased, sqliteMigrations } from '../migrations/migrations';
import { verifyEnd } from '../verify/verify-audit';
import { createDatabase, refuseRemains, removeDatabase } from './create-database';
import { watchDatabaseFile } from './file-watch';
import { openReadOnly, type ReadOnlySource } from './open-read-only';
import { prepareOnce } from './prepare-once';
import { type ProcessLock, takeProcessLock } from './process-lock';
import type { StoreSchema } from '../schema';
import { refuseDamage, refuseDamageInPassing } from './refuse-damage';
import { createSqliteDialect } from './sqlite-dialect';
import { sqliteFault } from './sqlite-fault';
import { readTextStrictly } from './strict-text';

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
/** A quarter of a second of looking; the whole chain is looked at while the desk runs. */
const eventsCheckedAtStart = 2_000;

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
  if (readOnly) return openForReading(file, recordedNow, { mayBeOlder: false });
  const lock = file === inMemory ? null : lockFor(file);
  let handle: Database.Database | null = null;
  try {
    if (lock) await prepareFile(file, fresh);
    const opened = openHandle(file, file);
    handle = opened;
    if (lock) refuseForeign(file, opened);
    makeDurable(opened);
    const database = openKysely(file, opened);
    await migrateStore(database, file);
    await verifyEnd(database, file, eventsCheckedAtStart);
    const stillThere = lock ? watchAfterWrite(file, opened) : () => undefined;
    const inTransaction = transactionsOf(database, (durability) => {
      syncWrites(opened, durability);
    });
    const write = createGroupCommit({ inTransaction, turn: () => setImmediate(), stillThere });
    return createKyselyStore({
      database,
      place: file,
      recordedNow,
      toFault: (error) => sqliteFault(file, error),
      write,
      isOnlyWriter: true,
      beginSnapshot: 'begin',
      refuseUnsound: () => {
        refuseUnsound(file, opened);
      },
      stillThere,
      close: createClose(database, write, lock),
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

/** An existing file stays as it is; a new one appears with its tables or not at all. */
async function prepareFile(file: string, fresh: boolean): Promise<void> {
  if (fresh) removeDatabase(file);
  refuseRemains(file);
  if (existsSync(file)) return;
  await createDatabase(file, async (draft) => {
    // With a rollback journal: a write-ahead log would hold what was written last, under the draft's name.
    const handle = openHandle(draft, file);
    const database = openKysely(file, handle);
    await migrateStore(database, file);
    await database.destroy();
  });
}

/** `mayBeOlder`: whether tables that a start has yet to bring up to date are taken too. */
export async function openForReading(
  file: string,
  recordedNow: () => number,
  { mayBeOlder }: { readonly mayBeOlder: boolean },
): Promise<Store> {
  if (!existsSync(file)) throw new Fault('store_corrupt', `${file}: there is no database`);
  refuseRemains(file);
  const source = openSource(file);
  try {
    const database = openKysely(file, source.handle);
    await database.selectFrom('audit_chain').select('seq').execute();
    await refuseUnreleased(database, file);
    await (mayBeOlder ? stillToMigrate : refuseUnmigrated)(database, file, sqliteMigrations);
    return createKyselyStore({
      database,
      place: file,
      recordedNow,
      toFault: (error) => sqliteFault(file, error),
      isOnlyWriter: false,
      beginSnapshot: 'begin',
      write: () => Promise.reject(new Fault('store_failed', `${file} was opened for reading`)),
      refuseUnsound: () => {
        refuseUnsound(file, source.handle);
      },
      stillThere: () => {
        throw new Fault('store_failed', `${file} was opened for reading`);
      },
      close: async () => {
        await database.destroy();
        source.remove();
      },
    });
  } catch (error) {
    source.handle.close();
    source.remove();
    throw error instanceof Fault ? error : sqliteFault(file, error);
  }
}

function openSource(file: string): ReadOnlySource {
  try {
    return openReadOnly(file, (path) => openHandle(path, file));
  } catch (error) {
    throw error instanceof Fault ? error : sqliteFault(file, error);
  }
}

export function openKysely(file: string, handle: Database.Database): Kysely<StoreSchema> {
  return new Kysely<StoreSchema>({ dialect: createSqliteDialect(prepareOnce(readTextStrictly(file, handle))) });
}

/** `path` may be a URI or a copy; `file` names the database in faults. */
export function openHandle(path: string, file: string): Database.Database {
  const handle = new Database(path);
  try {
    handle.prepare(`PRAGMA busy_timeout = ${busyTimeoutMs}`).all();
    refuseDamageInPassing(file, handle);
    return handle;
  } catch (error) {
    handle.close();
    throw error;
  }
}

/** A database of ours appears with its tables, so one without them is somebody else's, and nothing is written into it. */
export function refuseForeign(file: string, handle: Database.Database): void {
  const ours = handle.prepare("SELECT name FROM sqlite_master WHERE name = 'audit_chain'").all();
  if (ours.length === 0)
    throw new Fault('store_corrupt', `${file} is a database without the tables of Treasury Desk (audit_chain)`);
}

function refuseUnsound(file: string, handle: Database.Database): void {
  refuseProgram(file, handle);
  refuseDamage(file, handle);
}

/** The desk has none: a trigger or a view in its file would change, unseen, what is written or what is read. */
function refuseProgram(file: string, handle: Database.Database): void {
  const [found] = handle.prepare("SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')").all() as {
    type: string;
    name: string;
  }[];
  if (found) throw new Fault('store_corrupt', `${file} has a ${found.type} that is not the desk's: ${found.name}`);
}

function makeDurable(handle: Database.Database): void {
  handle.prepare('PRAGMA journal_mode = WAL').all();
  syncWrites(handle, 'synced');
  handle.exec('PRAGMA foreign_keys = ON');
}

/**
 * An approval that was acknowledged must outlive a power cut: WAL alone syncs only at checkpoints, and what is written so the next full sync
 * takes along. Not through Kysely: SQLite obeys this PRAGMA while it prepares it, and our statements are prepared only once.
 */
function syncWrites(handle: Database.Database, durability: Durability): void {
  handle.exec(`PRAGMA synchronous = ${durability === 'synced' ? 'FULL' : 'NORMAL'}`);
}

/** The write-ahead log is there once something was written. */
function watchAfterWrite(file: string, handle: Database.Database): () => void {
  handle.exec('UPDATE write_probe SET at = at');
  const watch = watchDatabaseFile(file);
  return () => {
    watch.check();
  };
}

/** Waits for the commit under way, and leaves everything in the one file, so that a copy of it is complete. Closing twice is closing once. */
function createClose(database: Kysely<StoreSchema>, write: Write, lock: ProcessLock | null): () => Promise<void> {
  let closing: Promise<void> | null = null;
  const closeNow = async (): Promise<void> => {
    try {
      // In line behind everything that waits to be written.
      await write('unsynced', () => Promise.resolve());
      await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(database);
    } finally {
      await database.destroy();
      lock?.release();
    }
  };
  return () => (closing ??= closeNow());
}
