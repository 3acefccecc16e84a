/** What a policy would have concluded about a case, from the evidence recorded and at the time it was decided. */
import { readEvidence } from '../case-evidence';
import { decide } from '../decide';
import type { Decision } from '../decision';
import { decimal } from '../money';
import { isClearedByCompliance, type PaymentCase } from '../payment-case';
import { parseUtc } from '../time';
import { effectiveCutoff } from './cutoff';
import type { Policy } from './policy';
import { toUsd } from './to-usd';

/**
 * Null for a case not yet decided. Agents' and the workflow's proposals are left out: they rest on the policy they were
 * made under, and would be made anew.
 */
export function redecide(policy: Policy, paymentCase: PaymentCase): Decision | null {
  const { payment, decision, failure, checkpoint } = paymentCase;
  const nowMs = decision && parseUtc(decision.decidedAt);
  if (nowMs === null) return null;
  const { entity, currency, payment_type: paymentType, channel } = payment;
  return decide({
    policy,
    request: payment,
    beforeCutoff: effectiveCutoff(policy, { entity, currency, paymentType, channel, atMs: nowMs }).before_cutoff,
    amountUsd: toUsd(policy, decimal(payment.amount), currency, nowMs),
    nowMs,
    ...readEvidence(checkpoint),
    falsePositive: isClearedByCompliance(paymentCase),
    proposal: null,
    failure: failure?.code ?? null,
  });
}
