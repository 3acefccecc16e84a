/** Several questions about one moment: what others commit meanwhile is in none of the answers. */
import { CompiledQuery, type Kysely } from 'kysely';
import type { StoreSchema } from './schema';

/** `begin` as the database says it for reading alone. */
export async function inSnapshot<Result>(
  database: Kysely<StoreSchema>,
  begin: string,
  read: (held: Kysely<StoreSchema>) => Promise<Result>,
): Promise<Result> {
  return database.connection().execute(async (held) => {
    await held.executeQuery(CompiledQuery.raw(begin));
    try {
      return await read(held);
    } finally {
      await held.executeQuery(CompiledQuery.raw('rollback'));
    }
  });
}
