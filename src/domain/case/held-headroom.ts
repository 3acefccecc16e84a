/** Which cases hold headroom, and how much of it. */
import { decimal, type Decimal } from '../values/money';
import { parseUtc } from '../values/time';
import type { Reservation } from '../liquidity/reservation';
import { readEvidence } from './case-evidence';
import type { CaseStatus, PaymentCase } from './payment-case';

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
