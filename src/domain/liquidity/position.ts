/** One account's (or one entity's) cash over the day: opening balance, flows, and the curve they make. */
import { Fault } from '../values/errors';
import { runSlices } from '../values/run-slices';
import { createCurve, lastUpTo, type Curve, type Flow, type Step } from './curve';
import { createExactSum } from './ledger/exact-sum';
import type { FlowColumns } from './ledger/flow-store';
import { minimumTreeSlices } from './ledger/minimum-tree';

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
 * Signed flows in the order of time. Flows of the same instant act together: the curve has one value there.
 * Throws `amount_out_of_range` where the day's sums leave what the index holds exactly.
 */
export function createPosition(openingMinor: bigint, columns: FlowColumns): Position {
  return runSlices(positionSlices(openingMinor, columns));
}

/** Some milliseconds of work. */
const sliceFlows = 100_000;

/** The same in slices. */
export function* positionSlices(openingMinor: bigint, { atMs: at, minor }: FlowColumns): Generator<void, Position> {
  const flowCount = at.length;
  const times = new Float64Array(flowCount + 1);
  const balances = new BigInt64Array(flowCount + 1);
  // The opening balance is a point of its own, before everything that happens, even at midnight.
  times[0] = Number.NEGATIVE_INFINITY;
  balances[0] = openingMinor;
  let points = 1;
  const sum = createExactSum(openingMinor);
  const inflow = createExactSum();
  for (let flow = 0; flow < flowCount; flow += 1) {
    if (flow % sliceFlows === sliceFlows - 1) yield;
    const atMs = at[flow] ?? 0;
    const nextMs = at[flow + 1] ?? Number.POSITIVE_INFINITY;
    if (nextMs < atMs) throw new RangeError('flows must come in the order of time');
    const amount = minor[flow] ?? 0;
    if (amount > 0) inflow.add(amount);
    sum.add(amount);
    if (atMs === nextMs) continue;
    times[points] = atMs;
    balances[points] = sum.total();
    points += 1;
  }
  const balance = sum.total();
  const inflowMinor = inflow.total();
  const outflowMinor = openingMinor + inflowMinor - balance;
  if (!fitsIndex({ openingMinor, inflowMinor, outflowMinor })) {
    throw new Fault('amount_out_of_range', 'the flows of one day add up to more than the position can hold exactly');
  }
  const index = times.slice(0, points);
  const values = balances.slice(0, points);
  return yield* indexed({ openingMinor, inflowMinor, outflowMinor, flowCount }, index, values);
}

export type PositionFigures = Pick<Position, 'openingMinor' | 'inflowMinor' | 'outflowMinor' | 'flowCount'>;

/** Whether the day's sums stay within what the index holds exactly. */
export function fitsIndex({ openingMinor, inflowMinor, outflowMinor }: Omit<PositionFigures, 'flowCount'>): boolean {
  return magnitude(openingMinor) + inflowMinor + outflowMinor < sumLimit;
}

/** From its steps in the order of time, the opening's first. The figures must be theirs and fit. */
export function positionOfSteps(figures: PositionFigures, steps: Iterable<Step>): Position {
  const [times, balances]: [number[], bigint[]] = [[], []];
  for (const { atMs, minor } of steps) {
    times.push(atMs);
    balances.push(minor);
  }
  return runSlices(indexed(figures, Float64Array.from(times), BigInt64Array.from(balances)));
}

function* indexed(figures: PositionFigures, index: Float64Array, values: BigInt64Array): Generator<void, Position> {
  const tree = yield* minimumTreeSlices(values);
  const lowest = yield* lowestToTheEnd(values);
  return {
    ...figures,
    lowestFrom: (atMs) => lowest[lastUpTo(index, atMs)] ?? figures.openingMinor,
    curveWith: (extra) => createCurve(index, tree, extra),
  };
}

/** For each point the smallest value from it on: funding asks this of hundreds of accounts at once. */
function* lowestToTheEnd(values: BigInt64Array): Generator<void, BigInt64Array> {
  const lowest = values.slice();
  for (let at = lowest.length - 2; at >= 0; at -= 1) {
    const next = lowest[at + 1] ?? 0n;
    if (next < (lowest[at] ?? 0n)) lowest[at] = next;
    if (at % sliceFlows === 0) yield;
  }
  return lowest;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
