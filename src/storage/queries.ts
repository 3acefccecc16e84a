/** Everything the store is asked, and the note of which card shows which version. */
import type { Kysely } from 'kysely';
import type { AuditEvent } from '../domain/case/audit-event';
import { fingerprint, sha256, type JsonObject } from '../domain/values/json';
import type { PaymentCase } from '../domain/case/payment-case';
import type { CaseFilter, PostedCard, Store } from '../ports';
import { findMisfiledCase } from './find-misfiled-case';
import { createReservationReader } from './reservation-reader';
import type { StoreSchema } from './schema';
import { readCaseText } from './stored-case';
import { readEventText } from './stored-event';
import type { LightWrite } from './sqlite/without-sync';

export type StoreQueries = Omit<Store, 'commit' | 'close'>;

/** `place` names the database in faults. Reads throw `store_corrupt` for what cannot be what was written. */
export function createQueries(database: Kysely<StoreSchema>, place: string, writeLightly: LightWrite): StoreQueries {
  const currentCases = () =>
    database
      .selectFrom('cases')
      .leftJoin('case_versions as current', (join) =>
        join.onRef('current.run_id', '=', 'cases.run_id').onRef('current.version', '=', 'cases.version'),
      )
      .select(['cases.run_id', 'cases.version', 'current.body']);

  return {
    async findCase(runId: string): Promise<PaymentCase | null> {
      const row = await currentCases().where('cases.run_id', '=', runId).executeTakeFirst();
      return row ? readCaseText(place, row) : null;
    },

    async findVersion(runId: string, version: number): Promise<PaymentCase | null> {
      const row = await database
        .selectFrom('case_versions')
        .select(['run_id', 'version', 'body'])
        .where('run_id', '=', runId)
        .where('version', '=', version)
        .executeTakeFirst();
      return row ? readCaseText(place, row) : null;
    },

    async findRepeated(idempotencyKey: string, input: JsonObject): Promise<PaymentCase | null> {
      const row = await database
        .selectFrom('case_versions')
        .select(['run_id', 'version', 'body'])
        .where('idempotency_key', '=', idempotencyKey)
        .where('input_fingerprint', '=', fingerprint(input))
        .executeTakeFirst();
      return row ? readCaseText(place, row) : null;
    },

    async findCaseByPayment(paymentId: string): Promise<PaymentCase | null> {
      const row = await currentCases().where('cases.payment_id', '=', paymentId).executeTakeFirst();
      return row ? readCaseText(place, row) : null;
    },

    async listCases({ statuses, limit, order = 'oldest' }: CaseFilter) {
      if (statuses.length === 0) return [];
      const rows = await currentCases()
        .where('cases.status', 'in', statuses)
        .orderBy('cases.opened_seq', order === 'newest' ? 'desc' : 'asc')
        .limit(limit)
        .execute();
      return rows.map((row) => readCaseText(place, row));
    },

    async listRunIds({ statuses, limit, order = 'oldest' }: CaseFilter) {
      if (statuses.length === 0) return [];
      const rows = await database
        .selectFrom('cases')
        .select('run_id')
        .where('status', 'in', statuses)
        .orderBy('opened_seq', order === 'newest' ? 'desc' : 'asc')
        .limit(limit)
        .execute();
      return rows.map(({ run_id }) => run_id);
    },

    readReservations: createReservationReader(database, place),

    async listUnfinishedWork(limit: number): Promise<readonly string[]> {
      const rows = await database
        .selectFrom('cases')
        .leftJoin('cards', 'cards.run_id', 'cases.run_id')
        .select('cases.run_id')
        .where('cases.unfinished', '=', 1)
        .where((row) =>
          row.or([
            row('cases.status', '=', 'under_review'),
            row('cards.run_id', 'is', null),
            row('cards.shown_version', '<', row.ref('cases.version')),
          ]),
        )
        // Reviews before cards: many chats that cannot be reached must not keep a payment from its review.
        .orderBy((row) => row.case().when('cases.status', '=', 'under_review').then(0).else(1).end())
        .orderBy('cases.opened_seq')
        .limit(limit)
        .execute();
      return rows.map(({ run_id }) => run_id);
    },

    async readEvents({ runId, afterSeq = 0, limit }): Promise<readonly AuditEvent[]> {
      let events = database.selectFrom('audit_events').selectAll().where('seq', '>', afterSeq);
      if (runId !== undefined) events = events.where('run_id', '=', runId);
      const rows = await events.orderBy('seq').limit(limit).execute();
      return rows.map((row) => readEventText(place, row));
    },

    async readCaseHashes({ afterSeq, limit }): Promise<ReadonlyMap<number, string>> {
      const rows = await database
        .selectFrom('case_versions')
        .select(['event_seq', 'body'])
        .where('event_seq', '>', afterSeq)
        .orderBy('event_seq')
        .limit(limit)
        .execute();
      return new Map(rows.map(({ event_seq: seq, body }) => [seq, sha256(body)]));
    },

    findMisfiledCase: () => findMisfiledCase(database, place),

    async lastEvent(): Promise<AuditEvent | null> {
      const row = await database
        .selectFrom('audit_events')
        .selectAll()
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? readEventText(place, row) : null;
    },

    async findCard(runId: string): Promise<PostedCard | null> {
      const row = await database.selectFrom('cards').selectAll().where('run_id', '=', runId).executeTakeFirst();
      return row ? { runId: row.run_id, activityId: row.activity_id, shownVersion: row.shown_version } : null;
    },

    // A lost note has the card updated once more, or one just posted posted again, as a crash before the note would.
    recordCard: (card) => writeLightly((held) => recordCard(held, card)),
  };
}

/** Two deliveries may finish in the wrong order: the later version stays, and the card it is on. */
async function recordCard(
  database: Kysely<StoreSchema>,
  { runId, activityId, shownVersion }: PostedCard,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('cards')
      .values({ run_id: runId, activity_id: activityId, shown_version: shownVersion })
      .onConflict((conflict) =>
        conflict
          .column('run_id')
          .doUpdateSet({ activity_id: activityId, shown_version: shownVersion })
          .where('cards.shown_version', '<=', shownVersion),
      )
      .execute();
    await transaction
      .updateTable('cases')
      .set({ unfinished: 0 })
      .where('run_id', '=', runId)
      .where('version', '<=', shownVersion)
      .where('status', '<>', 'under_review')
      .execute();
  });
}
