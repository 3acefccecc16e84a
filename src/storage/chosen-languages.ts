/** Which languages were chosen for chats and by people: kept for all processes, and across restarts. */
import { sql, type Kysely } from 'kysely';
import { keptChoices } from '../ports/delivery';
import type { Store } from '../ports/store';
import type { StoreSchema } from './schema';
import type { Write } from './commit/group-commit';

/** A choice that is committed late may bear a number below one that was read already; so many are never under way at once. */
const readAgain = 200;

/** SQLite's migration 020. */
export async function addChosenLanguages(database: Kysely<StoreSchema>): Promise<void> {
  await database.schema
    .createTable('chosen_languages')
    .addColumn('chosen_for', 'text', (column) => column.primaryKey().notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('number', 'bigint', (column) => column.notNull())
    .execute();
  await database.schema.createIndex('chosen_languages_by_number').on('chosen_languages').column('number').execute();
}

/** PostgreSQL's ninth. */
export async function addChosenLanguagesToPostgres(database: Kysely<StoreSchema>): Promise<void> {
  await sql`create table chosen_languages (
    chosen_for text collate "C" primary key,
    language text not null,
    number bigint not null
  )`.execute(database);
  await sql`create index chosen_languages_by_number on chosen_languages (number)`.execute(database);
}

export function createLanguageQueries(
  database: Kysely<StoreSchema>,
  write: Write,
): Pick<Store, 'chooseLanguage' | 'listChosenLanguages'> {
  return {
    chooseLanguage: (chosenFor, language) =>
      write('synced', async (held) => {
        const next = sql<number>`(select coalesce(max(number), 0) + 1 from chosen_languages)`;
        // Of two processes that choose for the same chat at once, whoever comes second has the higher number.
        const { number } = await held
          .insertInto('chosen_languages')
          .values({ chosen_for: chosenFor, language, number: next })
          .onConflict((conflict) =>
            conflict.column('chosen_for').doUpdateSet({
              language,
              number: sql<number>`case when excluded.number > chosen_languages.number then excluded.number else chosen_languages.number + 1 end`,
            }),
          )
          .returning('number')
          .executeTakeFirstOrThrow();
        await held
          .deleteFrom('chosen_languages')
          .where('number', '<=', (oldest) =>
            oldest
              .selectFrom('chosen_languages')
              .select('number')
              .orderBy('number', 'desc')
              .limit(1)
              .offset(keptChoices),
          )
          .execute();
        return { chosenFor, language, number };
      }),

    async listChosenLanguages(after) {
      const rows = await database
        .selectFrom('chosen_languages')
        .selectAll()
        .where('number', '>', after - readAgain)
        .orderBy('number')
        .execute();
      return rows.map(({ chosen_for: chosenFor, language, number }) => ({ chosenFor, language, number }));
    },
  };
}
