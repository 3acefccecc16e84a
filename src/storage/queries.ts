/** Everything the store is asked. */
import { sql, type Kysely } from 'kysely';
import type { AuditEvent, ChainEvent } from '../domain/case/audit-event';
import { idKeyOf } from '../domain/case/unusual/earlier-payment';
import { fingerprint, type JsonObject } from '../domain/values/json';
import type { PaymentCase } from '../domain/case/payment-case';
import type { Store } from '../ports/store';
import type { CaseStatus } from '../domain/case/machine/states';
import type { CaseFilter, CaseStanding, RunIdFilter } from '../ports/questions';
import { createCardQueries } from './card-copies';
import { createHistoryReader } from './columns/history-columns';
import { createChangersReader } from './columns/payee-changers';
import { createWaitingReader } from './columns/waiting';
import { createChatQueries } from './personal-chats';
import { findByKey, findOfPayment } from './commit/commit-queries';
import { compileOnce } from './compile-once';
import { createDeliveryQueries } from './deliveries';
import { createReplicaQueries } from './replicas';
import { createRecordReader } from './columns/compliance-columns';
import { repeatedOf } from './commit/repeated';
import { createReservationReader } from './columns/reservation-reader';
import type { RememberedCases } from './remembered-cases';
import type { StoreSchema } from './schema';
import { readVersion } from './stored/version-texts';
import { readCaseText, readKeptCase, type CaseRow } from './stored/stored-case';
import { inSnapshot } from './in-snapshot';
import { createContentQueries, type KnownContents } from './kept-contents';
import { createToolCallQueries } from './tool-calls';
import { readChainText, readEventText } from './stored/stored-event';
import { createSubjectQueries } from './subject-queries';
import { verifyAudit } from './verify/verify-audit';
import { verifyStretch } from './verify/verify-stretch';
import type { Write } from './commit/group-commit';

/** SQLite takes a few hundred values in one question. */
const askedAtOnce = 500;

export type StoreQueries = Omit<
  Store,
  'commit' | 'commitSubject' | 'commitTogether' | 'isClockApart' | 'probe' | 'close'
>;

export interface QueriesParts {
  readonly database: Kysely<StoreSchema>;
  /** Names the database in faults. */
  readonly place: string;
  readonly write: Write;
  readonly remembered: RememberedCases;
  readonly known: KnownContents;
  /** Nobody else changes a case, so that what is remembered is what stands. */
  readonly isOnlyWriter: boolean;
  /** What begins a transaction that sees one state of everything. */
  readonly beginSnapshot: string;
  /** Real time, UTC milliseconds. */
  readonly recordedNow: () => number;
}

