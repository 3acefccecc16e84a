/** How SQLite's tables came to be, in order. A migration that was released is never edited; a change is a new one, and one of PostgreSQL's list too. */
import { type Kysely, type Migration, sql } from 'kysely';
import { historyColumns } from '../columns/history-columns';
import { readCaseText } from '../stored/stored-case';
import {
  addCardCopies,
  addCardDoubts,
  addChosenLanguage,
  addDrawnFrom,
  addFailingCards,
  addOwnCards,
} from './card-copies-migration';
import { addHouseEvents } from './house-events-migration';
import { migrateTo, migrationsDone } from './migrate-to';
import { addPayeeChangers } from '../columns/payee-changers';
import { addWaiting } from '../columns/waiting';
import { Fault } from '../../domain/values/errors';
import type { StoreSchema } from '../schema';
import { addDeliveries } from '../deliveries';
import { addReplicas } from '../replicas';
import { addToolCalls } from '../tool-calls';
import { addChosenLanguages } from '../chosen-languages';
import { addKeptTokens } from '../kept-tokens';
import { addKeptContents } from '../kept-contents';
import { addPayeeBank } from './payee-bank-migration';
import { addDifferingVersions } from './differing-versions-migration';

/** A migration says all it needs in its own words: what lives on in the code may mean something else tomorrow. */
export const sqliteMigrations: Readonly<Record<string, Migration>> = {
  '001_cases': { up: createCases },
  '002_card_copies': { up: addCardCopies },
  '003_write_probe': { up: addWriteProbe },
  '004_card_doubts': { up: addCardDoubts },
  '005_compliance': { up: addCompliance },
  '006_due': { up: addDue },
  '007_own_cards': { up: addOwnCards },
  '008_history': { up: addHistory },
  '009_tool_calls': { up: addToolCalls },
  '010_house_events': { up: addHouseEvents },
  '011_waiting': { up: addWaiting },
  '012_payee_changers': { up: addPayeeChangers },
  '013_kept_contents': { up: addKeptContents },
  '014_replicas': { up: addReplicas },
  '015_deliveries': { up: addDeliveries },
  '016_failing_cards': { up: addFailingCards },
  '017_drawn_from': { up: addDrawnFrom },
  '018_differing_versions': { up: addDifferingVersions },
  '019_chosen_language': { up: addChosenLanguage },
  '020_chosen_languages': { up: addChosenLanguages },
  '021_kept_tokens': { up: addKeptTokens },
  '022_payee_bank': { up: addPayeeBank },
};

/** Builds before the first release kept their cases in another form. */
const outdated = ['001_cases_and_audit', '002_reservations'];

/** Brings the tables up to date. Throws as `migrateTo`, and `store_outdated` for a build before the first release. */
export async function migrateStore(database: Kysely<StoreSchema>, place: string): Promise<void> {
  await refuseUnreleased(database, place);
  await migrateTo(database, place, sqliteMigrations);
}

/** Throws `store_outdated` for a build before the first release. */
export async function refuseUnreleased(database: Kysely<StoreSchema>, place: string): Promise<void> {
  const done = (await migrationsDone(database)).filter((name) => outdated.includes(name));
  if (done.length > 0)
    throw new Fault(
      'store_outdated',
      `${place} was written by a build before the first release, which this one cannot read. Move the file away and start again; that build still shows and verifies what is in it.`,
    );
}

async function createCases(database: Kysely<StoreSchema>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('cases')
    .addColumn('run_id', 'text', (column) => column.primaryKey())
    .addColumn('payment_id', 'text', (column) => column.notNull().unique())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('opened_seq', 'integer', (column) => column.notNull().unique())
    .addColumn('unfinished', 'integer', (column) => column.notNull())
    .addColumn('holds_on', 'text')
    .addColumn('reservation', 'text')
    .execute();
  await schema.createIndex('cases_by_status').on('cases').columns(['status', 'opened_seq']).execute();
  await schema.createIndex('cases_unfinished').on('cases').columns(['unfinished', 'opened_seq']).execute();
  await schema.createIndex('cases_holding').on('cases').column('holds_on').where('holds_on', 'is not', null).execute();
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
  await database
    .insertInto('audit_chain')
    .values({ id: 1, seq: 0, hash: '0'.repeat(64) })
    .execute();
}

async function addWriteProbe(database: Kysely<StoreSchema>): Promise<void> {
  await database.schema
    .createTable('write_probe')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  await database.insertInto('write_probe').values({ id: 1, at: 0 }).execute();
}

async function addCompliance(database: Kysely<StoreSchema>): Promise<void> {
  const { schema } = database;
  await schema
    .alterTable('cases')
    .addColumn('to_acknowledge', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await schema.alterTable('cases').addColumn('recorded', 'text').execute();
  // Payments blocked by earlier releases stand open too.
  await sql`
    update cases set to_acknowledge = 1 where status = 'rejected' and exists (
      select 1 from case_versions where case_versions.run_id = cases.run_id and case_versions.version = cases.version
        and case_versions.body like '%"outcome":"blocked"%')`.execute(database);
  await sql`create index cases_recorded on cases (version) where recorded is not null`.execute(database);
  await sql`create index cases_to_acknowledge on cases (opened_seq) where to_acknowledge = 1`.execute(database);
}

/** Cases of earlier releases say nothing of it; the desk looks at all that wait when it starts. */
async function addDue(database: Kysely<StoreSchema>): Promise<void> {
  await database.schema.alterTable('cases').addColumn('due_at', 'bigint').execute();
  await sql`create index cases_due on cases (due_at) where due_at is not null`.execute(database);
}

/** Payments of earlier releases are remembered too: what they say is read from them, which no SQL can spell as screening does. */
async function addHistory(database: Kysely<StoreSchema>): Promise<void> {
  const columns = {
    payee: 'text',
    payee_key: 'text',
    payee_account: 'text',
    id_key: 'text',
    amount: 'real',
    currency: 'text',
    asked_at: 'bigint',
  } as const;
  for (const [name, type] of Object.entries(columns))
    await database.schema
      .alterTable('cases')
      .addColumn(name, type as 'text')
      .execute();
  await sql`create index cases_by_payee on cases (payee_key, asked_at)`.execute(database);
  await sql`create index cases_by_payee_account on cases (payee_account, asked_at) where payee_account is not null`.execute(
    database,
  );
  await sql`create index cases_by_id_key on cases (id_key)`.execute(database);
  const rows = await database
    .selectFrom('cases')
    .innerJoin('case_versions as current', (join) =>
      join.onRef('current.run_id', '=', 'cases.run_id').onRef('current.version', '=', 'cases.version'),
    )
    .select(['cases.run_id', 'cases.version', 'current.body'])
    .execute();
  for (const row of rows) {
    // The bank's column came later.
    const { payee_bank: _later, ...filed } = historyColumns(readCaseText('the database', row));
    await database.updateTable('cases').set(filed).where('run_id', '=', row.run_id).execute();
  }
}
