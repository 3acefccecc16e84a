/** What payments hold on a day, as it stood at one moment. A change makes another set that shares all but a few parts with it: thousands of payments look at it one after the other. */
import { hashText } from '../../values/text/hash-text';
import { isServedBefore, type PlaceInLine, type Reservation } from './reservation';

export interface Held extends Iterable<Reservation> {
  readonly size: number;
  /** By entity, account and currency. */
  readonly places: ReadonlyMap<string, HeldPlace>;
}

export interface HeldPlace extends Pick<Reservation, 'entity' | 'accountId' | 'currency'> {
  /** In the order of run ids. */
  readonly leaves: readonly HeldLeaf[];
}

/** Some thirty reservations that follow upon one another. Never changes: what is worked out of one holds for as long as it is there. */
export interface HeldLeaf {
  readonly reservations: readonly Reservation[];
  /** Ids of the payments, and those the ledger has them under. */
  readonly ids: ReadonlySet<string>;
  /** When the first and the last of those that wait was decided, UTC milliseconds. */
  readonly waitsFromMs: number;
  readonly waitsToMs: number;
  /** Those that are approved, and served before all that wait: the same leaf at every look, and this one where nothing in it waits. Null where none is. */
  readonly approved: HeldLeaf | null;
}

/** Null where there was none before, or is none afterwards. */
export interface HeldChange {
  readonly before: Reservation | null;
  readonly after: Reservation | null;
}

/** Null where nothing is held there. */
export function placeIn(
  { places }: Held,
  at: Pick<Reservation, 'entity' | 'accountId' | 'currency'>,
): HeldPlace | null {
  return places.get(placeOf(at)) ?? null;
}

export const nothingHeld: Held = heldIn(new Map());

/** The set itself where it is one already. */
export function holding(reservations: Iterable<Reservation>): Held {
  if (isHeld(reservations)) return reservations;
  const byPlace = new Map<string, Reservation[]>();
  for (const one of reservations) {
    const known = byPlace.get(placeOf(one));
    if (known) known.push(one);
    else byPlace.set(placeOf(one), [one]);
  }
  return heldIn(new Map([...byPlace].map(([key, of]) => [key, placeWith(of)])));
}

export function holdingAfter(held: Held, changes: readonly HeldChange[]): Held {
  const places = new Map(held.places);
  const change = (one: Reservation, isThere: boolean): void => {
    const key = placeOf(one);
    const leaves = changed(places.get(key)?.leaves ?? [], one, isThere);
    if (leaves.length > 0) places.set(key, { ...pick(one), leaves });
    else places.delete(key);
  };
  for (const { before, after } of changes) {
    if (before && (!after || placeOf(before) !== placeOf(after))) change(before, false);
    if (after) change(after, true);
  }
  return heldIn(places);
}

/**
 * What is served before that place in the line. Of most leaves everything that waits is before it, or everything behind it, and these are
 * not gone through: what is before it is the same leaf at every look, or the leaf of what is approved.
 */
export function heldBefore(held: Held, waiting: PlaceInLine): Held {
  const waitsMs = waiting.decidedAtMs ?? 0;
  const leavesOf = ({ leaves }: HeldPlace): readonly HeldLeaf[] =>
    leaves.flatMap((leaf) => {
      if (!mayHold(leaf, waiting.runId)) {
        if (leaf.waitsToMs < waitsMs) return leaf;
        if (leaf.waitsFromMs > waitsMs) return leaf.approved ?? [];
      }
      return partOf(leaf, (one) => isServedBefore(one, waiting)) ?? [];
    });
  return heldIn(new Map([...held.places].map(([key, place]) => [key, { ...place, leaves: leavesOf(place) }])));
}

function partOf(leaf: HeldLeaf, isOfIt: (one: Reservation) => boolean): HeldLeaf | null {
  const some = leaf.reservations.filter(isOfIt);
  if (some.length === leaf.reservations.length) return leaf;
  return some.length > 0 ? leafOf(some) : null;
}

function mayHold({ reservations }: HeldLeaf, runId: string): boolean {
  return (reservations[0]?.runId ?? '') <= runId && runId <= (reservations.at(-1)?.runId ?? '');
}

