/** Which cases hold headroom, and how much of it. */
import { decimal, type Decimal } from '../../values/money';
import { parseUtc } from '../../values/time';
import type { Reservation } from '../../liquidity/held/reservation';
import { readEvidence } from '../run/case-evidence';
import type { PaymentCase } from '../payment-case';
import type { CaseStatus } from '../machine/states';

/** A payment holds its amount from its decision on until the bank has booked it; a rejected one, or one nobody may decide yet, holds none. */
export const holdingStatuses = ['awaiting_approval', 'approved', 'released'] as const satisfies readonly CaseStatus[];

/** Whether everybody who is asked has approved it, and it has not been booked yet. */
export function isApprovedToLeave(status: CaseStatus): boolean {
  return status === 'approved' || status === 'released';
}

/**
 * Null where the case holds nothing: leaving these statuses in any way releases what was held, with nothing to remember.
 * So does the end of the day, whose successor has balances and rows of its own.
 */
export function reservationOf({
  runId,
  status,
  payment,
  decision,
  run,
}: Pick<PaymentCase, 'runId' | 'status' | 'payment' | 'decision' | 'run'>): Reservation | null {
  if (!holdingStatuses.some((holding) => holding === status)) return null;
  const atMs = parseUtc(payment.timestamp_utc);
  if (atMs === null) throw new RangeError(`${payment.payment_id} has no instant`);
  const amount = heldAmount({ status, payment, decision, run });
  if (amount.isZero()) return null;
  return {
    runId,
    paymentId: payment.payment_id,
    ...(payment.ledger_payment_id === undefined ? {} : { ledgerId: payment.ledger_payment_id }),
    entity: payment.entity,
    accountId: payment.account_id,
    currency: payment.currency,
    amount,
    atMs,
    decidedAtMs: decision && parseUtc(decision.decidedAt),
    isApproved: isApprovedToLeave(status),
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
  run,
}: Pick<PaymentCase, 'status' | 'payment' | 'decision' | 'run'>): Decimal {
  const whole = decimal(payment.amount);
  if (isApprovedToLeave(status) || decision?.outcome !== 'liquidity_hold') return whole;
  const releasable = readEvidence(run).liquidity?.breach_assessment.max_releasable;
  return releasable !== undefined && whole.gt(releasable) ? decimal(releasable) : whole;
}
