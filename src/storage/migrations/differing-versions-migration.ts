/** SQLite's eighteenth migration and PostgreSQL's seventh: a version may be kept as what it says otherwise than another of its case. */
import type { Kysely } from 'kysely';
import type { StoreSchema } from '../schema';

/** What was written before stays as it was written: a version is never updated, and its text stands there whole. */
export async function addDifferingVersions(database: Kysely<StoreSchema>): Promise<void> {
  await database.schema.alterTable('case_versions').addColumn('differs_from', 'integer').execute();
}
