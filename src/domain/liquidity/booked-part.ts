/** What a bank booked of a row that expects more: a settled row of its own, and what is left of the row. */
import type { Decimal } from '../money';
import type { LedgerRow } from './ledger-content';
import type { StatementEntry } from './statement';

/** Both together are what `row` was, which must be open and expect more than `amount`. The rest keeps the row's id: it is the payment that is still to come. */
export function bookPart(
  row: LedgerRow,
  { id, amount, atMs }: { readonly id: string; readonly amount: Decimal; readonly atMs: number },
): { part: LedgerRow; rest: LedgerRow } {
  return {
    part: { ...row, txn_id: id, amount, atMs, status: 'SETTLED' },
    rest: { ...row, amount: row.amount.minus(amount) },
  };
}

/**
 * Names the part of a row that an entry is: the same in every report of the entry, so that it is taken once. No two entries
 * share one: parts are made of open rows only, and are settled. To be made anew for each statement, and asked in its order:
 * where the bank gives no reference, a part is known by its amount and by which of that amount in the statement it is.
 */
export function createPartIds(): (row: LedgerRow, entry: StatementEntry) => string {
  const counts = new Map<string, number>();
  return ({ txn_id: rowId }, { bankReference, amount, booked }) => {
    if (bankReference !== null) return `${rowId}:part:${bankReference}`;
    const id = `${rowId}:amount:${amount.toFixed()}`;
    const count = (counts.get(id) ?? 0) + 1;
    if (booked) counts.set(id, count);
    return `${id}/${count}`;
  };
}
