/** Looks for a case that is filed as something its own newest version does not say: the table of cases is outside the audit chain. */
import type { Kysely } from 'kysely';
import { selectCurrent } from '../cases/case-bodies';
import { complianceColumns } from '../columns/compliance-columns';
import { dueColumn } from '../columns/due-column';
import { historyColumns } from '../columns/history-columns';
import { changersColumn } from '../columns/payee-changers';
import type { StoreSchema } from '../schema';
import { readCaseText } from '../stored/stored-case';
import { reservationColumns } from '../columns/stored-reservation';

const casesAtOnce = 200;

/** The run id of the first, in the order they were opened; null where there is none. Throws `store_corrupt` for a case that cannot be read. */
export async function findMisfiledCase(database: Kysely<StoreSchema>, place: string): Promise<string | null> {
  let afterSeq = 0;
  for (;;) {
    const page = await selectCurrent(database)
      .leftJoin('case_versions as next', (join) =>
        join.onRef('next.run_id', '=', 'cases.run_id').onRef('next.version', '>', 'cases.version'),
      )
      .leftJoin('case_versions as first', (join) =>
        join.onRef('first.run_id', '=', 'cases.run_id').on('first.version', '=', 1),
      )
      .selectAll('cases')
      .select(['next.version as next_version', 'first.event_seq as first_seq'])
      .where('cases.opened_seq', '>', afterSeq)
      .orderBy('cases.opened_seq')
      .limit(casesAtOnce)
      .execute();
    for (const row of page) {
      // Two versions of one number are two rows of one case.
      if (row.next_version !== null || row.opened_seq === afterSeq) return row.run_id;
      const filed = readCaseText(place, row);
      const { holds_on: holdsOn, reservation } = reservationColumns(filed);
      const { to_acknowledge: toAcknowledge, recorded } = complianceColumns(filed);
      const isSame =
        row.opened_seq === row.first_seq &&
        row.status === filed.status &&
        // Nobody would take the review up again.
        (row.unfinished === 1 || filed.status !== 'under_review') &&
        row.payment_id === filed.payment.payment_id &&
        row.holds_on === holdsOn &&
        row.reservation === reservation &&
        row.to_acknowledge === toAcknowledge &&
        row.recorded === recorded &&
        row.due_at === dueColumn(filed) &&
        row.payee_changers === changersColumn(filed) &&
        Object.entries(historyColumns(filed)).every(([column, value]) => row[column as keyof typeof row] === value);
      if (!isSame) return row.run_id;
      afterSeq = row.opened_seq;
    }
    if (page.length < casesAtOnce) return findUnfiledRun(database);
  }
}

/** A run with versions that is filed nowhere: nobody would find it, and what it held would be free. */
async function findUnfiledRun(database: Kysely<StoreSchema>): Promise<string | null> {
  const row = await database
    .selectFrom('case_versions')
    .leftJoin('cases', 'cases.run_id', 'case_versions.run_id')
    .select('case_versions.run_id')
    .where('cases.run_id', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row?.run_id ?? null;
}
