/** The `computed` part of the run context: what policy derives from the request and the time. */
import { decimal, toJsonNumber, type Decimal } from '../../values/money';
import { amountInAll, type PaymentRequest } from '../../payment/payment-request';
import { effectiveCutoff, type CutoffAnswer } from '../cutoff/cutoff';
import { exemptionOf } from '../screening-exemption';
import { toUsd } from './to-usd';
import type { Policy } from '../policy';
import { formatUtc, parseUtc } from '../../values/time';

/** before_cutoff is computed at each step, never assumed. amount_usd is what approvers are chosen by: of a part and of its rest, all that was asked for; null where policy has no rate. */
export function computeFacts(
  policy: Policy,
  request: PaymentRequest,
  nowMs: number,
): { before_cutoff: boolean; amount_usd: number | null; now_utc: string; screening_required: boolean } {
  const usd = usdInAll(policy, request, nowMs);
  return {
    before_cutoff: cutoffOf(policy, request, nowMs).before_cutoff,
    amount_usd: usd && toJsonNumber(usd),
    now_utc: formatUtc(nowMs),
    screening_required: exemptionOf(policy, request) === null,
  };
}

/** Of what was first asked for in all: by it approvers are chosen, and what a delegation is limited to. */
export function usdInAll(policy: Policy, request: PaymentRequest, atMs: number): Decimal | null {
  return toUsd(policy, decimal(amountInAll(request)), request.currency, atMs);
}

/**
 * Judged at the instant the payment leaves, its own or now, whichever is later: what is asked for after the cutoff is late from the start. What
 * is to have value on a later day waits for that one, and is judged from its beginning.
 */
export function cutoffOf(policy: Policy, request: PaymentRequest, nowMs: number): CutoffAnswer {
  const leavesMs = Math.max(nowMs, parseUtc(request.timestamp_utc) ?? nowMs);
  const valueDayMs = parseUtc(`${request.value_date ?? ''}T00:00Z`) ?? leavesMs;
  return effectiveCutoff(policy, {
    entity: request.entity,
    currency: request.currency,
    paymentType: request.payment_type,
    atMs: Math.max(leavesMs, valueDayMs),
    ...(request.channel === undefined ? {} : { channel: request.channel }),
  });
}
