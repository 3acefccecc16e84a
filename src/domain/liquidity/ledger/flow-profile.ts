/** What an account's outgoing flows look like: the largest ones, each beneficiary's share, the flagged, and those that could wait. */
import { createExactSum, type ExactSum } from './exact-sum';
import type { FlowStore } from './flow-store';
import type { LedgerRow } from '../../payment/ledger-row';

export interface SizedFlow {
  readonly txnId: string;
  readonly atMs: number;
  /** Unsigned. */
  readonly minor: bigint;
}

export interface FlowProfile {
  /** The largest outgoing flow whose transaction is another one. */
  largestOutOtherThan(txnId: string | null): SizedFlow | null;
  /** What goes out to a beneficiary all day, however the name is spaced or capitalised. */
  paidTo(beneficiary: string): bigint;
  /** Rows the ledger flags, either way: how many, what they add up to, and the first of their ids. */
  readonly flagged: { readonly count: number; readonly minor: bigint; readonly txnIds: readonly string[] };
  /** How many outgoing flows are queued. */
  readonly queuedCount: number;
  /** The queued outgoing flow at a place in the order of size, smallest first. */
  queuedAt(place: number): QueuedFlow | null;
  /** The place of the first queued flow of at least that size. */
  firstQueuedOfSize(minor: bigint): number;
}

export interface QueuedFlow extends SizedFlow {
  readonly row: LedgerRow;
}

/** The largest and the next, for when the largest is the payment itself. */
const keptLargest = 2;
const maxFlaggedNamed = 20;

/** Reads every flow once; afterwards each question is answered without a scan. `numbers` in the order of time. */
export function createFlowProfile(flows: FlowStore, numbers: Uint32Array): FlowProfile {
  const totals = new Map<number, ExactSum>();
  const queued: number[] = [];
  const flaggedIds: string[] = [];
  let largest: number[] = [];
  let flaggedCount = 0;
  const flaggedSum = createExactSum();

  function totalOf(payee: number): ExactSum {
    const total = totals.get(payee) ?? createExactSum();
    totals.set(payee, total);
    return total;
  }

  for (const flow of numbers) {
    const minor = flows.minor(flow);
    if (flows.isFlagged(flow)) {
      flaggedCount += 1;
      flaggedSum.add(Math.abs(minor));
      if (flaggedIds.length < maxFlaggedNamed) flaggedIds.push(flows.id(flow));
    }
    if (minor >= 0) continue;
    totalOf(flows.payee(flow)).add(-minor);
    if (flows.isQueued(flow)) queued.push(flow);
    const least = largest.at(-1);
    if (largest.length < keptLargest || least === undefined || minor < flows.minor(least)) {
      largest = [...largest, flow].sort((a, b) => flows.minor(a) - flows.minor(b)).slice(0, keptLargest);
    }
  }
  const sized = (flow: number): SizedFlow => ({
    txnId: flows.id(flow),
    atMs: flows.atMs(flow),
    minor: BigInt(Math.abs(flows.minor(flow))),
  });
  let sorted: Uint32Array | null = null;
  /** Smallest first; sorted when first asked for: most payments fit, and nobody asks. */
  const bySize = (): Uint32Array =>
    (sorted ??= Uint32Array.from(queued).sort((a, b) => flows.minor(b) - flows.minor(a)));

  return {
    largestOutOtherThan(txnId) {
      const found = largest.find((flow) => flows.id(flow) !== txnId);
      return found === undefined ? null : sized(found);
    },
    paidTo: (beneficiary) => totals.get(flows.payeeNamed(beneficiary) ?? -1)?.total() ?? 0n,
    flagged: { count: flaggedCount, minor: flaggedSum.total(), txnIds: flaggedIds },
    queuedCount: queued.length,
    queuedAt(place) {
      const flow = bySize()[place];
      return flow === undefined ? null : { ...sized(flow), row: flows.row(flow) };
    },
    firstQueuedOfSize(minor) {
      let low = 0;
      const places = bySize();
      let high = places.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (BigInt(-flows.minor(places[middle] ?? 0)) < minor) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}
