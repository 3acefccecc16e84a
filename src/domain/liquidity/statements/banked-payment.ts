/** What bank statements say of one payment: what the bank paid of it, what came back, and what that makes of it. */
import type { PaymentRequest } from '../../payment/payment-request';
import { decimal, zero, type Decimal } from '../../values/money';
import { formatUtc } from '../../values/time';
import type { Booking } from './booking';
import type { ReturnReason } from './statement';

/** One booking of the bank that names the payment. */
export interface BankedEntry {
  readonly as: 'paid' | 'returned';
  /** Exact text, never negative. */
  readonly amount: string;
  readonly currency: string;
  readonly accountId: string;
  /** `2026-01-22`, the booking day. */
  readonly day: string;
  /** ISO 8601 UTC; null where the bank gives no time. */
  readonly at: string | null;
  readonly statementId: string;
  /** For people: `entry 3` or file and line. */
  readonly place: string;
  /** The bank's own; null where it gives none. */
  readonly reference: string | null;
  /** Why it came back; left out where the bank does not say. */
  readonly reason?: ReturnReason | undefined;
}

export interface BankedPayment {
  readonly paymentId: string;
  /** Of sixteen letters, and nothing in the ledger begins with it: a longer id may have been cut. Left out where it is whole. */
  readonly mayBeCut?: boolean | undefined;
  readonly entries: readonly BankedEntry[];
}

/** Settled: all of it was paid. Short: less of it stands as paid than was asked for. Returned: all that was paid came back. */
export type BankedState = 'settled' | 'short' | 'returned';

export interface Banked {
  readonly state: BankedState;
  readonly paid: Decimal;
  readonly returned: Decimal;
  /** What of the payment the bank has booked and not brought back. */
  readonly stands: Decimal;
  /** The one that made it so. */
  readonly entry: BankedEntry;
}

/** Null for an entry that names a payment and neither pays it nor brings it back: that is nobody's guess. */
export function bankedEntry(booking: Booking, accountId: string): BankedEntry | null {
  const { amount, currency, day, atMs, statementId, place, bankReference, direction, isReturn, returnReason } = booking;
  if (isReturn !== (direction === 'IN')) return null;
  return {
    as: isReturn ? 'returned' : 'paid',
    amount: amount.toFixed(),
    currency,
    accountId,
    day,
    at: atMs === null ? null : formatUtc(atMs),
    statementId,
    place,
    reference: bankReference,
    ...(isReturn && returnReason ? { reason: returnReason } : {}),
  };
}

/**
 * Null where no statement has the payment. A return alone is one of a payment that was paid on an earlier day; what came back of it
 * counts against its whole amount. Entries on another account or in another currency are somebody else's.
 */
export function judgeBanked(
  entries: readonly BankedEntry[],
  { amount, currency, account_id: accountId }: Pick<PaymentRequest, 'amount' | 'currency' | 'account_id'>,
): Banked | null {
  const own = entries.filter((entry) => entry.currency === currency && entry.accountId === accountId);
  const [paidIn, cameBack] = (['paid', 'returned'] as const).map((as) => own.filter((entry) => entry.as === as));
  const [paid, returned] = [sumOf(paidIn), sumOf(cameBack)];
  const last = cameBack?.at(-1) ?? paidIn?.at(-1);
  if (!last) return null;
  const asked = decimal(amount);
  const stands = (paid.lt(returned) ? asked : paid).minus(returned);
  const judged = { paid, returned, stands, entry: last };
  if (stands.lte(zero)) return { state: 'returned', ...judged };
  return { state: stands.gte(asked) ? 'settled' : 'short', ...judged };
}

/** What was known of it on other days, and what the ledger in force says: of a day it speaks of, only its own word counts. */
export function withEarlierDays(known: readonly BankedEntry[], now: readonly BankedEntry[]): readonly BankedEntry[] {
  const days = new Set(now.map(({ day }) => day));
  return [...known.filter(({ day }) => !days.has(day)), ...now].sort((one, other) => one.day.localeCompare(other.day));
}

/** Without what was said before: the same booking comes with every statement of its day, so it is known by what it says, and as often as it was said. */
export function entriesSince(
  before: readonly BankedEntry[] | undefined,
  now: readonly BankedEntry[],
): readonly BankedEntry[] {
  const known = (before ?? []).map(bookingOf);
  return now.filter((entry) => {
    const at = known.indexOf(bookingOf(entry));
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
}

function bookingOf({ as, amount, currency, accountId, day, reference }: BankedEntry): string {
  return JSON.stringify([as, amount, currency, accountId, day, reference]);
}

/** For people, of a payment nobody here let go; null where no statement has it. What was booked under its name elsewhere is said too: nobody knows then who paid what. */
export function saidByBank(
  entries: readonly BankedEntry[],
  payment: Pick<PaymentRequest, 'amount' | 'currency' | 'account_id'>,
): string | null {
  const banked = judgeBanked(entries, payment);
  const entry = banked?.entry ?? entries.at(-1);
  if (!entry) return null;
  const booked =
    banked?.state === 'returned' ? 'was paid and came back' : `was paid (${entry.amount} ${entry.currency})`;
  const what = banked ? booked : `${booked} on account ${entry.accountId}`;
  return `statement ${entry.statementId} says it ${what} on ${entry.day}`;
}

function sumOf(entries: readonly BankedEntry[] = []): Decimal {
  return entries.reduce((sum, { amount }) => sum.plus(decimal(amount)), zero);
}