/**
 * Whether a part ends with that run, at a level: 0 for leaves, 1 for groups of them, and so on. The id alone decides, so that the
 * same set has the same parts however it came about, and one reservation more changes one leaf.
 */
export function endsPart(runId: string, level: number): boolean {
  // Ids that are numbered are spread as those are that are drawn.
  return (hashText(runId) & ((1 << (leafBits + level * groupBits)) - 1)) === 0;
}

/** Of 32 reservations in the middle. */
const leafBits = 5;
/** Of 16 parts in the middle. */
const groupBits = 4;

function heldIn(places: ReadonlyMap<string, HeldPlace>): Held {
  let size = 0;
  for (const { leaves } of places.values()) for (const { reservations } of leaves) size += reservations.length;
  return {
    size,
    places,
    *[Symbol.iterator]() {
      for (const { leaves } of places.values()) for (const { reservations } of leaves) yield* reservations;
    },
  };
}

function isHeld(reservations: Iterable<Reservation>): reservations is Held {
  return 'places' in reservations && reservations.places instanceof Map;
}

function placeOf({ entity, accountId, currency }: Pick<Reservation, 'entity' | 'accountId' | 'currency'>): string {
  return `${entity}\n${accountId}\n${currency}`;
}

function pick({ entity, accountId, currency }: Reservation): Omit<HeldPlace, 'leaves'> {
  return { entity, accountId, currency };
}

function placeWith(reservations: readonly Reservation[]): HeldPlace {
  const [first] = reservations;
  if (!first) throw new RangeError('a place where nothing is held');
  return { ...pick(first), leaves: cut([...reservations].sort((a, b) => compare(a.runId, b.runId))) };
}

/** `isThere`: whether it is held afterwards. */
function changed(leaves: readonly HeldLeaf[], one: Reservation, isThere: boolean): readonly HeldLeaf[] {
  const at = Math.min(firstUpTo(leaves, one.runId), Math.max(0, leaves.length - 1));
  const others = (leaves[at]?.reservations ?? []).filter(({ runId }) => runId !== one.runId);
  const before = others.filter(({ runId }) => runId < one.runId);
  const now = isThere ? [...before, one, ...others.slice(before.length)] : others;
  const last = now.at(-1);
  // Where the run that ended the leaf is gone, it goes on with the next one.
  const next = last && endsPart(last.runId, 0) ? undefined : leaves[at + 1];
  const again = cut(next ? [...now, ...next.reservations] : now);
  return [...leaves.slice(0, at), ...again, ...leaves.slice(at + (next ? 2 : 1))];
}

/** The first leaf that ends with that run or a later one. */
function firstUpTo(leaves: readonly HeldLeaf[], runId: string): number {
  let low = 0;
  let high = leaves.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((leaves[middle]?.reservations.at(-1)?.runId ?? '') < runId) low = middle + 1;
    else high = middle;
  }
  return low;
}

function cut(reservations: readonly Reservation[]): readonly HeldLeaf[] {
  const leaves: HeldLeaf[] = [];
  let from = 0;
  for (const [at, { runId }] of reservations.entries()) {
    if (at < reservations.length - 1 && !endsPart(runId, 0)) continue;
    leaves.push(leafOf(reservations.slice(from, at + 1)));
    from = at + 1;
  }
  return leaves;
}

/** Most leaves are never asked for an id, or for what is approved, before they are changed. */
function leafOf(reservations: readonly Reservation[]): HeldLeaf {
  let ids: ReadonlySet<string> | undefined;
  let approved: HeldLeaf | null | undefined;
  const waitMs = reservations.flatMap(({ isApproved, decidedAtMs }) => (isApproved ? [] : (decidedAtMs ?? 0)));
  const leaf: HeldLeaf = {
    reservations,
    waitsFromMs: Math.min(...waitMs),
    waitsToMs: Math.max(...waitMs),
    get ids() {
      return (ids ??= new Set(reservations.flatMap(idsOf)));
    },
    get approved() {
      if (approved === undefined) approved = partOf(leaf, ({ isApproved }) => isApproved);
      return approved;
    },
  };
  return leaf;
}

function idsOf({ paymentId, ledgerId }: Reservation): readonly string[] {
  return ledgerId === undefined ? [paymentId] : [paymentId, ledgerId];
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
