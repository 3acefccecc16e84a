/** Headroom held by a payment that waits for approval or is approved, and who is served first. */
import type { Decimal } from '../../values/money';

export interface Reservation {
  readonly runId: string;
  readonly paymentId: string;
  /** Under which id the ledger has a row of it, where that is not its own. */
  readonly ledgerId?: string;
  readonly entity: string;
  readonly accountId: string;
  readonly currency: string;
  readonly amount: Decimal;
  /** When the payment shall leave: held from then to the end of that UTC day, and on no other day. */
  readonly atMs: number;
  /** When the payment was decided; null where nobody recorded it, which counts as before all others. */
  readonly decidedAtMs: number | null;
  readonly isApproved: boolean;
}

export type PlaceInLine = Pick<Reservation, 'runId' | 'decidedAtMs'>;

/**
 * First decided, first served: what a waiting payment competes with when it is looked at again. That is everything approved,
 * and of what waits only what was decided before it (in the same instant: the lower run id), never itself.
 * A payment under review has no place in the line yet and competes with all.
 */
export function isServedBefore(other: Reservation, waiting: PlaceInLine): boolean {
  return other.runId !== waiting.runId && (other.isApproved || isDecidedBefore(other, waiting));
}

function isDecidedBefore(one: PlaceInLine, other: PlaceInLine): boolean {
  const [first, second] = [one.decidedAtMs ?? 0, other.decidedAtMs ?? 0];
  return first < second || (first === second && one.runId < other.runId);
}
