/**
 * The tables of a PostgreSQL database, as they stand after SQLite's first twelve migrations; what comes later is a migration of both.
 * Text is kept and compared byte by byte, as SQLite does: what a person sorts is sorted elsewhere. Numbers of events have 64 bits.
 */
import { sql, type Kysely, type Migration } from 'kysely';
import { addChosenLanguagesToPostgres } from '../chosen-languages';
import { addDeliveriesToPostgres } from '../deliveries';
import { addKeptTokensToPostgres } from '../kept-tokens';
import { addChosenLanguage, addDrawnFrom, addFailingCards } from '../migrations/card-copies-migration';
import { addDifferingVersions } from '../migrations/differing-versions-migration';
import { addPayeeBank } from '../migrations/payee-bank-migration';
import { addReplicasToPostgres } from '../replicas';
import type { StoreSchema } from '../schema';

export const postgresMigrations: Readonly<Record<string, Migration>> = {
  '001_tables': { up: createTables },
  '002_kept_contents': { up: addKeptContents },
  '003_replicas': {
    up: async (database: Kysely<StoreSchema>) => {
      await addReplicasToPostgres(database);
    },
  },
  '004_deliveries': {
    up: async (database: Kysely<StoreSchema>) => {
      await addDeliveriesToPostgres(database);
    },
  },
  '005_failing_cards': { up: addFailingCards },
  '006_drawn_from': { up: addDrawnFrom },
  '007_differing_versions': { up: addDifferingVersions },
  '008_chosen_language': { up: addChosenLanguage },
  '009_chosen_languages': { up: addChosenLanguagesToPostgres },
  '010_kept_tokens': { up: addKeptTokensToPostgres },
  '011_payee_bank': { up: addPayeeBank },
};

const statements = [
  `create table cases (
    run_id text collate "C" primary key,
    payment_id text collate "C" not null unique,
    status text collate "C" not null,
    version integer not null,
    opened_seq bigint not null unique,
    unfinished integer not null,
    holds_on text collate "C",
    reservation text,
    to_acknowledge integer not null default 0,
    recorded text,
    due_at bigint,
    payee text,
    payee_key text collate "C",
    payee_account text collate "C",
    id_key text collate "C",
    amount double precision,
    currency text,
    asked_at bigint,
    payee_changers text
  )`,
  `create index cases_by_status on cases (status, opened_seq)`,
  `create index cases_unfinished on cases (unfinished, opened_seq)`,
  `create index cases_holding on cases (holds_on) where holds_on is not null`,
  `create index cases_recorded on cases (version) where recorded is not null`,
  `create index cases_to_acknowledge on cases (opened_seq) where to_acknowledge = 1`,
  `create index cases_due on cases (due_at) where due_at is not null`,
  `create index cases_by_payee on cases (payee_key, asked_at)`,
  `create index cases_by_payee_account on cases (payee_account, asked_at) where payee_account is not null`,
  `create index cases_by_id_key on cases (id_key)`,
  `create index cases_by_payee_changers on cases (payee_key) where payee_changers is not null`,
  `create table audit_events (
    seq bigint primary key,
    run_id text collate "C" references cases (run_id),
    body text not null
  )`,
  `create index audit_events_by_run on audit_events (run_id, seq)`,
  // Only of the few events that are of no payment: the index of all of them would be as large as the table's own.
  `create index audit_events_of_house on audit_events (seq) where run_id is null`,
  `create table case_versions (
    run_id text collate "C" not null references cases (run_id),
    version integer not null,
    idempotency_key text collate "C" not null unique,
    input_fingerprint text collate "C" not null,
    event_seq bigint not null unique references audit_events (seq),
    body text not null,
    constraint case_versions_by_run primary key (run_id, version)
  )`,
  `create table subject_versions (
    kind text collate "C" not null,
    id text collate "C" not null,
    version integer not null,
    idempotency_key text collate "C" not null unique,
    input_fingerprint text collate "C" not null,
    event_seq bigint not null unique references audit_events (seq),
    body text not null,
    constraint subject_versions_by_subject primary key (kind, id, version)
  )`,
  `create table audit_chain (id integer primary key, seq bigint not null, hash text collate "C" not null)`,
  `insert into audit_chain (id, seq, hash) values (1, 0, repeat('0', 64))`,
  `create table card_copies (
    run_id text collate "C" not null references cases (run_id),
    number integer not null,
    kind text collate "C" not null,
    state text collate "C" not null,
    conversation text,
    activity_id text collate "C",
    shown_version integer not null,
    tried_version integer not null,
    failures integer not null,
    retry_at bigint,
    in_doubt integer not null default 0,
    last_answer text,
    viewer text,
    about text,
    constraint card_copies_by_run primary key (run_id, number)
  )`,
  `create table personal_chats (
    tenant_id text collate "C" not null,
    object_id text collate "C" not null,
    conversation text not null,
    is_persona integer not null,
    constraint personal_chats_by_person primary key (tenant_id, object_id)
  )`,
  `create index personal_chats_by_object on personal_chats (object_id)`,
  `create table write_probe (id integer primary key, at bigint not null)`,
  `insert into write_probe (id, at) values (1, 0)`,
  `create table tool_calls (
    seq bigint generated by default as identity primary key,
    run_id text collate "C" not null,
    tool text collate "C" not null,
    input text not null,
    output text,
    problem text,
    called_at text not null
  )`,
  `create index tool_calls_by_run on tool_calls (run_id, tool, seq)`,
  `create table waiting (
    run_id text collate "C" not null references cases (run_id),
    place text collate "C" not null,
    cutoff_group text collate "C" not null,
    leaves_at bigint not null,
    submitter text collate "C" not null,
    constraint waiting_by_run primary key (run_id, place)
  )`,
  `create index waiting_by_place on waiting (place, cutoff_group, leaves_at, run_id, submitter)`,
  `create index waiting_by_submitter on waiting (submitter, place, cutoff_group, leaves_at, run_id)`,
];

async function createTables(database: Kysely<StoreSchema>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

/** What evidence rests on, packed, under the hash of its text: SQLite's thirteenth. */
async function addKeptContents(database: Kysely<StoreSchema>): Promise<void> {
  await sql
    .raw(`create table kept_contents (hash text collate "C" primary key, packed text not null)`)
    .execute(database);
}
