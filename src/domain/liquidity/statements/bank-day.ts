/** What a bank says of one account on one day, worked out from all its statements at once: their order does not matter. */
import type { Decimal } from '../../values/money';
import { dayMs, startOfDay, utcDay } from '../../values/time';
import { entriesOn, exactKey, looseKey, type Booking } from './booking';
import { addReport, gatherReports } from './gather-bookings';
import { distinctLinks, endsOf, linkOf, type Chain, type Link } from './statement-chain';
import { signed, type StatedBalance, type Statement } from './statement';

export interface BankDay {
  /** Null where no statement says. */
  readonly opening: Decimal | null;
  readonly bookings: readonly Booking[];
  /** What is expected: announced, and not booked yet. */
  readonly pending: readonly Booking[];
  /** The bank's balance at the day's end. */
  readonly closing: StatedBalance | null;
  /** Its balance while the day goes on. */
  readonly interim: StatedBalance | null;
  /** Why the bank's own statements do not fit together. */
  readonly doubts: readonly string[];
}

/** `statements` are of one account and currency, and whole; each holds together in itself. */
export function readBankDay(statements: readonly Statement[], day: string): BankDay {
  const sorted = withoutCopies([...statements].sort(byTime));
  const { bookings, chain } = bookedOn(sorted, day);
  const before = closingBefore(sorted, day);
  const own = chain.opening ?? openingOf(sorted, day);
  const breaks = own && before && !own.eq(before);
  return {
    opening: own ?? before,
    bookings,
    pending: pendingOn(sorted, day, bookings, chain.closing !== null),
    closing: chain.closing ?? closingAlone(sorted, day),
    interim: interimOf(sorted, day),
    doubts: [
      ...(breaks
        ? [`the day before closed with ${before.toFixed()}, and the bank opens ${day} with ${own.toFixed()}`]
        : []),
      ...sorted.flatMap((statement) => totalsAlone(statement, day) ?? []),
    ],
  };
}

/** Money of the day that the bank counts and nobody lists. */
function totalsAlone({ totals, entries, closing, id }: Statement, day: string): string | null {
  if (entries.length > 0 || closing?.day !== day) return null;
  const isEmpty = [totals?.credits, totals?.debits].every((total) => !total || total.isZero());
  return isEmpty ? null : `statement ${id} gives totals of ${day} and lists nothing they are of`;
}