/** Reads throw `store_corrupt` for what cannot be what was written. */
export function createQueries(parts: QueriesParts): StoreQueries {
  const { database, place, write, remembered, known, isOnlyWriter, beginSnapshot } = parts;
  const currentCases = () => selectCurrent(database);

  async function findCase(runId: string): Promise<PaymentCase | null> {
    const last = remembered.find(runId);
    if (last && (isOnlyWriter || (await isNewest(last)))) return last;
    const [row] = await findCurrentBody(database, { runId });
    if (!row) return null;
    const read = readKeptCase(place, row);
    remembered.keep(read.case, read.whole);
    return read.case;
  }

  async function isNewest({ runId, version }: PaymentCase): Promise<boolean> {
    const [current] = await findCurrent(database, { runId });
    return current?.version === version;
  }

  return {
    findCase,

    async findVersion(runId: string, version: number): Promise<PaymentCase | null> {
      const last = remembered.find(runId);
      if (last?.version === version) return last;
      const [row] = await findKept(database, { runId, version });
      return row ? readCaseText(place, row) : null;
    },

    async readVersionTexts(runId) {
      const rows = await selectVersions(database).where('kept.run_id', '=', runId).orderBy('kept.version').execute();
      return rows.map((row) => ({ version: row.version, text: readVersion(place, row).text }));
    },

    async findRepeated(idempotencyKey: string, input: JsonObject): Promise<PaymentCase | null> {
      const rows = await findByKey(database, { idempotencyKey });
      const repeated = repeatedOf(rows, fingerprint(input), (row) => ({ case: readCaseText(place, row) }));
      return repeated?.ok === true ? repeated.case : null;
    },

    async findCaseByPayment(paymentId: string): Promise<PaymentCase | null> {
      const [found] = await findOfPayment(database, { paymentId });
      return found ? findCase(found.run_id) : null;
    },

    async listPaymentIds({ beginning, limit }: { readonly beginning: string; readonly limit: number }) {
      const key = idKeyOf(beginning);
      const rows = await database
        .selectFrom('cases')
        .select('payment_id')
        // By the index of ids without their punctuation, whose next letter after Z is `[`.
        .where('id_key', '>=', key)
        .where('id_key', '<', `${key}[`)
        .where(sql`upper(substr(payment_id, 1, ${beginning.length}))`, '=', beginning.toUpperCase())
        .limit(limit)
        .execute();
      return rows.map(({ payment_id }) => payment_id);
    },

    async listCases({ statuses, limit, order, holdsFrom }: CaseFilter) {
      if (statuses.length === 0) return [];
      const { status, openedSeq } = lookedUpBy(holdsFrom);
      let cases = currentCases().where(status, 'in', statuses);
      if (holdsFrom !== undefined) cases = cases.where('cases.holds_on', '>=', holdsFrom);
      const rows = await cases.orderBy(openedSeq, directionOf(order)).limit(limit).execute();
      return rows.map((row) => readCaseText(place, row));
    },

    async listRunIds({ statuses, limit, order, holdsFrom }: RunIdFilter) {
      if (statuses.length === 0) return [];
      const { status, openedSeq } = lookedUpBy(holdsFrom);
      let cases = database.selectFrom('cases').select('run_id').where(status, 'in', statuses);
      if (holdsFrom !== undefined) cases = cases.where('holds_on', '>=', holdsFrom);
      if (limit !== undefined) cases = cases.limit(limit);
      const rows = await cases.orderBy(openedSeq, directionOf(order)).execute();
      return rows.map(({ run_id }) => run_id);
    },

    async listStanding(runIds: readonly string[]) {
      const standing: CaseStanding[] = [];
      for (let from = 0; from < runIds.length; from += askedAtOnce) {
        const asked = runIds.slice(from, from + askedAtOnce);
        const rows = await database
          .selectFrom('cases')
          .select(['run_id', 'version', 'status'])
          .where('run_id', 'in', asked)
          .execute();
        standing.push(...rows.map(({ run_id: runId, version, status }) => ({ runId, version, status })));
      }
      return standing;
    },

    async listDue({ nowMs, limit }) {
      const rows = await database
        .selectFrom('cases')
        .select('run_id')
        .where('due_at', '<=', nowMs)
        .orderBy('due_at')
        .limit(limit)
        .execute();
      return rows.map(({ run_id }) => run_id);
    },

    listWaiting: createWaitingReader(database),

    findEarlier: createHistoryReader(database),

    findPayeeChangers: createChangersReader(database, place),

    async listToAcknowledge(limit: number) {
      const rows = await currentCases()
        // Spelled as the index is, or it is not used.
        .where('cases.to_acknowledge', '=', sql.lit(1))
        .orderBy('cases.opened_seq')
        .limit(limit)
        .execute();
      return rows.map((row) => readCaseText(place, row));
    },

    readFalsePositives: createRecordReader(database, place),

    readReservations: createReservationReader(database, place),

    async readEvents({ runId, afterSeq = 0, limit, which = 'first' }): Promise<readonly AuditEvent[]> {
      let events = database
        .selectFrom('audit_events')
        .selectAll()
        .where('seq', '>', afterSeq)
        .where('run_id', 'is not', null)
        .$narrowType<{ run_id: string }>();
      if (runId !== undefined) events = events.where('run_id', '=', runId);
      const rows = await events
        .orderBy('seq', which === 'first' ? 'asc' : 'desc')
        .limit(limit)
        .execute();
      const read = rows.map((row) => readEventText(place, row));
      return which === 'first' ? read : read.reverse();
    },

    // One snapshot: what is committed meanwhile belongs to the next look.
    verifyAudit: () => inSnapshot(database, beginSnapshot, (held) => verifyAudit(held, place)),

    verifyStretch: (stretch) => verifyStretch(database, place, stretch, () => undefined),

    async lastEvent(): Promise<ChainEvent | null> {
      const row = await database
        .selectFrom('audit_events')
        .selectAll()
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? readChainText(place, row) : null;
    },

    ...createCardQueries(database, place, write),
    ...createChatQueries(database, place, write),
    ...createContentQueries(database, place, known),
    ...createToolCallQueries(database, place, write, known),
    ...createSubjectQueries(database, place),
    ...createReplicaQueries(parts),
    ...createDeliveryQueries(parts),
  };
}

/**
 * By status, in the order of the index of statuses. Where a day is asked for, few hold on it and many have the status, so these indexes are
 * kept from being gone through for them.
 */
function lookedUpBy(holdsFrom: string | undefined) {
  if (holdsFrom === undefined) return { status: sql<CaseStatus>`cases.status`, openedSeq: sql`cases.opened_seq` };
  return { status: sql<CaseStatus>`coalesce(cases.status, '')`, openedSeq: sql`cases.opened_seq + 0` };
}

const directionOf = (order: CaseFilter['order'] = 'oldest') => (order === 'newest' ? 'desc' : 'asc');

const selectCurrent = (database: Kysely<StoreSchema>) =>
  database
    .selectFrom('cases')
    .leftJoin('case_versions as current', (join) =>
      join.onRef('current.run_id', '=', 'cases.run_id').onRef('current.version', '=', 'cases.version'),
    )
    .leftJoin('case_versions as whole', (join) =>
      join.onRef('whole.run_id', '=', 'current.run_id').onRef('whole.version', '=', 'current.differs_from'),
    )
    .select(['cases.run_id', 'cases.version', 'current.body', 'current.differs_from', 'whole.body as whole_body']);

const selectVersions = (database: Kysely<StoreSchema>) =>
  database
    .selectFrom('case_versions as kept')
    .leftJoin('case_versions as whole', (join) =>
      join.onRef('whole.run_id', '=', 'kept.run_id').onRef('whole.version', '=', 'kept.differs_from'),
    )
    .select(['kept.run_id', 'kept.version', 'kept.body', 'kept.differs_from', 'whole.body as whole_body']);

const findKept = compileOnce<{ readonly runId: string; readonly version: number }, CaseRow>((database, given) =>
  selectVersions(database).where('kept.run_id', '=', given('runId')).where('kept.version', '=', given('version')),
);

const findCurrentBody = compileOnce<{ readonly runId: string }, CaseRow>((database, given) =>
  selectCurrent(database).where('cases.run_id', '=', given('runId')),
);

const findCurrent = compileOnce<{ readonly runId: string }, { readonly version: number }>((database, given) =>
  database.selectFrom('cases').select('version').where('run_id', '=', given('runId')),
);
