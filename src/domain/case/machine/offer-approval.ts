/** When a payment may be approved, and by whom: the decision still stands, it is in time, and four eyes look at it. */
import type { InForce } from '../in-force';
import { hasRequestedOverride } from '../acts/request-override';
import { refuseAmountChanger, refuseBeneficiaryChanger, refuseByDuty, refuseOriginator } from '../people/duties';
import { pendingRoles, standingApprovals, unusualOf, type PaymentCase } from '../payment-case';
import { answeringSlot, hasSpoken, refuseOwnAsDelegate } from '../people/stand-in';
import { rolesAskedNow } from '../time/follow-up';
import { offerOf, type Offer, type OfferOrRefusal } from './offer';
import { refuseAct, refuseByRole, refuseByState } from './refuse-act';
import { refuseLate } from './refuse-late';
import { takesCommand } from './states';
import { asksQuestion } from '../unusual/find-unusual';
import type { Policy } from '../../policy/policy';
import { grantsOverride } from '../../policy/approvals/segregation';
import { describeChanges, type ScreeningChange, type ScreeningComparison } from '../../liquidity/compare-screenings';
import type { Refusal } from '../../values/errors';
import type { Member } from '../../values/person';

export function offerApproval(current: PaymentCase, who: Member | null, inForce: InForce): OfferOrRefusal {
  if (!takesCommand(current.status, 'approve')) return refuseByState('approve', current);
  const { runPolicy } = inForce;
  if (!runPolicy)
    return refuseAct('approve', {
      code: 'policy_not_kept',
      why: 'The policy this payment was decided under is not kept here any more',
      next: 'Restart the review.',
    });
  const { liquidityCheck: check } = current;
  if (check && hasLeft(check)) return refuseWorse(check.changes);
  const late = refuseLate('approve', current, runPolicy, inForce.nowMs);
  if (late) return late;
  if (check?.verdict === 'worse') return refuseWorse(check.changes);
  return who
    ? offerTo(who, current, { ...inForce, runPolicy })
    : { ok: true, offers: openApprovals(current, runPolicy) };
}

/** Left before everybody had approved it. */
function hasLeft({ changes }: Pick<ScreeningComparison, 'changes'>): ScreeningChange | undefined {
  return changes.find(({ field }) => field === 'payment');
}

export function refuseWorse(changes: ScreeningComparison['changes']): Refusal {
  const left = hasLeft({ changes });
  if (left)
    return refuseAct('approve', {
      code: 'already_left',
      why: `This payment has left already: ${left.after}`,
      next: 'It is never released again. Withdraw it or reject it, and find out who paid it.',
    });
  return refuseAct('approve', {
    code: 'liquidity_changed',
    why: `Liquidity got worse since the decision (${describeChanges(changes)})`,
    next: 'Restart the review.',
  });
}

function offerTo(who: Member, current: PaymentCase, inForce: InForce & { readonly runPolicy: Policy }): OfferOrRefusal {
  const policy = inForce.runPolicy;
  const asked = { current, waiting: pendingRoles(current), inForce };
  const refused =
    refuseOwnAsDelegate('approve', who, asked) ??
    refuseOriginator('approve', current, who, policy) ??
    refuseAmountChanger('approve', current, who, policy) ??
    refuseBeneficiaryChanger('approve', current, who, inForce) ??
    (hasSpoken(standingApprovals(current), who)
      ? refuseByDuty('approve', policy, { first: 'first_approval', second: 'second_approval', who })
      : null) ??
    (hasSpoken(current.dispositions, who)
      ? refuseByDuty('approve', policy, { first: 'compliance_clear', second: 'release', who })
      : null);
  if (refused) return refused;
  const answering = answeringSlot('approve', who, asked);
  if (!answering) return refuseByRole('approve', who, rolesAskedNow(current).join(', '));
  if (!answering.ok) return answering;
  const { slot } = answering;
  const offered = approvalBy(slot.role, current, policy);
  const requester = [who, ...(slot.standIn ? [slot.standIn.from] : [])].find((person) =>
    hasRequestedOverride(current, person),
  );
  if (offered.isOverride && requester)
    return refuseByDuty('approve', policy, { first: 'request_override', second: 'grant_override', who: requester });
  return { ok: true, offers: [{ ...offered, inPlaceBy: slot.inPlaceBy ?? null, standIn: slot.standIn ?? null }] };
}

/** One offer for each kind of approval still awaited: plain, and the override that must be justified. */
function openApprovals(current: PaymentCase, policy: Policy): readonly Offer[] {
  const awaited = pendingRoles(current).map((role) => approvalBy(role, current, policy));
  return [false, true].flatMap((isOverride) => {
    const first = awaited.find((offered) => offered.isOverride === isOverride);
    return first ? [{ ...first, role: null }] : [];
  });
}

function approvalBy(role: string, current: PaymentCase, policy: Policy): Offer {
  const { decision } = current;
  const granted = decision?.requiredApprovals.find((required) => required.role === role)?.grants ?? [];
  const isOverride = grantsOverride(granted);
  const answer = asksQuestion(unusualOf(current)) ? 1 : 0;
  const minComment = isOverride ? policy.segregation.override_justification.min_characters : answer;
  return offerOf('approve', { role, isOverride, minComment });
}
