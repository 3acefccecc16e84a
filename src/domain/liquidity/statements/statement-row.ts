/** The rows a ledger has only because a bank told of them: their ids, when they count, and what they hold. */
import type { Account, LedgerRow } from '../../payment/ledger-row';
import { dayMs, startOfDay } from '../../values/time';
import type { Booking } from './booking';

const statementType = 'STATEMENT';

/** The last second of the ledger's day. */
function endOfDay(day: string): number {
  return startOfDay(day) + dayMs - 1_000;
}

function withinDay(atMs: number, day: string): number {
  return Math.min(Math.max(atMs, startOfDay(day)), endOfDay(day));
}

/** When it was on the account at the latest: what is booked is not still to come. */
export function knownAt({ seenMs }: Pick<Booking, 'seenMs'>, day: string): number {
  return withinDay(seenMs, day);
}

/**
 * Money that may be used only on a later day is there when the day ends, and helps no payment before. Without an instant of its own
 * an outgoing booking counts from the day's start and an incoming one from when a statement first had it: never more money than
 * there was.
 */
function countsFrom(booking: Booking, day: string): number {
  const { direction, valueDay, atMs } = booking;
  if (direction === 'IN' && valueDay !== null && valueDay > day) return endOfDay(day);
  if (atMs !== null) return withinDay(atMs, day);
  return direction === 'IN' ? knownAt(booking, day) : startOfDay(day);
}

/** When a row of the ledger has settled: at the bank's time, or at its own, but not later than a statement had it. */
export function settledAt(row: LedgerRow, booking: Booking, day: string): number {
  const { direction, valueDay, atMs } = booking;
  if (direction === 'IN' && valueDay !== null && valueDay > day) return endOfDay(day);
  return atMs === null ? Math.min(row.atMs, knownAt(booking, day)) : withinDay(atMs, day);
}

export function newRow(account: Account, day: string, booking: Booking, id: string): LedgerRow {
  return {
    txn_id: id,
    atMs: countsFrom(booking, day),
    entity: account.entity,
    account_id: account.account_id,
    beneficiary_name: booking.counterparty,
    payment_type: statementType,
    amount: booking.amount,
    direction: booking.direction,
    currency: account.currency,
    status: booking.status === 'booked' ? 'SETTLED' : 'QUEUED',
    alert_flag: null,
    channel: null,
  };
}
