/** What only compliance may know of a case: a match, and how it ended because of one. To everybody else these cases read alike. */
import { hasRight, isOriginator, rightTo } from './people-of-case';
import { rulesFor, type InForce } from '../in-force';
import type { PaymentCase } from '../payment-case';
import { refuseAct, type Act } from '../machine/refuse-act';
import type { CaseStatus } from '../machine/states';
import { isComplianceMatter } from '../../policy/outcome';
import type { Refusal } from '../../values/errors';
import type { Member } from '../../values/person';

/**
 * A match that is looked at, a match that was confirmed and a payment that was blocked: whoever could tell them apart would know what was
 * found. A payment that somebody else rejects for another reason is none of them.
 */
export function isForComplianceAlone({ status, decision, dispositions }: PaymentCase): boolean {
  if (status === 'compliance_review') return true;
  const isMatter = decision !== null && isComplianceMatter(decision.outcome);
  return status === 'rejected' && (isMatter || dispositions.some(({ outcome }) => outcome === 'true_match'));
}

/** The state as everybody may read it. */
export function shownStatus(current: PaymentCase): CaseStatus {
  return isForComplianceAlone(current) ? 'compliance_review' : current.status;
}

/** Whether this person reads what was found: never of a payment they asked for. */
export function mayReadMatch(current: PaymentCase, who: Member, inForce: InForce): boolean {
  const policy = rulesFor(inForce);
  return !isOriginator(current, who) && hasRight(rightTo(policy, 'read_screening'), current, who, policy);
}

/** One refusal for every act, so that trying them tells nothing; null where there is nothing to keep back from this person. */
export function refuseKeptBack(act: Act, current: PaymentCase, who: Member, inForce: InForce): Refusal | null {
  if (act === 'show_screening' || !isForComplianceAlone(current) || mayReadMatch(current, who, inForce)) return null;
  return refuseUnderReview(act, current);
}

export function refuseUnderReview(act: Act, { runId }: PaymentCase): Refusal {
  return refuseAct(act, {
    code: 'under_compliance_review',
    why: `This payment is under compliance review, reference ${runId}`,
    next: act === 'what_if' ? 'Its liquidity is looked at after that.' : 'Nothing is released meanwhile.',
    figures: { runId },
  });
}
