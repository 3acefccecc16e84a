/** What a policy would have concluded about a case, from the evidence recorded and at the time it was decided. */
import { readEvidence } from '../run/case-evidence';
import { decideCase } from '../decision/decide-case';
import type { Decision } from '../../policy/decision';
import type { PaymentCase } from '../payment-case';
import { parseUtc } from '../../values/time';
import type { Policy } from '../../policy/policy';
import { regradeLiquidity } from './regrade-liquidity';

/**
 * Null for a case not yet decided. Liquidity is graded by the policy's own buffers and limits. Agents' and the workflow's proposals are left out: they rest on the policy they were
 * made under, and would be made anew.
 */
export function redecide(policy: Policy, paymentCase: PaymentCase): Decision | null {
  const { decision, failure, run } = paymentCase;
  const nowMs = decision && parseUtc(decision.decidedAt);
  if (nowMs === null) return null;
  const { sanctions, liquidity } = readEvidence(run);
  const evidence = { sanctions, liquidity: liquidity && regradeLiquidity(policy, liquidity) };
  return decideCase({
    policy,
    paymentCase,
    run,
    nowMs,
    proposal: null,
    evidence,
    failure: failure?.code ?? null,
  });
}