/** The same report under another number is a copy: it says nothing new. */
function withoutCopies(statements: readonly Statement[]): readonly Statement[] {
  const seen = new Set<string>();
  return statements.filter((statement) => {
    const { format, asOfMs, opening, closing, interim, entries } = statement;
    const balances = [opening, closing, interim].map((one) => (one ? `${one.day} ${one.amount.toFixed()}` : ''));
    const key = [format, asOfMs, ...balances, ...entries.map((entry) => `${entry.status}\n${exactKey(entry)}`)].join(
      '\n',
    );
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The order statements are taken in, whichever came first. */
function byTime(one: Statement, other: Statement): number {
  return (
    one.asOfMs - other.asOfMs || compare(one.format, other.format) || compare(one.id, other.id) || byContent(one, other)
  );
}

function byContent(one: Statement, other: Statement): number {
  const text = ({ entries }: Statement): string => entries.map((entry) => exactKey(entry)).join('\n');
  return one.entries.length - other.entries.length || compare(text(one), text(other));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The day's final statements have every booking of it; without one, all reports together are what is known. */
function bookedOn(statements: readonly Statement[], day: string): { bookings: readonly Booking[]; chain: Chain } {
  const links: Link[] = [];
  const others = statements.filter((statement) => {
    const link = linkOf(statement, day);
    if (link) links.push(link);
    return link === null;
  });
  const reported = reportedOn(others, day);
  if (links.length === 0) return { bookings: reported, chain: { opening: null, closing: null } };
  const distinct = distinctLinks(links);
  const final = distinct.flatMap((link) => link.bookings);
  return { bookings: addReport(final, reported, { keepsOnlyKnown: true }), chain: endsOf(distinct) };
}

/** Reports of one kind are read one after the other, then the kinds held against each other. */
function reportedOn(statements: readonly Statement[], day: string): readonly Booking[] {
  const kinds = new Map<string, Statement[]>();
  for (const statement of statements) kinds.set(statement.format, [...(kinds.get(statement.format) ?? []), statement]);
  return [...kinds.values()]
    .map((own) =>
      gatherReports(
        own
          .map((statement) => ({ bookings: entriesOn(statement, day, 'booked') }))
          .filter(({ bookings }) => bookings.length > 0),
      ),
    )
    .reduce<readonly Booking[]>((known, bookings) => addReport(known, bookings), []);
}

/** What is announced and neither booked nor left out of the day's final statement. */
function pendingOn(
  statements: readonly Statement[],
  day: string,
  booked: readonly Booking[],
  isClosed: boolean,
): readonly Booking[] {
  if (isClosed || statements.some((statement) => isFinalWithoutBalances(statement, day))) return [];
  // What is announced again is the same, whichever of the others are booked meanwhile.
  const announced = statements.reduce<readonly Booking[]>(
    (known, statement) => addReport(known, entriesOn(statement, day, 'pending')),
    [],
  );
  const banks = new Set(booked.flatMap(({ bankReference }) => bankReference ?? []));
  const payers = new Set(
    booked.flatMap(({ customerReference: name, direction }) => (name === null ? [] : [`${name}\n${direction}`])),
  );
  const left = new Map<string, number>();
  for (const booking of booked) left.set(looseKey(booking), (left.get(looseKey(booking)) ?? 0) + 1);
  return announced.filter((booking) => {
    const { bankReference, customerReference, direction } = booking;
    if (bankReference !== null && banks.has(bankReference)) return false;
    if (customerReference !== null && payers.has(`${customerReference}\n${direction}`)) return false;
    if (bankReference !== null || customerReference !== null) return true;
    const count = left.get(looseKey(booking)) ?? 0;
    left.set(looseKey(booking), count - 1);
    return count <= 0;
  });
}

/** A statement of booked entries that gives no balances is the bank's last word on its day all the same. */
function isFinalWithoutBalances({ format, isInterim, entries, asOfMs }: Statement, day: string): boolean {
  if (isInterim || format !== 'camt.053') return false;
  return utcDay(asOfMs) >= day && entries.some((entry) => entry.day === day && entry.status === 'booked');
}

/** A report of the day that gives no closing balance, or only an interim one, may say what it opened with. */
function openingOf(statements: readonly Statement[], day: string): Decimal | null {
  const found = [...statements].reverse().find(({ opening, closing, firstDay, asOfMs, isInterim }) => {
    if (!opening || firstDay === null || firstDay > day) return false;
    return closing && !isInterim ? closing.day >= day : utcDay(asOfMs) >= day;
  });
  if (!found?.opening) return null;
  return found.entries
    .filter((entry) => entry.status === 'booked' && entry.day < day)
    .reduce((sum, entry) => sum.plus(signed(entry)), found.opening.amount);
}

/** The last closing balance before the day, and what was booked since; null where working days lie between that nobody told of. */
function closingBefore(statements: readonly Statement[], day: string): Decimal | null {
  const earlier = statements.filter(({ closing, isInterim }) => closing && !isInterim && closing.day < day);
  const last = earlier.reduce((latest, { closing }) => (closing && closing.day > latest ? closing.day : latest), '');
  if (last === '' || !isNextWorkingDay(last, day)) return null;
  const closing = closingOn(earlier, last);
  if (!closing) return null;
  return daysBetween(last, day)
    .flatMap((between) => bookedOn(statements, between).bookings)
    .reduce((sum, booking) => sum.plus(signed(booking)), closing.amount);
}

function closingOn(statements: readonly Statement[], day: string): StatedBalance | null {
  const { closing } = bookedOn(statements, day).chain;
  return closing ?? closingAlone(statements, day);
}

/** A closing balance without an opening one proves the day, though it says nothing of its entries. */
function closingAlone(statements: readonly Statement[], day: string): StatedBalance | null {
  const found = [...statements].reverse().find(({ closing, isInterim }) => !isInterim && closing?.day === day);
  return found?.closing ? { amount: found.closing.amount, atMs: found.asOfMs, statementId: found.id } : null;
}

function interimOf(statements: readonly Statement[], day: string): StatedBalance | null {
  const found = [...statements].reverse().find(({ interim }) => interim?.day === day);
  return found?.interim ? { amount: found.interim.amount, atMs: found.asOfMs, statementId: found.id } : null;
}

/** Only days of one weekend lie between, Saturday and Sunday or, where banks keep that, Friday and Saturday. */
function isNextWorkingDay(from: string, to: string): boolean {
  const weekdays = daysBetween(from, to).map((day) => new Date(startOfDay(day)).getUTCDay());
  return (
    weekdays.every((weekday) => weekday === 6 || weekday === 0) ||
    weekdays.every((weekday) => weekday === 5 || weekday === 6)
  );
}

function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let atMs = startOfDay(from) + dayMs; atMs < startOfDay(to) && days.length < 31; atMs += dayMs)
    days.push(utcDay(atMs));
  return days;
}
