/** The processes that share the desk, each as it last noted itself. */
import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { Fault } from '../domain/values/errors';
import type { Store } from '../ports/store';
import type { Replica } from '../ports/house';
import { forgetDeliveries, serverNow } from './deliveries';
import type { StoreSchema } from './schema';
import type { Write } from './commit/group-commit';
import { parseJson } from './stored/stored-case';

const filesSchema = z.record(z.string(), z.string());

/** Whoever noted nothing for so long is gone. */
const goneAfterMs = 75_000;

/** SQLite's migration 014; PostgreSQL's third. */
export async function addReplicas(database: Kysely<StoreSchema>): Promise<void> {
  await database.schema
    .createTable('replicas')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addColumn('is_behind', 'integer', (column) => column.notNull())
    .addColumn('files', 'text', (column) => column.notNull())
    .execute();
}

export const addReplicasToPostgres = (database: Kysely<StoreSchema>): Promise<unknown> =>
  sql`create table replicas (
    id text collate "C" primary key,
    name text not null,
    started_at bigint not null,
    seen_at bigint not null,
    is_behind integer not null,
    files text not null
  )`.execute(database);

export interface ReplicaQueriesParts {
  readonly database: Kysely<StoreSchema>;
  readonly place: string;
  readonly write: Write;
  /** Whoever else is noted is gone: this process has the database alone. */
  readonly isOnlyWriter: boolean;
  readonly recordedNow: () => number;
}

export function createReplicaQueries(parts: ReplicaQueriesParts): Pick<Store, 'noteReplica' | 'forgetReplica'> {
  const { database, place, write, isOnlyWriter, recordedNow } = parts;
  return {
    async noteReplica({ id, name, startedAtMs, files, isBehind }) {
      const now = isOnlyWriter ? sql<number>`${recordedNow()}` : serverNow;
      const changed = { name, seen_at: now, is_behind: isBehind ? (1 as const) : (0 as const) };
      await write('unsynced', async (held) => {
        const row = { ...changed, files: JSON.stringify(files) };
        await held
          .insertInto('replicas')
          .values({ id, started_at: startedAtMs, ...row })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
          .execute();
        const gone = held.deleteFrom('replicas').where('id', '<>', id);
        await (isOnlyWriter ? gone : gone.where('seen_at', '<', sql<number>`${serverNow} - ${goneAfterMs}`)).execute();
        if (!isOnlyWriter) await forgetDeliveries(held);
      });
      const others = await database
        .selectFrom('replicas')
        .selectAll()
        .where('id', '<>', id)
        .orderBy('started_at')
        .orderBy('id')
        .execute();
      return others.map((row): Replica => {
        const named = `${place}: replica ${row.id}`;
        const read = filesSchema.safeParse(parseJson(named, row.files));
        if (!read.success) throw new Fault('store_corrupt', `${named} is not written as this store writes`);
        return {
          id: row.id,
          name: row.name,
          startedAtMs: row.started_at,
          files: read.data,
          isBehind: row.is_behind === 1,
        };
      });
    },

    forgetReplica: (id) =>
      write('unsynced', async (held) => {
        await held.deleteFrom('replicas').where('id', '=', id).execute();
      }),
  };
}
