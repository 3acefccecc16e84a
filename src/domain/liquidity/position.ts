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
  const times = [Number.NEGATIVE_INFINITY];
  const balances = [openingMinor];
  let inflowMinor = 0n;
  let outflowMinor = 0n;
  let flowCount = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const { atMs, minor } of flows) {
    if (atMs < lastMs) throw new RangeError('flows must come in the order of time');
    if (minor < 0n) outflowMinor -= minor;
    else inflowMinor += minor;
    flowCount += 1;
    if (atMs === lastMs) balances.pop();
    else times.push(atMs);
    balances.push(openingMinor + inflowMinor - outflowMinor);
    lastMs = atMs;
  }
  if (magnitude(openingMinor) + inflowMinor + outflowMinor >= sumLimit) {
    throw new Fault('amount_out_of_range', 'the flows of one day add up to more than the position can hold exactly');
  }
  const index = Float64Array.from(times);
  const values = BigInt64Array.from(balances);
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
