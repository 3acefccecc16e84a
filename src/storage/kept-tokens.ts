/** What tokens of limited life let people have: kept for all processes, by hashes that open nothing. */
import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { Fault } from '../domain/values/errors';
import type { Store } from '../ports/store';
import type { StoreSchema } from './schema';
import type { Write } from './commit/group-commit';
import { parseJson } from './stored/stored-case';

const givenSchema = z.record(z.string(), z.json());

/** Far more than people ask for in minutes; those that end first make room. */
export const mostTokens = 1_000;

/** SQLite's migration 021. */
export async function addKeptTokens(database: Kysely<StoreSchema>): Promise<void> {
  await database.schema
    .createTable('kept_tokens')
    .addColumn('hash', 'text', (column) => column.primaryKey().notNull())
    .addColumn('given', 'text', (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .execute();
  await database.schema.createIndex('kept_tokens_by_end').on('kept_tokens').column('until').execute();
}

/** PostgreSQL's tenth. */
export async function addKeptTokensToPostgres(database: Kysely<StoreSchema>): Promise<void> {
  await sql`create table kept_tokens (hash text collate "C" primary key, given text not null, until bigint not null)`.execute(
    database,
  );
  await sql`create index kept_tokens_by_end on kept_tokens (until)`.execute(database);
}

export interface TokenQueriesParts {
  readonly database: Kysely<StoreSchema>;
  /** Names the database in faults. */
  readonly place: string;
  readonly write: Write;
  /** Real time, UTC milliseconds. */
  readonly recordedNow: () => number;
}

export function createTokenQueries({
  database,
  place,
  write,
  recordedNow,
}: TokenQueriesParts): Pick<Store, 'keepToken' | 'findToken' | 'dropToken'> {
  return {
    // One that a power cut takes is asked for again.
    keepToken: ({ hash, given, untilMs }) =>
      write('unsynced', async (held) => {
        await held
          .insertInto('kept_tokens')
          .values({ hash, given: JSON.stringify(given), until: untilMs })
          .execute();
        await held.deleteFrom('kept_tokens').where('until', '<=', recordedNow()).execute();
        await held
          .deleteFrom('kept_tokens')
          .where('until', '<=', (oldest) =>
            oldest.selectFrom('kept_tokens').select('until').orderBy('until', 'desc').limit(1).offset(mostTokens),
          )
          .execute();
      }),

    async findToken(hash) {
      const row = await database
        .selectFrom('kept_tokens')
        .select('given')
        .where('hash', '=', hash)
        .where('until', '>', recordedNow())
        .executeTakeFirst();
      if (!row) return null;
      const named = `${place}: what a token gives`;
      const read = givenSchema.safeParse(parseJson(named, row.given));
      if (!read.success) throw new Fault('store_corrupt', `${named} is not written as this store writes`);
      return read.data;
    },

    dropToken: (hash) =>
      write('unsynced', async (held) => {
        const dropped = await held.deleteFrom('kept_tokens').where('hash', '=', hash).returning('hash').execute();
        return dropped.length > 0;
      }),
  };
}
