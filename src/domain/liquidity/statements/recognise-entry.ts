/** Finds out which row of the ledger an entry of a bank statement is, or which payment it names. */
import { partId } from './booked-part';
import type { Account, LedgerRow } from '../../payment/ledger-row';
import { isCertain } from '../../payment/ledger-row';
import type { StatementEntry } from './statement';
import { isBankNamed, rowId } from './statement-row';

export type Recognised =
  /** The ledger has it, or expects it, as this very row. */
  | { readonly kind: 'row'; readonly row: LedgerRow; readonly payment: LedgerRow | null }
  | NamedPayment
  /** Nobody had it; `id` is what it is called where no payment names it. */
  | { readonly kind: 'new'; readonly id: string };

/** Something of this payment of the desk or the ledger; `id` is what a part of it would be called. */
export interface NamedPayment {
  readonly kind: 'payment';
  readonly payment: LedgerRow;
  readonly id: string;
}

export interface RecogniseDeps {
  readonly account: Account;
  readonly statementId: string;
  readonly findRow: (txnId: string) => LedgerRow | undefined;
  /** The bank's references of rows that are not called by them: `ACCOUNT:REFERENCE` to the row's id. */
  readonly filed: ReadonlyMap<string, string>;
}

/**
 * To be made anew for each statement, and asked in its order, `index` from 0: where the bank gives no reference, an entry is known
 * by its amount and by which of that amount in the statement it is.
 */
export function createRecogniser({
  account,
  statementId,
  findRow,
  filed,
}: RecogniseDeps): (entry: StatementEntry, index: number) => Recognised {
  const own = (reference: string): string => rowId(account.account_id, reference);
  const hasReference = new Set(filed.values());
  const taken = new Set<string>();
  const counts = new Map<string, number>();

  /** The Nth of its amount; one that now has a reference is the first of them that has none. */
  function numbered(name: string, { bankReference, amount, booked }: StatementEntry, countsPending: boolean): string {
    const prefix = `${name}:${amount.toFixed()}`;
    const idOf = (number: number): string => `${prefix}/${number}`;
    let number = (counts.get(prefix) ?? 0) + 1;
    const isGone = (id: string): boolean => taken.has(id) || hasReference.has(id);
    if (bankReference !== null) while (findRow(idOf(number)) && isGone(idOf(number))) number += 1;
    // Only what is there can be claimed: a new one with a reference is not numbered.
    const counted = bankReference === null ? booked || countsPending : findRow(idOf(number));
    if (counted) counts.set(prefix, number);
    return idOf(number);
  }

  function agrees(row: LedgerRow, entry: StatementEntry): boolean {
    if (taken.has(row.txn_id) || (entry.bankReference !== null && hasReference.has(row.txn_id))) return false;
    if (row.account_id !== account.account_id || row.currency !== entry.currency) return false;
    return row.direction === entry.direction && (!isCertain(row) || row.amount.eq(entry.amount));
  }

  /** What only a bank named under the payer's reference may be another booking of the same reference. */
  function named(entry: StatementEntry): LedgerRow | undefined {
    for (const reference of entry.references) {
      const row = findRow(reference) ?? findRow(own(reference));
      if (row && (!isBankNamed(row) || agrees(row, entry))) return row;
    }
    return undefined;
  }

  function recognise(entry: StatementEntry, index: number): Recognised {
    const { bankReference, customerReference, direction } = entry;
    const banks = bankReference === null ? undefined : own(bankReference);
    const byBank = banks === undefined ? undefined : findRow(filed.get(banks) ?? banks);
    if (byBank) return { kind: 'row', row: byBank, payment: null };
    const payment = named(entry);
    if (payment && isBankNamed(payment)) return { kind: 'row', row: payment, payment: null };
    if (payment) {
      const part = bankReference === null ? undefined : findRow(partId(payment.txn_id, bankReference));
      if (part) return { kind: 'row', row: part, payment };
      const id = numbered(`${payment.txn_id}:amount`, entry, false);
      const row = findRow(id);
      if (row) return { kind: 'row', row, payment };
      return { kind: 'payment', payment, id: bankReference === null ? id : partId(payment.txn_id, bankReference) };
    }
    if (customerReference === null) return { kind: 'new', id: banks ?? own(`${statementId}/${index + 1}`) };
    const id = numbered(own(`${customerReference}:${direction}`), entry, true);
    const row = findRow(id);
    return row ? { kind: 'row', row, payment: null } : { kind: 'new', id: banks ?? id };
  }

  return (entry, index) => {
    const recognised = recognise(entry, index);
    if (recognised.kind === 'row') taken.add(recognised.row.txn_id);
    return recognised;
  };
}
