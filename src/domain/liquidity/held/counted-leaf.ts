/** Finds what of a leaf counts beside a ledger: a payment the ledger has a row of is counted by that row, and one of another day not at all. */
import { currencyExponent } from '../../values/money';
import { dayMs, startOfDay } from '../../values/time';
import type { Flow } from '../curve';
import type { Ledger } from '../ledger/ledger';
import { toMinor } from '../ledger/minor-units';
import type { CountedLeaf } from './held-on';
import type { HeldLeaf } from './held-set';
import type { Reservation } from './reservation';

/** The same object for the same leaf and ledger. */
export type CountLeaf = (ledger: Ledger, leaf: HeldLeaf) => CountedLeaf;

export function createCountLeaf(): CountLeaf {
  const known = new WeakMap<Ledger, WeakMap<HeldLeaf, CountedLeaf>>();
  const flows = new WeakMap<Reservation, Flow>();
  const flowOf = (reservation: Reservation): Flow => {
    const flow = flows.get(reservation) ?? heldFlow(reservation);
    flows.set(reservation, flow);
    return flow;
  };
  return (ledger, leaf) => {
    const ofLedger = known.get(ledger) ?? new WeakMap<HeldLeaf, CountedLeaf>();
    known.set(ledger, ofLedger);
    const before = ofLedger.get(leaf);
    if (before) return before;
    const startMs = ledger.day === null ? null : startOfDay(ledger.day);
    const reservations = leaf.reservations.filter(
      (one) => isOfDay(one, startMs) && !ledger.hasPayment(one.ledgerId ?? one.paymentId),
    );
    const own = reservations.map(flowOf);
    const counted = {
      reservations,
      flows: own,
      minor: own.reduce((sum, { minor }) => sum - minor, 0n),
      lastRunId: leaf.reservations.at(-1)?.runId ?? '',
      leaf,
    };
    ofLedger.set(leaf, counted);
    return counted;
  };
}

/** `startMs` null: a ledger without flows has no day, and counts all it is given. */
export function isOfDay({ atMs }: Pick<Reservation, 'atMs'>, startMs: number | null): boolean {
  return startMs === null || (atMs >= startMs && atMs < startMs + dayMs);
}

export function heldFlow({ amount, currency, atMs }: Reservation): Flow {
  return { atMs, minor: -toMinor(amount, currencyExponent(currency) ?? 0) };
}
