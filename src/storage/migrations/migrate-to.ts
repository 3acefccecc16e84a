/** Brings a database's tables to the end of a list of migrations. */
import { Migrator, type Kysely, type Migration } from 'kysely';
import { Fault } from '../../domain/values/errors';
import type { StoreSchema } from '../schema';

/**
 * All or nothing per migration. Throws what the database throws, and `store_corrupt` with `place` where the database's own list of
 * migrations is not a beginning of this one: it was written by a newer release.
 */
export async function migrateTo(
  database: Kysely<StoreSchema>,
  place: string,
  migrations: Readonly<Record<string, Migration>>,
): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  if (error === undefined) return;
  // Databases give their errors a code; Kysely's own objection to the list has none.
  if (error instanceof Error && 'code' in error) throw error;
  throw new Fault('store_corrupt', `${place}: ${error instanceof Error ? error.message : 'cannot be migrated'}`, {
    cause: error,
  });
}
