/** Cases by what they have in common: their ids, where they stand, what is due. */
import { sql, type Kysely } from 'kysely';
import type { CaseStatus } from '../../domain/case/machine/states';
import { idKeyOf } from '../../domain/case/unusual/earlier-payment';
import type { CaseFilter, CaseStanding, RunIdFilter } from '../../ports/questions';
import type { Store } from '../../ports/store';
import type { StoreSchema } from '../schema';
import { readCaseText } from '../stored/stored-case';
import { selectCurrent } from './case-bodies';

/** SQLite takes a few hundred values in one question. */
const askedAtOnce = 500;

type CaseLists = Pick<
  Store,
  'listPaymentIds' | 'listCases' | 'listRunIds' | 'listStanding' | 'listDue' | 'listToAcknowledge'
>;

/** `place` names the database in faults. */
export function createCaseLists(database: Kysely<StoreSchema>, place: string): CaseLists {
  return {
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
      let cases = selectCurrent(database).where(status, 'in', statuses);
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

    listStanding: (runIds) => listStanding(database, runIds),

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

    async listToAcknowledge(limit: number) {
      const rows = await selectCurrent(database)
        // Spelled as the index is, or it is not used.
        .where('cases.to_acknowledge', '=', sql.lit(1))
        .orderBy('cases.opened_seq')
        .limit(limit)
        .execute();
      return rows.map((row) => readCaseText(place, row));
    },
  };
}

async function listStanding(
  database: Kysely<StoreSchema>,
  runIds: readonly string[],
): Promise<readonly CaseStanding[]> {
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
