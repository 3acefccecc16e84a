/** What another policy would change about a case: its decision, and whether anybody could still complete it. */
import { placesOf, type Decision } from '../../policy/decision';
import { actionOf, reasonCodeOf, type ReasonCode } from '../../policy/outcome';
import type { FinalAction } from '../../evidence/operational-procedures';
import type { PaymentCase } from '../payment-case';
import type { CaseStatus } from '../machine/states';
import { isClaimedAs } from '../people/claimed-originator';
import { samePerson, type Member } from '../../values/person';
import type { Policy } from '../../policy/policy';
import { redecide } from './redecide';
import { canStaff } from '../../policy/approvals/staffing';

export interface ConcludedDecision {
  readonly action: FinalAction;
  readonly reason_code: ReasonCode | null;
  readonly required_approvers: readonly string[];
  readonly rule_ids: readonly string[];
}

/** As the commands print it. */
export interface PolicyImpact {
  readonly payment_id: string;
  readonly workflow_run_id: string;
  readonly status: CaseStatus;
  readonly policy_fingerprint: string;
  /** `recomputed` under the run's own policy where that is known, else the decision as `recorded`. */
  readonly before_from: 'recomputed' | 'recorded';
  readonly before: ConcludedDecision;
  readonly after: ConcludedDecision;
  /** Which of action, reason_code, required_approvers changed. */
  readonly differences: readonly string[];
  /** Why the people there are could not approve it under the new policy; null where they could, or need not. */
  readonly unable_to_complete: string | null;
}

export interface ImpactInput {
  readonly policy: Policy;
  /** The policy the run started with; null where it is not kept. */
  readonly startedWith: Policy | null;
  readonly members: readonly Member[];
}

/** Null for a case not yet decided: it has nothing to compare. */
export function policyImpact(
  paymentCase: PaymentCase,
  { policy, startedWith, members }: ImpactInput,
): PolicyImpact | null {
  const changed = redecide(policy, paymentCase);
  const recorded = paymentCase.decision;
  if (!changed || !recorded) return null;
  const before = concluded((startedWith && redecide(startedWith, paymentCase)) ?? recorded);
  const after = concluded(changed);
  return {
    payment_id: paymentCase.payment.payment_id,
    workflow_run_id: paymentCase.runId,
    status: paymentCase.status,
    policy_fingerprint: paymentCase.policyFingerprint,
    before_from: startedWith ? 'recomputed' : 'recorded',
    before,
    after,
    differences: (['action', 'reason_code', 'required_approvers'] as const).filter(
      (field) => String(before[field]) !== String(after[field]),
    ),
    unable_to_complete: after.action === 'REJECT' ? null : whyUnable(paymentCase, after.required_approvers, members),
  };
}

function concluded({ outcome, requiredApprovals, ruleIds }: Decision): ConcludedDecision {
  return {
    action: actionOf(outcome),
    reason_code: reasonCodeOf(outcome),
    required_approvers: placesOf({ requiredApprovals }),
    rule_ids: ruleIds,
  };
}

/** Whoever asked for the payment cannot approve it, and one person answers for one role. */
function whyUnable(
  { payment, submitter }: PaymentCase,
  roles: readonly string[],
  members: readonly Member[],
): string | null {
  const claimed = payment.claimed_originator;
  const others = members.filter(
    (member) => !samePerson(member, submitter) && (claimed === undefined || !isClaimedAs(member, claimed)),
  );
  const unheld = roles.filter((role) => !others.some((member) => member.roles.includes(role)));
  if (unheld.length > 0) return `nobody but perhaps the requester holds ${unheld.join(', ')}`;
  return canStaff(roles, others) ? null : `${roles.join(', ')} need more people than hold them`;
}
