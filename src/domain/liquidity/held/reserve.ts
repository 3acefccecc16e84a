/** A ledger as it stands once the payments that wait for approval or are approved have what they hold: two that fit one by one cannot both pass. */
import { currencyExponent } from '../../values/money';
import { startOfDay } from '../../values/time';
import { ledgerKey } from '../ledger/ledger-collector';
import type { Ledger } from '../ledger/ledger';
import { fromMinor } from '../ledger/minor-units';
import { createCountLeaf, heldFlow, isOfDay, type CountLeaf } from './counted-leaf';
import { createHoldOn, withFlows } from './held-position';
import type { Position } from '../position';
import { holding, type HeldPlace } from './held-set';
import type { CountedLeaf, HeldOn } from './held-on';
import type { Reservation } from './reservation';

/**
 * `except`: the payment under assessment, which does not compete with itself. A payment the ledger already has a row of is
 * counted by that row, but where that is `ownLedgerId`, the row of the payment under assessment: that counts as this payment alone,
 * and what a part left out, or is the rest of, counts beside it. A reservation counts only on the UTC day its payment is to leave: it expires with that day, since the
 * balances and rows of a new day speak for themselves. A ledger without flows has no day, and counts all it is given.
 * Only the view of all flows changes: what waits for approval is not certain.
 */
export type Reserve = (
  ledger: Ledger,
  reservations: Iterable<Reservation>,
  except: string | null,
  ownLedgerId?: string | null,
) => Ledger;

/** For whoever asks again and again: what it worked out of a ledger, and of what is held, it keeps for as long as these are there. */
export function createReserve(): Reserve {
  const countLeaf = createCountLeaf();
  const holdOn = createHoldOn();
  return (ledger, reservations, except, ownLedgerId = null) => {
    const counted = [...holding(reservations).places.values()].map((place) =>
      countPlace(ledger, place, { except, ownLedgerId }, countLeaf),
    );
    if (counted.every(isEmpty)) return ledger;
    const byAccount = groupBy(counted, ({ accountId, currency }) => ledgerKey(accountId, currency));
    const byEntity = groupBy(counted, ({ entity, currency }) => ledgerKey(entity, currency));
    const made = new Map<string, Position>();
    /** One assessment asks for the same position many times. */
    const withHeld = (name: string, position: Position | undefined, places: readonly CountedPlace[] = []) => {
      if (!position || places.every(isEmpty)) return position;
      const known = made.get(name);
      if (known) return known;
      const leaves = places.flatMap((place) => place.leaves);
      const beside = places.flatMap((place) => place.beside).map(heldFlow);
      const away = places.flatMap((place) => place.away).map(heldFlow);
      const opposite = away.map(({ atMs, minor }) => ({ atMs, minor: -minor }));
      const held = withFlows(holdOn(position, name, leaves), [...beside, ...opposite]);
      made.set(name, held);
      return held;
    };
    return {
      ...ledger,
      reservedOn: (accountId, currency) => heldOn(byAccount.get(ledgerKey(accountId, currency)) ?? []),
      accountPosition(accountId, currency, view) {
        const position = ledger.accountPosition(accountId, currency, view);
        const key = ledgerKey(accountId, currency);
        return view === 'all' ? withHeld(`account\n${key}`, position, byAccount.get(key)) : position;
      },
      entityPosition(entity, currency, view) {
        const position = ledger.entityPosition(entity, currency, view);
        const key = ledgerKey(entity, currency);
        return view === 'all' ? withHeld(`entity\n${key}`, position, byEntity.get(key)) : position;
      },
    };
  };
}

/** For a single question. */
export const reserve: Reserve = (...asked) => createReserve()(...asked);

interface CountedPlace extends Pick<HeldPlace, 'entity' | 'accountId' | 'currency'> {
  readonly leaves: readonly CountedLeaf[];
  /** Among the leaves', and not counted for this payment: its own. */
  readonly away: readonly Reservation[];
  /** Counted for this payment alone: those of its own row. */
  readonly beside: readonly Reservation[];
}

function countPlace(
  ledger: Ledger,
  { leaves: all, ...place }: HeldPlace,
  { except, ownLedgerId }: { readonly except: string | null; readonly ownLedgerId: string | null },
  countLeaf: CountLeaf,
): CountedPlace {
  const startMs = ledger.day === null ? null : startOfDay(ledger.day);
  const leaves = all.map((leaf) => countLeaf(ledger, leaf));
  const holds = (id: string | null) => leaves.filter(({ leaf }) => id !== null && leaf.ids.has(id));
  const isOwn = ({ paymentId }: Reservation) => paymentId === except;
  const isOfRow = ({ paymentId, ledgerId }: Reservation) => (ledgerId ?? paymentId) === ownLedgerId;
  return {
    ...place,
    leaves: leaves.filter(({ reservations }) => reservations.length > 0),
    away: holds(except).flatMap(({ reservations }) => reservations.filter(isOwn)),
    // Those without a row count already.
    beside: holds(ownLedgerId)
      .flatMap(({ leaf, reservations }) => leaf.reservations.filter((one) => !reservations.includes(one)))
      .filter((one) => isOfRow(one) && !isOwn(one) && isOfDay(one, startMs)),
  };
}

function countOf({ leaves, away, beside }: CountedPlace): number {
  return leaves.reduce((sum, { reservations }) => sum + reservations.length, beside.length - away.length);
}

function isEmpty(place: CountedPlace): boolean {
  return countOf(place) === 0;
}

/** Of one account and currency. */
function heldOn(places: readonly CountedPlace[]): HeldOn {
  const leaves = places.flatMap((place) => place.leaves);
  const away = new Set(places.flatMap((place) => place.away));
  const beside = places.flatMap((place) => place.beside);
  const minor = leaves.reduce((sum, leaf) => sum + leaf.minor, 0n) + lowered([...away]) - lowered(beside);
  const [{ currency } = { currency: '' }] = places;
  return {
    count: places.reduce((sum, place) => sum + countOf(place), 0),
    total: fromMinor(minor, currencyExponent(currency) ?? 0),
    leaves,
    beside,
    first(limit) {
      const found: Reservation[] = [...beside];
      for (const { reservations } of leaves) {
        if (found.length >= limit + beside.length) break;
        found.push(...reservations.filter((one) => !away.has(one)));
      }
      return found.sort((a, b) => (a.runId < b.runId ? -1 : 1)).slice(0, limit);
    },
  };
}

/** Below zero. */
function lowered(reservations: readonly Reservation[]): bigint {
  return reservations.reduce((sum, one) => sum + heldFlow(one).minor, 0n);
}

/** Places of one name in one order, however they came about. */
function groupBy(
  places: readonly CountedPlace[],
  keyOf: (place: CountedPlace) => string,
): ReadonlyMap<string, readonly CountedPlace[]> {
  const groups = new Map<string, CountedPlace[]>();
  for (const place of places) {
    const known = groups.get(keyOf(place));
    if (known) known.push(place);
    else groups.set(keyOf(place), [place]);
  }
  const nameOf = ({ entity, accountId }: CountedPlace) => `${entity}\n${accountId}`;
  for (const group of groups.values()) group.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return groups;
}
