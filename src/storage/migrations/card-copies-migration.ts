/** Migrations 002, 004, 007, 016, 017 and 019: a case's card becomes one of several postings, each with what its connector said; whether one is in doubt is no time of day; people get cards of their own; those that fail are found at once; what a card was drawn from beside its case, and in which language. */
import { type Kysely, sql } from 'kysely';
import type { StoreSchema } from '../schema';

export async function addCardCopies(database: Kysely<StoreSchema>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('card_copies')
    .addColumn('run_id', 'text', (column) => column.notNull().references('cases.run_id'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('conversation', 'text')
    .addColumn('activity_id', 'text')
    .addColumn('shown_version', 'integer', (column) => column.notNull())
    .addColumn('tried_version', 'integer', (column) => column.notNull())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('retry_at', 'bigint')
    .addColumn('resend_at', 'bigint')
    .addColumn('last_answer', 'text')
    .addPrimaryKeyConstraint('card_copies_by_run', ['run_id', 'number'])
    .execute();
  // `nowhere` stood for a card nobody could be shown.
  await sql`
    insert into card_copies (run_id, number, kind, state, activity_id, shown_version, tried_version, failures)
    select run_id, 1, 'home', case activity_id when 'nowhere' then 'given_up' else 'shown' end,
      case activity_id when 'nowhere' then null else activity_id end,
      case activity_id when 'nowhere' then 0 else shown_version end, shown_version, case activity_id when 'nowhere' then 1 else 0 end
    from cards`.execute(database);
  // A failed update was noted as shown by earlier releases: every card that was noted is sent once more.
  await sql`
    update card_copies set resend_at = 0 where state = 'shown' and exists (
      select 1 from cases where cases.run_id = card_copies.run_id and cases.version = card_copies.shown_version)`.execute(
    database,
  );
  await sql`update cases set unfinished = 1 where run_id in (select run_id from card_copies where resend_at is not null)`.execute(
    database,
  );
  await schema.dropTable('cards').execute();
}

export async function addCardDoubts(database: Kysely<StoreSchema>): Promise<void> {
  const { schema } = database;
  await schema
    .alterTable('card_copies')
    .addColumn('in_doubt', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`update card_copies set in_doubt = 1 where resend_at is not null`.execute(database);
  await schema.alterTable('card_copies').dropColumn('resend_at').execute();
}

export async function addOwnCards(database: Kysely<StoreSchema>): Promise<void> {
  const { schema } = database;
  await schema.alterTable('card_copies').addColumn('viewer', 'text').execute();
  await schema.alterTable('card_copies').addColumn('about', 'text').execute();
  await schema
    .createTable('personal_chats')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('object_id', 'text', (column) => column.notNull())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('is_persona', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('personal_chats_by_person', ['tenant_id', 'object_id'])
    .execute();
  await schema.createIndex('personal_chats_by_object').on('personal_chats').column('object_id').execute();
}

/** Whether the desk is well is asked every few seconds: what could not be sent is found without looking at every card there ever was. */
export async function addFailingCards(database: Kysely<StoreSchema>): Promise<void> {
  await sql`create index card_copies_failing on card_copies (run_id) where failures > 0`.execute(database);
}

/** Cards of earlier releases say nothing of it: those that ask somebody something are drawn once more. */
export async function addDrawnFrom(database: Kysely<StoreSchema>): Promise<void> {
  await database.schema.alterTable('card_copies').addColumn('drawn_from', 'text').execute();
}

/** It stood behind the fingerprint of what a card was drawn from, 64 digits of it. */
export async function addChosenLanguage(database: Kysely<StoreSchema>): Promise<void> {
  await database.schema.alterTable('card_copies').addColumn('chosen_language', 'text').execute();
  await sql`
    update card_copies set drawn_from = substr(drawn_from, 1, 64), chosen_language = substr(drawn_from, 69)
    where drawn_from like '% in %'`.execute(database);
}
