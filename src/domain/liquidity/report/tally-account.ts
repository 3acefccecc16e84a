/** One account's flows of a day added up, once for each view, with what left in each hour. */
import { isCertain, isSettled } from '../../payment/ledger-row';
import { startOfDay, hourMs } from '../../values/time';
import { createExactSum, type ExactSum } from '../ledger/exact-sum';
import type { Movement, ReportView } from '../ledger/ledger';

/** Whole minor units. */
export interface Tally {
  readonly sentMinor: bigint;
  readonly sentCount: number;
  readonly receivedMinor: bigint;
  readonly receivedCount: number;
  /** What left in each UTC hour of the day. */
  readonly sentByHour: readonly bigint[];
  readonly timeSpecificMinor: bigint;
  readonly timeSpecificCount: number;
}

export const reportViews = ['all', 'certain', 'settled'] as const satisfies readonly ReportView[];

const hoursInDay = 24;
/** A few milliseconds of work. */
const sliceFlows = 5_000;

interface Sums {
  readonly sent: ExactSum;
  readonly received: ExactSum;
  readonly byHour: readonly ExactSum[];
  readonly timed: ExactSum;
  sentCount: number;
  receivedCount: number;
  timedCount: number;
}

export interface Tallied {
  readonly byView: Readonly<Record<ReportView, Tally>>;
  /** What had to leave at a set time. */
  readonly timed: readonly Movement[];
}

/** In slices: an account may have a million flows. */
export function* tallyAccount(
  movements: Iterable<Movement>,
  { day, timeSpecificTypes }: { readonly day: string; readonly timeSpecificTypes: readonly string[] },
): Generator<void, Tallied> {
  const startMs = startOfDay(day);
  const sums = { all: newSums(), certain: newSums(), settled: newSums() };
  const timed: Movement[] = [];
  let flows = 0;
  for (const movement of movements) {
    const { atMs, minor, shared } = movement;
    const isOut = shared.direction === 'OUT';
    const isTimed = isOut && timeSpecificTypes.includes(shared.payment_type);
    const one = { minor, isOut, isTimed, hour: Math.floor((atMs - startMs) / hourMs) };
    add(sums.all, one);
    if (isCertain(shared)) add(sums.certain, one);
    if (isSettled(shared)) add(sums.settled, one);
    if (isTimed) timed.push(movement);
    flows += 1;
    if (flows % sliceFlows === 0) yield;
  }
  const byView = { all: tallyOf(sums.all), certain: tallyOf(sums.certain), settled: tallyOf(sums.settled) };
  return { byView, timed };
}

/** What accounts of one entity and currency make together. */
export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce((sum, next) => ({
    sentMinor: sum.sentMinor + next.sentMinor,
    sentCount: sum.sentCount + next.sentCount,
    receivedMinor: sum.receivedMinor + next.receivedMinor,
    receivedCount: sum.receivedCount + next.receivedCount,
    sentByHour: sum.sentByHour.map((minor, hour) => minor + (next.sentByHour[hour] ?? 0n)),
    timeSpecificMinor: sum.timeSpecificMinor + next.timeSpecificMinor,
    timeSpecificCount: sum.timeSpecificCount + next.timeSpecificCount,
  }));
}

function newSums(): Sums {
  return {
    sent: createExactSum(),
    received: createExactSum(),
    byHour: Array.from({ length: hoursInDay }, () => createExactSum()),
    timed: createExactSum(),
    sentCount: 0,
    receivedCount: 0,
    timedCount: 0,
  };
}

function add(
  sums: Sums,
  { minor, isOut, hour, isTimed }: { minor: number; isOut: boolean; hour: number; isTimed: boolean },
): void {
  if (!isOut) {
    sums.received.add(minor);
    sums.receivedCount += 1;
    return;
  }
  sums.sent.add(-minor);
  sums.sentCount += 1;
  sums.byHour[hour]?.add(-minor);
  if (!isTimed) return;
  sums.timed.add(-minor);
  sums.timedCount += 1;
}

function tallyOf({ sent, received, byHour, timed, sentCount, receivedCount, timedCount }: Sums): Tally {
  return {
    sentMinor: sent.total(),
    sentCount,
    receivedMinor: received.total(),
    receivedCount,
    sentByHour: byHour.map((sum) => sum.total()),
    timeSpecificMinor: timed.total(),
    timeSpecificCount: timedCount,
  };
}
