/** What compliance has to do with a case, to and from the two columns beside its status: asked for without reading every case. */
import type { Kysely } from 'kysely';
import { waitsForAcknowledgement, type PaymentCase } from '../../domain/case/payment-case';
import type { FalsePositive } from '../../domain/sanctions/false-positive';
import { compileOnce } from '../compile-once';
import type { CasesTable, StoreSchema } from '../schema';
import { readFalsePositives } from '../stored/stored-case';

export function complianceColumns(paymentCase: PaymentCase): Pick<CasesTable, 'to_acknowledge' | 'recorded'> {
  const { recorded = [] } = paymentCase;
  return {
    to_acknowledge: waitsForAcknowledgement(paymentCase) ? 1 : 0,
    recorded: recorded.length > 0 ? JSON.stringify(recorded) : null,
  };
}

/** All records of all cases, expired ones too; the same list until one is added. Throws `store_corrupt` with `place`. */
export function createRecordReader(
  database: Kysely<StoreSchema>,
  place: string,
): () => Promise<readonly FalsePositive[]> {
  let known: { readonly stamp: string; readonly records: readonly FalsePositive[] } = { stamp: '', records: [] };

  return async () => {
    const [held] = await countRecorded(database, {});
    const stamp = `${held?.count} ${held?.versions}`;
    if (stamp === known.stamp) return known.records;
    const rows = await database
      .selectFrom('cases')
      .where('recorded', 'is not', null)
      .select(['run_id', 'recorded', 'opened_seq'])
      .execute();
    // Sorted here: in the order of all cases SQLite would go through all of them.
    rows.sort((a, b) => a.opened_seq - b.opened_seq);
    const records = rows.flatMap((row) => readFalsePositives(`${place}: records of case ${row.run_id}`, row.recorded));
    known = { stamp, records };
    return records;
  };
}

/** A case's version only grows, so whatever changes one of the cases with records changes the sum. */
const countRecorded = compileOnce<object, { readonly count: number; readonly versions: number | null }>((database) =>
  database
    .selectFrom('cases')
    .where('recorded', 'is not', null)
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.sum<number | null>('version').as('versions')]),
);
