/** One account's (or one entity's) cash over the day: opening balance, flows, and the curve they make. */
import { Fault } from '../errors';
import { createCurve, lastUpTo, type Curve, type Flow } from './curve';
import { createMinimumTree } from './minimum-tree';

export interface Position {
  readonly openingMinor: bigint;
  readonly inflowMinor: bigint;
  readonly outflowMinor: bigint;
  readonly flowCount: number;
  /** The smallest balance from an instant (everything at it included) to the day's end. */
  lowestFrom(atMs: number): bigint;
  /** The day's curve with further flows put in: a payment to try, or a row's opposite to take it out. */
  curveWith(extra: readonly Flow[]): Curve;
}

/** The sum of all amounts must stay under 2^62 minor units, so that no sum of sums leaves 64 bits. */
const sumLimit = 2n ** 62n;

/**
 * Flows in the order of time, signed, in minor units. Flows of the same instant act together: the curve has one value there.
 * Throws `amount_out_of_range` where the day's sums leave what the index holds exactly.
 */
export function createPosition(openingMinor: bigint, flows: Iterable<Flow>): Position {
  // The opening balance is a point of its own, before everything that happens, even at midnight.
  let times = new Float64Array(64).fill(Number.NEGATIVE_INFINITY, 0, 1);
  let balances = new BigInt64Array(64).fill(openingMinor, 0, 1);
  let points = 1;
  let balance = openingMinor;
  let inflowMinor = 0n;
  let flowCount = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const { atMs, minor } of flows) {
    if (atMs < lastMs) throw new RangeError('flows must come in the order of time');
    if (minor > 0n) inflowMinor += minor;
    balance += minor;
    flowCount += 1;
    if (atMs !== lastMs) points += 1;
    if (points > times.length) {
      const [oldTimes, oldBalances] = [times, balances];
      times = new Float64Array(2 * oldTimes.length);
      times.set(oldTimes);
      balances = new BigInt64Array(times.length);
      balances.set(oldBalances);
    }
    times[points - 1] = atMs;
    balances[points - 1] = balance;
    lastMs = atMs;
  }
  const outflowMinor = openingMinor + inflowMinor - balance;
  if (magnitude(openingMinor) + inflowMinor + outflowMinor >= sumLimit) {
    throw new Fault('amount_out_of_range', 'the flows of one day add up to more than the position can hold exactly');
  }
  const index = times.slice(0, points);
  const values = balances.slice(0, points);
  const tree = createMinimumTree(values);
  const lowest = lowestToTheEnd(values);
  return {
    openingMinor,
    inflowMinor,
    outflowMinor,
    flowCount,
    lowestFrom: (atMs) => lowest[lastUpTo(index, atMs)] ?? openingMinor,
    curveWith: (extra) => createCurve(index, tree, extra),
  };
}

/** For each point the smallest value from it on: funding asks this of hundreds of accounts at once. */
function lowestToTheEnd(values: BigInt64Array): BigInt64Array {
  const lowest = values.slice();
  for (let at = lowest.length - 2; at >= 0; at -= 1) {
    const next = lowest[at + 1] ?? 0n;
    if (next < (lowest[at] ?? 0n)) lowest[at] = next;
  }
  return lowest;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
