/** The rows a ledger has only because a bank statement named them: their ids, and what they hold. */
import type { Account, LedgerRow } from '../../payment/ledger-row';
import type { Statement, StatementEntry } from './statement';
import { dayMs, startOfDay } from '../../values/time';

const statementType = 'STATEMENT';

/** Nobody but the bank knows of it: it is booked whole, with whatever amount the bank books. */
export function isBankNamed({ payment_type: type }: LedgerRow): boolean {
  return type === statementType;
}

/** Bank references are unique for an account, not for all banks. No payment of the desk has a colon in its id. */
export function rowId(accountId: string, reference: string): string {
  return `${accountId}:${reference}`;
}

/** When it was on the account at the latest: what is booked is not still to come. */
export function knownAt({ asOfMs }: Statement, day: string): number {
  const startMs = startOfDay(day);
  return Math.min(Math.max(asOfMs, startMs), startMs + dayMs - 1_000);
}

/**
 * Without an instant of its own an outgoing entry is taken at the day's start and an incoming one when the statement was
 * true: never more money than there was.
 */
export function newRow(statement: Statement, account: Account, entry: StatementEntry, id: string): LedgerRow {
  return {
    txn_id: id,
    atMs: entry.atMs ?? (entry.direction === 'IN' ? knownAt(statement, entry.day) : startOfDay(entry.day)),
    entity: account.entity,
    account_id: account.account_id,
    beneficiary_name: entry.counterparty,
    payment_type: statementType,
    amount: entry.amount,
    direction: entry.direction,
    currency: entry.currency,
    status: entry.booked ? 'SETTLED' : 'QUEUED',
    alert_flag: null,
    channel: null,
  };
}
