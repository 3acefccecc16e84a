/** What a bank booked of a row that expects more: a settled row of its own, and what is left of the row. */
import type { Decimal } from '../../values/money';
import type { LedgerRow } from '../../payment/ledger-row';

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

/** The part of a payment that the bank gave a reference: the same in every report of it, so that it is taken once. */
export function partId(paymentId: string, bankReference: string): string {
  return `${paymentId}:part:${bankReference}`;
}
