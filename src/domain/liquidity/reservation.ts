/** Headroom held by a payment that waits for approval or is approved, which cases hold one, and who is served first. */
import { readEvidence } from '../case-evidence';
import { decimal, type Decimal } from '../money';
import type { CaseStatus, PaymentCase } from '../payment-case';
import { parseUtc } from '../time';

export interface Reservation {
  readonly runId: string;
  readonly paymentId: string;
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

/** A payment holds its amount from its decision on; a rejected one, or one nobody may decide yet, holds none. */
const holding: Readonly<Record<CaseStatus, boolean>> = {
  under_review: false,
  held: false,
  compliance_review: false,
  awaiting_approval: true,
  approved: true,
  rejected: false,
};
export const holdingStatuses = (Object.keys(holding) as CaseStatus[]).filter((status) => holding[status]);

/**
 * Null where the case holds nothing: leaving these statuses in any way releases what was held, with nothing to remember.
 * So does the end of the day, whose successor has balances and rows of its own.
 */
export function reservationOf({
  runId,
  status,
  payment,
  decision,
  checkpoint,
}: Pick<PaymentCase, 'runId' | 'status' | 'payment' | 'decision' | 'checkpoint'>): Reservation | null {
  if (!holding[status]) return null;
  const atMs = parseUtc(payment.timestamp_utc);
  if (atMs === null) throw new RangeError(`${payment.payment_id} has no instant`);
  const amount = heldAmount({ status, payment, decision, checkpoint });
  if (amount.isZero()) return null;
  return {
    runId,
    paymentId: payment.payment_id,
    entity: payment.entity,
    accountId: payment.account_id,
    currency: payment.currency,
    amount,
    atMs,
    decidedAtMs: decision && parseUtc(decision.decidedAt),
    isApproved: status === 'approved',
  };
}

/**
 * All of it, but for a payment that waits because of a breach: only as much headroom as there is can be held, so that one
 * that can never go does not put everybody after it deep under the buffer. Approved nevertheless, it holds all of it.
 */
function heldAmount({
  status,
  payment,
  decision,
  checkpoint,
}: Pick<PaymentCase, 'status' | 'payment' | 'decision' | 'checkpoint'>): Decimal {
  const whole = decimal(payment.amount);
  if (status === 'approved' || decision?.reasonCode !== 'HOLD_LIQ_BREACH') return whole;
  const releasable = readEvidence(checkpoint).liquidity?.breach_assessment.max_releasable;
  return releasable !== undefined && whole.gt(releasable) ? decimal(releasable) : whole;
}

/**
 * First decided, first served: what a waiting payment competes with when it is looked at again. That is everything approved,
 * and of what waits only what was decided before it (in the same instant: the lower run id), never itself.
 * A payment under review has no place in the line yet and competes with all.
 */
export function servedBefore(reservations: readonly Reservation[], waiting: PlaceInLine): readonly Reservation[] {
  return reservations.filter(
    (other) => other.runId !== waiting.runId && (other.isApproved || isDecidedBefore(other, waiting)),
  );
}

function isDecidedBefore(one: PlaceInLine, other: PlaceInLine): boolean {
  const [first, second] = [one.decidedAtMs ?? 0, other.decidedAtMs ?? 0];
  return first < second || (first === second && one.runId < other.runId);
}
