/** Decides a case from what was recorded of it: the same evidence and facts whether it is concluded now or looked at again under another policy. */
import { allScreenings, readEvidence, toolCallsOf, type CaseEvidence } from '../run/case-evidence';
import { liquidityFault, sanctionsFault } from '../run/check-evidence';
import { toolNames } from '../../evidence/wire-names';
import { decide, type Proposal } from './decide';
import type { Decision } from '../../policy/decision';
import type { FaultCode } from '../../values/errors';
import type { PaymentRequest } from '../../payment/payment-request';
import { isClearedByCompliance, unusualOf, type PaymentCase } from '../payment-case';
import { cutoffOf, usdInAll } from '../../policy/facts/compute-facts';
import type { Policy } from '../../policy/policy';
import type { Doubt } from '../../policy/why/why';
import { findingsOf, type Run } from '../run/run';
import { withStricterPlan } from '../unusual/stricter-plan';

export interface CaseQuestion {
  readonly policy: Policy;
  readonly paymentCase: PaymentCase;
  /** How far its run got: the case's own, or the one about to be committed. */
  readonly run: Run;
  readonly nowMs: number;
  readonly proposal: Proposal | null;
  /** Left out: as it was recorded. */
  readonly evidence?: CaseEvidence;
  /** Why the run stopped before its end. */
  readonly failure: FaultCode | null;
}

export function decideCase(question: CaseQuestion): Decision {
  const { policy, paymentCase, run, nowMs, proposal, failure } = question;
  const { payment } = paymentCase;
  const decided = decide({
    policy,
    request: payment,
    cutoff: cutoffOf(policy, payment, nowMs),
    amountUsd: usdInAll(policy, payment, nowMs),
    nowMs,
    ...(question.evidence ?? readEvidence(run)),
    isUnscreened: toolCallsOf(run, toolNames.sanctions).length === 0,
    unsound: unsoundCall(run, payment),
    falsePositive: isClearedByCompliance(paymentCase),
    proposal,
    findings: findingsOf(run),
    failure,
  });
  return withStricterPlan(decided, unusualOf(paymentCase), policy);
}

/** All calls of a tool count: one that looked at something else makes the whole evidence unsound. Null where each is of this payment. */
function unsoundCall(run: Run, payment: PaymentRequest): Doubt | null {
  const { sanctions, liquidity } = allScreenings(run);
  const faults = [
    ...sanctions.map((screening) => sanctionsFault(screening, payment)),
    ...liquidity.map((screening) => liquidityFault(screening, payment)),
  ];
  return faults.find((fault) => fault !== null) ?? null;
}
