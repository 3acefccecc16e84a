/** The tables themselves, for whoever carries a desk from one database to another: no desk may have either of them meanwhile. */
import { existsSync } from 'node:fs';
import { Kysely } from 'kysely';
import { Fault } from '../../domain/values/errors';
import { migrateTo } from '../migrations/migrate-to';
import { migrateStore } from '../migrations/migrations';
import { examineServer, refuseForeign } from '../postgres/examine-server';
import { createPostgresDialect } from '../postgres/postgres-dialect';
import { postgresFault } from '../postgres/postgres-fault';
import { nameOfPlace, type PostgresPlace } from '../postgres/postgres-place';
import { openPool } from '../postgres/postgres-pool';
import { postgresMigrations } from '../postgres/postgres-tables';
import { refuseSharedSessions } from '../postgres/session';
import { underStartLock } from '../postgres/start-lock';
import type { StoreSchema } from '../schema';
import { refuseRemains } from '../sqlite/create-database';
import { takeProcessLock } from '../sqlite/process-lock';
import { sqliteFault } from '../sqlite/sqlite-fault';
import { openHandle, openKysely, refuseForeign as refuseForeignFile } from '../sqlite/sqlite-store';

export interface OpenTables {
  readonly database: Kysely<StoreSchema>;
  readonly name: string;
  readonly toFault: (error: unknown) => Fault;
  close(): Promise<void>;
}

/** Throws `store_in_use` where a desk runs on the file, and as the store does. */
export async function openSqliteTables(file: string): Promise<OpenTables> {
  if (!existsSync(file)) throw new Fault('store_corrupt', `${file}: there is no database`);
  refuseRemains(file);
  const lock = takeProcessLock(file);
  const toFault = (error: unknown): Fault => (error instanceof Fault ? error : sqliteFault(file, error));
  try {
    const handle = openHandle(file, file);
    refuseForeignFile(file, handle);
    const database = openKysely(file, handle);
    await migrateStore(database, file);
    const close = async (): Promise<void> => {
      await database.destroy();
      lock.release();
    };
    return { database, name: file, toFault, close };
  } catch (error) {
    lock.release();
    throw toFault(error);
  }
}

/** `token`: asked with each connection, where the server takes one for a password. Throws as the store does. */
export async function openPostgresTables(
  place: PostgresPlace,
  token: (() => Promise<string>) | null = null,
): Promise<OpenTables> {
  const name = nameOfPlace(place);
  const toFault = (error: unknown): Fault => (error instanceof Fault ? error : postgresFault(name, error));
  const pool = await openPool({ place, readOnly: false, token, onLost: () => undefined });
  const database = new Kysely<StoreSchema>({ dialect: createPostgresDialect(pool) });
  try {
    await refuseSharedSessions(pool, name);
    await examineServer(database, name, { writes: true });
    await underStartLock(pool, async () => {
      await refuseForeign(database, name);
      await migrateTo(database, name, postgresMigrations);
    });
    return { database, name, toFault, close: () => database.destroy() };
  } catch (error) {
    await database.destroy();
    throw toFault(error);
  }
}
