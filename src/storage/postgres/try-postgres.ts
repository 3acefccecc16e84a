/** Whether the desk could work with a PostgreSQL database, found out without changing anything in it. */
import { Kysely, sql } from 'kysely';
import { Fault } from '../../domain/values/errors';
import { wakeupSchema } from '../../ports/case-locks';
import { stillToMigrate } from '../migrations/migrate-to';
import type { StoreSchema } from '../schema';
import { examineServer, hasTables, refuseClockSkew, refuseForeign } from './examine-server';
import { createPostgresDialect } from './postgres-dialect';
import { postgresFault } from './postgres-fault';
import { nameOfPlace, type PostgresPlace } from './postgres-place';
import { openPool } from './postgres-pool';
import { postgresMigrations } from './postgres-tables';
import { refuseMissingRights } from './rights';
import { refuseSharedSessions } from './session';

/** empty: the first start makes its tables. usable: it has them and takes writes. */
export type PostgresState = 'empty' | 'usable';

/** Throws where a start would, with the same codes. */
export async function tryPostgres(
  place: PostgresPlace,
  recordedNow: () => number,
  token: (() => Promise<string>) | null = null,
): Promise<PostgresState> {
  const name = nameOfPlace(place);
  const pool = await openPool({ place, readOnly: false, token, onLost: () => undefined });
  const database = new Kysely<StoreSchema>({ dialect: createPostgresDialect(pool) });
  try {
    await refuseSharedSessions(pool, name);
    await examineServer(database, name, { writes: true });
    await refuseClockSkew(database, name, recordedNow);
    await refuseForeign(database, name);
    // Whether something may be made is only known by making it; it is taken back.
    await database.connection().execute(async (held) => {
      await sql`begin`.execute(held);
      try {
        await sql`create table tried (at integer)`.execute(held);
        const { rows } = await sql`select 1 where to_regnamespace(${wakeupSchema}) is null`.execute(held);
        if (rows.length > 0) await sql`create schema ${sql.id(wakeupSchema)}`.execute(held);
      } finally {
        await sql`rollback`.execute(held);
      }
    });
    if (!(await hasTables(database))) return 'empty';
    const left = await stillToMigrate(database, name, postgresMigrations);
    // A table that the start has yet to make cannot be asked for.
    if (left.length === 0) await refuseMissingRights(database, name);
    return 'usable';
  } catch (error) {
    throw error instanceof Fault ? error : postgresFault(name, error);
  } finally {
    await database.destroy();
  }
}
