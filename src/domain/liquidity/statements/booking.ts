/** One booking (or expected one) of a bank, however many of its reports tell of it, and when two entries are the same. */
import type { Statement, StatementEntry } from './statement';

export interface Booking extends StatementEntry {
  /** When the first statement that has it was true. */
  readonly seenMs: number;
  /** That statement, for people. */
  readonly statementId: string;
  readonly format: Statement['format'];
}

export function bookingOf(entry: StatementEntry, { asOfMs, id, format }: Statement): Booking {
  return { ...entry, seenMs: asOfMs, statementId: id, format };
}

/**
 * Known by the bank's own reference, which may stand for a payment and its fee and so counts with the amount; without one by
 * everything it says.
 */
export function exactKey({ bankReference, direction, amount, day, ...rest }: StatementEntry): string {
  const money = `${direction}\n${amount.toFixed()}`;
  if (bankReference !== null) return `bank\n${bankReference}\n${money}`;
  const { valueDay, customerReference, says, atMs } = rest;
  return ['says', money, day, valueDay ?? '', customerReference ?? '', says, atMs ?? ''].join('\n');
}

/** What two reports of one booking have in common even where one of them gives less than the other. */
export function looseKey({ direction, amount, day }: StatementEntry): string {
  return `${direction}\n${amount.toFixed()}\n${day}`;
}

/** Of the same loose key: whether one entry may be the other with a reference more or less, or told by another format. */
export function mayBeSame(one: Booking, other: Booking): boolean {
  const [a, b] = [one.customerReference, other.customerReference];
  if (a !== null && b !== null && a !== b) return false;
  const isOtherFormat = one.format !== other.format;
  if (one.bankReference !== null && other.bankReference !== null)
    return one.bankReference === other.bankReference || (isOtherFormat && a !== null && a === b);
  if (isOtherFormat) return true;
  const isOneNamed = (one.bankReference === null) !== (other.bankReference === null);
  return isOneNamed && ((a !== null && a === b) || one.says === other.says);
}

/** All that both say of the same booking. */
export function joinBookings(one: Booking, other: Booking): Booking {
  const earlier = other.seenMs < one.seenMs ? other : one;
  return {
    ...one,
    references: [...new Set([...one.references, ...other.references])],
    bankReference: one.bankReference ?? other.bankReference,
    customerReference: one.customerReference ?? other.customerReference,
    valueDay: one.valueDay ?? other.valueDay,
    atMs: one.atMs === null || other.atMs === null ? (one.atMs ?? other.atMs) : Math.min(one.atMs, other.atMs),
    isReturn: one.isReturn || other.isReturn,
    returnReason: one.returnReason ?? other.returnReason,
    counterparty: one.counterparty === '' ? other.counterparty : one.counterparty,
    partNames: one.partNames ?? other.partNames ?? [],
    seenMs: earlier.seenMs,
    statementId: earlier.statementId,
  };
}

/** The statement's entries of that day and status. */
export function entriesOn(statement: Statement, day: string, status: Booking['status']): Booking[] {
  return statement.entries
    .filter((entry) => entry.status === status && entry.day === day)
    .map((entry) => bookingOf(entry, statement));
}
