/** What payments that wait or are approved hold on one account though no row says so. */
import { zero, type Decimal } from '../../values/money';
import type { Flow } from '../curve';
import type { HeldLeaf } from './held-set';
import type { Reservation } from './reservation';

/** What of a leaf counts beside a ledger; the same object for the same leaf and ledger. */
export interface CountedLeaf {
  /** In the order of run ids. */
  readonly reservations: readonly Reservation[];
  /** One each, the same object wherever the reservation stands. */
  readonly flows: readonly Flow[];
  /** Held in all. */
  readonly minor: bigint;
  /** The last run of the leaf, whether or not it counts. */
  readonly lastRunId: string;
  readonly leaf: HeldLeaf;
}

export interface HeldOn {
  readonly count: number;
  readonly total: Decimal;
  /** In the order of run ids; the others are not looked at. */
  first(limit: number): readonly Reservation[];
  /** As it is kept: what is the same from one payment to the next is the same object. The payment's own may stand there and does not count. */
  readonly leaves: readonly CountedLeaf[];
  /** Counted for the payment under assessment alone. */
  readonly beside: readonly Reservation[];
}

export const nothingOn: HeldOn = { count: 0, total: zero, first: () => [], leaves: [], beside: [] };
