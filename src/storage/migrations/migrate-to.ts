/** Brings a database's tables to the end of a list of migrations. */
import { Migrator, sql, type Kysely, type Migration } from 'kysely';
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
  // Looked at here: Kysely's own objection looks like any other error, a line that broke among them.
  const left = await stillToMigrate(database, place, migrations);
  if (left.length === 0) return;
  const ended = Object.keys(migrations).length - left.length;
  const skipped = left.find((name) => Object.keys(migrations).indexOf(name) < ended);
  if (skipped !== undefined)
    throw new Fault('store_corrupt', `${place} lacks ${skipped} of its own list of migrations, and has later ones`);
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  // As the database threw it.
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  if (error !== undefined) throw error;
}

/** What `migrateTo` has still to do. Throws `store_corrupt` where a newer release has done more. */
export async function stillToMigrate(
  database: Kysely<StoreSchema>,
  place: string,
  migrations: Readonly<Record<string, Migration>>,
): Promise<readonly string[]> {
  const done = await migrationsDone(database);
  const newer = done.find((name) => !Object.hasOwn(migrations, name));
  if (newer !== undefined) throw new Fault('store_corrupt', `${place} was written by a newer release (${newer})`);
  return Object.keys(migrations).filter((name) => !done.includes(name));
}

/** Throws `store_outdated` where a start has yet to bring the tables up to date: whoever only reads changes nothing. Throws as `stillToMigrate` too. */
export async function refuseUnmigrated(
  database: Kysely<StoreSchema>,
  place: string,
  migrations: Readonly<Record<string, Migration>>,
): Promise<void> {
  const [next] = await stillToMigrate(database, place, migrations);
  if (next === undefined) return;
  throw new Fault(
    'store_outdated',
    `${place} was last written by an earlier release (it lacks ${next}). Read it with that release, or start a desk of this one on it once, or on a copy of it: that brings it up to date.`,
  );
}

/** None where the database is new. */
export async function migrationsDone(database: Kysely<StoreSchema>): Promise<readonly string[]> {
  const tables = await database.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const done = await sql<{ name: string }>`select name from kysely_migration`.execute(database);
  return done.rows.map(({ name }) => name);
}
