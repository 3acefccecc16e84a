/** The balance over the day as a step function, with a few flows added or taken out without rebuilding its index. */
import type { MinimumTree } from './ledger/minimum-tree';

/** A signed movement in minor units of the currency: positive comes in, negative goes out. */
export interface Flow {
  readonly atMs: number;
  readonly minor: bigint;
}

/** A stretch of constant balance. `atMs` is -Infinity for the opening balance; `untilMs` is null at the day's end. */
export interface Stretch {
  readonly atMs: number;
  readonly untilMs: number | null;
  readonly minor: bigint;
}

export type Step = Pick<Stretch, 'atMs' | 'minor'>;

export interface Curve {
  /** The first of the deepest stretches. */
  lowest(): Stretch;
  /** The first stretch under the limit; null when the curve never goes there. */
  firstBelow(limitMinor: bigint): Stretch | null;
  lastBelow(limitMinor: bigint): Stretch | null;
  /** The balance once everything at this instant has happened. */
  at(atMs: number): bigint;
  /** Every step in the order of time: from when on which balance holds. */
  steps(): Iterable<Step>;
  /** The same curve, looked at from this instant (everything at it included) to the day's end. */
  from(atMs: number): Curve;
  /** The same curve up to this instant, what happens at it left out. The start must lie before it. */
  until(atMs: number): Curve;
}

/** Indexed points first..last, all shifted by the same sum; what the first of them shows begins at `fromMs`. */
interface Piece {
  readonly first: number;
  readonly last: number;
  readonly shift: bigint;
  readonly fromMs: number;
}

/** `times` ascending, `times[0]` = -Infinity for the opening; `tree` holds the balance from each of them on. */
export function createCurve(times: Float64Array, tree: MinimumTree, extra: readonly Flow[]): Curve {
  return curveOf(times, tree, cutPieces(times, extra));
}

function cutPieces(times: Float64Array, extra: readonly Flow[]): readonly Piece[] {
  const cuts = [...new Set(extra.map(({ atMs }) => atMs))].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  const sums = new Map<number, bigint>();
  for (const { atMs, minor } of extra) sums.set(atMs, (sums.get(atMs) ?? 0n) + minor);
  let fromMs = Number.NEGATIVE_INFINITY;
  let shift = 0n;
  for (const nextMs of [...cuts, Number.POSITIVE_INFINITY]) {
    pieces.push({ first: lastUpTo(times, fromMs), last: lastBefore(times, nextMs), shift, fromMs });
    fromMs = nextMs;
    shift += sums.get(nextMs) ?? 0n;
  }
  return pieces;
}

function curveOf(times: Float64Array, tree: MinimumTree, pieces: readonly Piece[]): Curve {
  function stretch(pieceIndex: number, index: number): Stretch {
    const piece = pieces[pieceIndex];
    if (!piece) throw new RangeError('no such piece of the curve');
    const untilMs = index < piece.last ? times[index + 1] : pieces[pieceIndex + 1]?.fromMs;
    const atMs = Math.max(times[index] ?? piece.fromMs, piece.fromMs);
    return { atMs, untilMs: untilMs ?? null, minor: tree.at(index) + piece.shift };
  }
  function firstBelow(limitMinor: bigint): Stretch | null {
    for (const [pieceIndex, { first, last, shift }] of pieces.entries()) {
      const index = tree.firstBelow(first, last, limitMinor - shift);
      if (index >= 0) return stretch(pieceIndex, index);
    }
    return null;
  }
  return {
    firstBelow,
    lastBelow(limitMinor) {
      for (const [pieceIndex, { first, last, shift }] of [...pieces.entries()].reverse()) {
        const index = tree.lastBelow(first, last, limitMinor - shift);
        if (index >= 0) return stretch(pieceIndex, index);
      }
      return null;
    },
    lowest() {
      const minima = pieces.map(({ first, last, shift }) => tree.minimum(first, last) + shift);
      const lowest = firstBelow(minima.reduce((least, minimum) => (minimum < least ? minimum : least)) + 1n);
      if (!lowest) throw new RangeError('a curve has at least its opening balance');
      return lowest;
    },
    at(atMs) {
      const piece = pieces.findLast(({ fromMs }) => fromMs <= atMs);
      if (!piece) throw new RangeError('the curve does not reach back to that instant');
      return tree.at(Math.min(lastUpTo(times, atMs), piece.last)) + piece.shift;
    },
    *steps() {
      for (const { first, last, shift, fromMs } of pieces) {
        for (let index = first; index <= last; index += 1) {
          yield { atMs: Math.max(times[index] ?? fromMs, fromMs), minor: tree.at(index) + shift };
        }
      }
    },
    until(atMs) {
      const kept = pieces.filter(({ fromMs }) => fromMs < atMs);
      const end = lastBefore(times, atMs);
      return curveOf(
        times,
        tree,
        kept.map((piece) => ({ ...piece, last: Math.max(piece.first, Math.min(piece.last, end)) })),
      );
    },
    from(atMs) {
      const kept = pieces.filter((_piece, index) => (pieces[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY) > atMs);
      const cut = kept.map((piece) =>
        piece.fromMs >= atMs ? piece : { ...piece, first: Math.max(piece.first, lastUpTo(times, atMs)), fromMs: atMs },
      );
      return curveOf(times, tree, cut);
    },
  };
}

/** The last point at or before the instant; the opening when there is none. */
export function lastUpTo(times: Float64Array, atMs: number): number {
  return countWhile(times, (time) => time <= atMs) - 1;
}

function lastBefore(times: Float64Array, atMs: number): number {
  return (
    Math.max(
      countWhile(times, (time) => time < atMs),
      1,
    ) - 1
  );
}

/** How many leading times satisfy a test that, once false, stays false. The opening always counts. */
function countWhile(times: Float64Array, holds: (time: number) => boolean): number {
  let low = 1;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(times[middle] ?? Number.POSITIVE_INFINITY)) low = middle + 1;
    else high = middle;
  }
  return low;
}
