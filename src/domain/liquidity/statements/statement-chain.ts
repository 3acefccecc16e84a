/** How the final statements of a day go on from one another: which tell of the same stretch, and where the chain begins and ends. */
import { zero, type Decimal } from '../../values/money';
import { entriesOn, looseKey, type Booking } from './booking';
import { addReport, hasAll } from './gather-bookings';
import { signed, type StatedBalance, type Statement } from './statement';

export interface Chain {
  readonly opening: Decimal | null;
  readonly closing: StatedBalance | null;
}

/** A statement with both balances, as far as it is of that day. */
export interface Link {
  readonly statement: Statement;
  readonly from: Decimal;
  readonly to: Decimal;
  readonly bookings: readonly Booking[];
}

export function linkOf(statement: Statement, day: string): Link | null {
  const { opening, closing, firstDay, isInterim } = statement;
  if (isInterim || !opening || !closing || firstDay === null || firstDay > day || closing.day < day) return null;
  const sum = (isWanted: (entryDay: string) => boolean): Decimal =>
    statement.entries
      .filter((entry) => entry.status === 'booked' && isWanted(entry.day))
      .reduce((total, entry) => total.plus(signed(entry)), zero);
  return {
    statement,
    from: opening.amount.plus(sum((entryDay) => entryDay < day)),
    to: closing.amount.minus(sum((entryDay) => entryDay > day)),
    bookings: entriesOn(statement, day, 'booked'),
  };
}

/**
 * Statements that go on from one another are of different bookings; those of the same stretch are of the same. One that goes on from
 * where the last one ended is a stretch of its own, were it to read like an earlier one: unless the bank's references say otherwise.
 */
export function distinctLinks(links: readonly Link[]): readonly Link[] {
  const kept: Link[] = [];
  for (const link of links) {
    const place = kept.findIndex((known) => isSameStretch(known, link));
    const known = kept[place];
    const goesOn = kept.at(-1)?.to.eq(link.from) === true && !link.from.eq(link.to);
    if (!known || (goesOn && !sharesReference(known, link))) kept.push(link);
    else kept[place] = joinStretch(known, link);
  }
  return kept;
}

function isSameStretch(known: Link, link: Link): boolean {
  if (!known.from.eq(link.from)) return false;
  return hasAll(known.bookings, link.bookings) || hasAll(link.bookings, known.bookings) || isRetold(known, link);
}

/** The same stretch told in another format, whose entries need not read alike. */
function isRetold(known: Link, link: Link): boolean {
  if (known.statement.format === link.statement.format) return false;
  if (!known.from.eq(link.from) || !known.to.eq(link.to)) return false;
  return hasAll(known.bookings, link.bookings, looseKey) && hasAll(link.bookings, known.bookings, looseKey);
}

function sharesReference(known: Link, link: Link): boolean {
  const banks = new Set(known.bookings.flatMap(({ bankReference }) => bankReference ?? []));
  return link.bookings.some(({ bankReference }) => bankReference !== null && banks.has(bankReference));
}

function joinStretch(known: Link, link: Link): Link {
  const keepsOnlyKnown = isRetold(known, link);
  const longer = link.bookings.length > known.bookings.length ? link : known;
  return { ...longer, bookings: addReport(known.bookings, link.bookings, { keepsOnlyKnown }) };
}

/** The balance more statements start from than end with, and the other way round; those of a day that ends where it began are the first's. */
export function endsOf(links: readonly Link[]): Chain {
  const surplus = new Map<string, number>();
  const count = (amount: Decimal, by: number): number => {
    const now = (surplus.get(amount.toFixed()) ?? 0) + by;
    surplus.set(amount.toFixed(), now);
    return now;
  };
  for (const { from, to } of links) {
    count(from, 1);
    count(to, -1);
  }
  const [earliest] = links;
  const first = links.find(({ from }) => (surplus.get(from.toFixed()) ?? 0) > 0) ?? earliest;
  const backwards = [...links].reverse();
  const last =
    backwards.find(({ to }) => (surplus.get(to.toFixed()) ?? 0) < 0) ??
    backwards.find(({ to }) => first !== undefined && to.eq(first.from));
  if (!first || !last) return { opening: null, closing: null };
  const { asOfMs, id } = last.statement;
  return { opening: first.from, closing: { amount: last.to, atMs: asOfMs, statementId: id } };
}
