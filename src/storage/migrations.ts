/** How the tables came to be, in order. A migration that was released is never edited; a change is a new one. */
import { type Kysely, type Migration, Migrator } from 'kysely';
import { firstPreviousHash } from '../domain/case/audit-event';
import { Fault } from '../domain/values/errors';
import { addReservations } from './reservations-migration';
import type { StoreSchema } from './schema';

const migrationsFor = (place: string): Record<string, Migration> => ({
  '001_cases_and_audit': { up: createCasesAndAudit },
  '002_reservations': { up: (database: Kysely<StoreSchema>) => addReservations(database, place) },
});

/**
 * Brings the tables up to date; all or nothing per migration. Throws what the database throws, and `store_corrupt` with `place`
 * where the database's own list of migrations is not a beginning of ours: it was written by a newer release.
 */
export async function migrateStore(database: Kysely<StoreSchema>, place: string): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(migrationsFor(place)) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  // Databases give their errors a code; Kysely's own objection to the list has none.
  if (error instanceof Error && 'code' in error) throw error;
  throw new Fault('store_corrupt', `${place}: ${error instanceof Error ? error.message : 'cannot be migrated'}`, {
    cause: error,
  });
}

async function createCasesAndAudit(database: Kysely<StoreSchema>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('cases')
    .addColumn('run_id', 'text', (column) => column.primaryKey())
    .addColumn('payment_id', 'text', (column) => column.notNull().unique())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('opened_seq', 'integer', (column) => column.notNull().unique())
    .addColumn('unfinished', 'integer', (column) => column.notNull())
    .execute();
  await schema.createIndex('cases_by_status').on('cases').columns(['status', 'opened_seq']).execute();
  await schema.createIndex('cases_unfinished').on('cases').columns(['unfinished', 'opened_seq']).execute();
  await schema
    .createTable('audit_events')
    .addColumn('seq', 'integer', (column) => column.primaryKey())
    .addColumn('run_id', 'text', (column) => column.notNull().references('cases.run_id'))
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('audit_events_by_run').on('audit_events').columns(['run_id', 'seq']).execute();
  await schema
    .createTable('case_versions')
    .addColumn('run_id', 'text', (column) => column.notNull().references('cases.run_id'))
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('idempotency_key', 'text', (column) => column.notNull().unique())
    .addColumn('input_fingerprint', 'text', (column) => column.notNull())
    .addColumn('event_seq', 'integer', (column) => column.notNull().unique().references('audit_events.seq'))
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('case_versions_by_run', ['run_id', 'version'])
    .execute();
  await schema
    .createTable('cards')
    .addColumn('run_id', 'text', (column) => column.primaryKey().references('cases.run_id'))
    .addColumn('activity_id', 'text', (column) => column.notNull())
    .addColumn('shown_version', 'integer', (column) => column.notNull())
    .execute();
  await schema
    .createTable('audit_chain')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  await database.insertInto('audit_chain').values({ id: 1, seq: 0, hash: firstPreviousHash }).execute();
}
