/** Events that belong to no payment: the trail takes them, and what they leave has a table of its own. */
import { type Kysely, sql } from 'kysely';
import type { StoreSchema } from '../schema';

/** SQLite takes NOT NULL off no column, so `run_id` is made anew beside itself; no event and no hash changes. */
export async function addHouseEvents(database: Kysely<StoreSchema>): Promise<void> {
  await sql`drop index audit_events_by_run`.execute(database);
  await sql`alter table audit_events add column run text references cases (run_id)`.execute(database);
  await sql`update audit_events set run = run_id`.execute(database);
  await sql`alter table audit_events drop column run_id`.execute(database);
  await sql`alter table audit_events rename column run to run_id`.execute(database);
  await sql`create index audit_events_by_run on audit_events (run_id, seq)`.execute(database);
  await database.schema
    .createTable('subject_versions')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('idempotency_key', 'text', (column) => column.notNull().unique())
    .addColumn('input_fingerprint', 'text', (column) => column.notNull())
    .addColumn('event_seq', 'integer', (column) => column.notNull().unique().references('audit_events.seq'))
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('subject_versions_by_subject', ['kind', 'id', 'version'])
    .execute();
}
