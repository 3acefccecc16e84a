/** A payment request as it stands when its review starts again: its row may have moved, and its day may be over. */
import { startOfDay } from './liquidity/assessed-payment';
import type { Ledger } from './liquidity/ledger';
import type { PaymentRequest } from './payment-request';
import { formatUtc, utcDay } from './time';

/**
 * A payment of the ledger leaves when its row says. Any other keeps its instant while that lies on the ledger's day or after it; one
 * that was to leave on an earlier day leaves now, or at the day's start where now is another day. The same object where nothing moved.
 */
export function renewRequest(request: PaymentRequest, ledger: Ledger, nowMs: number): PaymentRequest {
  const leavesAt = formatUtc(instantOf(request, ledger, nowMs));
  return leavesAt === request.timestamp_utc ? request : { ...request, timestamp_utc: leavesAt };
}

function instantOf(request: PaymentRequest, ledger: Ledger, nowMs: number): number {
  const row = ledger.findPayment(request.payment_id);
  if (row) return row.atMs;
  const today = utcDay(nowMs);
  const day = ledger.day ?? today;
  const ownMs = Date.parse(request.timestamp_utc);
  if (utcDay(ownMs) >= day) return ownMs;
  return day === today ? nowMs : startOfDay(day);
}
