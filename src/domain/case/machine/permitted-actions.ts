/** Which acts a case takes now, and from whom: what the machine obeys, and what everything that offers an act asks. */
import { allScreenings, hasRun, readAgentOutputs, readEvidence } from '../run/case-evidence';
import { rulesFor, type InForce } from '../in-force';
import { offerApproval } from './offer-approval';
import { offerOf, voiding, type Offer, type OfferOrRefusal } from './offer';
import { refuseAct, refuseByRole, refuseByState, type Act } from './refuse-act';
import { personActs } from './commands';
import { askedRoles, hasRight, isOriginator, rightTo } from '../people/people-of-case';
import { pendingRoles, type PaymentCase } from '../payment-case';
import { refuseAmountChanger, refuseByDuty, refuseOriginator } from '../people/duties';
import { offerRecord } from '../acts/record-false-positive';
import { offerAcknowledgement } from '../acts/acknowledge-block';
import { offerClaim, offerPassingOn } from '../acts/claim';
import { offerCorrection } from '../acts/correct';
import { offerNote } from '../acts/notes';
import { offerOverrideRequest } from '../acts/request-override';
import { offerAskingAgain, refuseAskedAgain } from '../acts/ask-again';
import { offerRelease } from '../acts/bank/release';
import { offerTakingBack } from '../acts/take-back-approval';
import { offerDelay } from '../acts/delay';
import { offerSweep } from '../acts/sweep-offer';
import { offerWithdrawal } from '../acts/withdraw';
import { answeringSlot, hasSpoken, refuseOwnAsDelegate } from '../people/stand-in';
import { isForComplianceAlone, refuseKeptBack, refuseUnderReview } from '../people/compliance-alone';
import { goesOnWhereItStopped } from './return-to-review';
import { takesCommand } from './states';
import type { Refusal } from '../../values/errors';
import { decimal, exactJsonNumber } from '../../values/money';
import type { Member } from '../../values/person';
import { refuseWithoutRight } from './by-right';
import { refuseTest } from './refuse-test';

/** Every act that is taken now from this person; from somebody, where `who` is null. */
export function permittedActions(current: PaymentCase, who: Member | null, inForce: InForce): readonly Offer[] {
  const acts: readonly Act[] = [...personActs, 'sweep', 'what_if', 'show_screening', 'export_bundle'];
  return acts.flatMap((act) => {
    const offered = offer(act, current, who, inForce);
    return offered.ok ? offered.offers : [];
  });
}

/** What the act takes, or why it is not to be had. Comments are not looked at: nobody has typed one yet. */
export function offer(act: Act, current: PaymentCase, who: Member | null, inForce: InForce): OfferOrRefusal {
  return (
    (who && refuseKeptBack(act, current, who, inForce)) ??
    refuseTest(act, current, inForce) ??
    offerOfAct(act, current, who, inForce)
  );
}

function offerOfAct(act: Act, current: PaymentCase, who: Member | null, inForce: InForce): OfferOrRefusal {
  switch (act) {
    case 'approve':
      return offerApproval(current, who, inForce);
    case 'reject':
      return offerRejection(current, who, inForce);
    case 'clear_false_positive':
    case 'confirm_true_match':
      return offerDisposition(act, current, who, inForce);
    case 'restart_review':
      return offerRestart(current, who, inForce);
    case 'release_part':
      return offerPart(current, who, inForce);
    case 'delay':
      return offerDelay(current, who, inForce);
    case 'propose_false_positive':
    case 'confirm_false_positive':
      return offerRecord(act, current, who, inForce);
    case 'acknowledge_block':
      return offerAcknowledgement(current, who, inForce);
    case 'claim':
      return offerClaim(current, who, inForce, (member) => mayAnswer(current, member, inForce));
    case 'pass_on':
      return offerPassingOn(current, who, inForce);
    case 'withdraw':
      return offerWithdrawal(current, who, inForce);
    case 'take_back_approval':
      return offerTakingBack(current, who);
    case 'release':
      return offerRelease(current, who, inForce);
    case 'ask_again':
      return offerAskingAgain(current, who, inForce);
    case 'correct':
      return offerCorrection(current, who, inForce);
    case 'request_override':
      return offerOverrideRequest(current, who, inForce);
    case 'ask_question':
    case 'answer_question':
    case 'attach_reference':
      return offerNote(act, current, who, inForce);
    case 'sweep':
      return offerSweep(current);
    case 'what_if':
      return offerWhatIf(current);
    case 'show_screening':
      return offerScreening(current, who, inForce);
    case 'export_bundle':
      return offerBundle(current, who, inForce);
  }
}

/** Acts by which somebody answers what is asked of them; whoever asked for the payment may restart it too, which is no answer. */
const answers = ['approve', 'reject', 'clear_false_positive', 'confirm_true_match'] as const satisfies readonly Act[];

export function isAnswer(act: Act): boolean {
  return answers.some((answer) => answer === act);
}

/** Whether the case waits for this person. */
export function mayAnswer(current: PaymentCase, who: Member, inForce: InForce): boolean {
  return answers.some((act) => offer(act, current, who, inForce).ok);
}

function offerRejection(current: PaymentCase, who: Member | null, inForce: InForce): OfferOrRefusal {
  if (!takesCommand(current.status, 'reject')) return refuseByState('reject', current);
  const policy = rulesFor(inForce);
  if (!who) return { ok: true, offers: [offerOf('reject', { minComment: 1 })] };
  const own = refuseOwnAsDelegate('reject', who, { current, waiting: askedRoles(current, policy), inForce });
  const original = own ?? refuseOriginator('reject', current, who, policy);
  if (original) return original;
  if (current.status === 'held') {
    const refused = refuseWithoutRight('reject', 'end_held', current, who, inForce);
    if (refused) return refused;
  }
  return inAskedRole('reject', current, who, inForce);
}

function offerDisposition(
  act: 'clear_false_positive' | 'confirm_true_match',
  current: PaymentCase,
  who: Member | null,
  inForce: InForce,
): OfferOrRefusal {
  if (!takesCommand(current.status, act)) return refuseByState(act, current);
  if (!who) return { ok: true, offers: [offerOf(act, { minComment: 1 })] };
  const policy = rulesFor(inForce);
  const refused = refuseOriginator(act, current, who, policy) ?? refuseWithoutRight(act, act, current, who, inForce);
  if (refused) return refused;
  // Clearing lets the payment go on, stopping it does not.
  const changed = act === 'clear_false_positive' ? refuseAmountChanger(act, current, who, policy) : null;
  if (changed) return changed;
  if (act === 'clear_false_positive' && hasSpoken(current.dispositions, who))
    return refuseByDuty(act, policy, { first: 'first_approval', second: 'second_approval', who });
  return inAskedRole(act, current, who, inForce);
}

/** Under the highest role they hold of those that are asked. */
function inAskedRole(
  act: 'reject' | 'clear_false_positive' | 'confirm_true_match',
  current: PaymentCase,
  who: Member,
  inForce: InForce,
): OfferOrRefusal {
  const policy = rulesFor(inForce);
  const asked = askedRoles(current, policy);
  // A held payment asks whole lines of roles; what waits for an answer asks its own, and who was asked in their place.
  const waiting = current.status === 'held' ? asked : pendingRoles(current);
  const answering = answeringSlot(act, who, { current, waiting, inForce });
  if (!answering) return refuseByRole(act, who, asked.join(', '));
  if (!answering.ok) return answering;
  const { role, inPlaceBy = null, standIn = null } = answering.slot;
  return { ok: true, offers: [offerOf(act, { role, inPlaceBy, standIn, minComment: 1 })] };
}

function offerRestart(current: PaymentCase, who: Member | null, inForce: InForce): OfferOrRefusal {
  if (!takesCommand(current.status, 'restart_review')) return refuseByState('restart_review', current);
  const refused =
    refuseAskedAgain('restart_review', current) ??
    refuseWithoutRight('restart_review', 'restart_review', current, who, inForce);
  if (refused) return refused;
  const costs = goesOnWhereItStopped(current, inForce) ? {} : voiding(current);
  return { ok: true, offers: [offerOf('restart_review', costs)] };
}

function offerPart(current: PaymentCase, who: Member | null, inForce: InForce): OfferOrRefusal {
  const found = releasablePart(current, inForce);
  if (!found.ok) return found;
  const refused = refuseWithoutRight('release_part', 'release_part', current, who, inForce);
  return refused ?? { ok: true, offers: [offerOf('release_part', { ...voiding(current), part: found.part })] };
}

/** A part is for a payment that waits because of a breach, and only where it is smaller than what is left to pay and more than nothing. */
function releasablePart(
  current: PaymentCase,
  { workflow }: InForce,
): { ok: true; part: NonNullable<Offer['part']> } | Refusal {
  const { decision, payment, run } = current;
  if (!takesCommand(current.status, 'release_part')) return refuseByState('release_part', current);
  const next = 'Ask for a what-if, or restart the review.';
  if (decision?.outcome !== 'liquidity_hold') {
    const why = `${payment.payment_id} does not wait because of a breach`;
    return refuseAct('release_part', { code: 'case_not_waiting', why, next });
  }
  const most = readEvidence(run).liquidity?.breach_assessment.max_releasable ?? 0;
  if (most <= 0)
    return refuseAct('release_part', {
      code: 'nothing_releasable',
      why: 'No part of it keeps the buffer for the rest of the day',
      next,
    });
  // The bank may have paid some of it since.
  const { amount: left } = workflow.renew(current);
  if (most >= left)
    return refuseAct('release_part', {
      code: 'nothing_to_reduce',
      why:
        left < payment.amount
          ? 'All that is left to pay of it keeps the buffer'
          : 'All of it keeps the buffer from its own time on; the breach lies before it, and a part would change nothing',
      next,
      figures: left < payment.amount ? { left } : {},
    });
  const rest = exactJsonNumber(decimal(left).minus(decimal(most)));
  if (rest === null)
    return refuseAct('release_part', {
      code: 'nothing_releasable',
      why: 'The part that keeps the buffer leaves a rest of more digits than an amount has',
      next,
    });
  return { ok: true, part: { amount: most, rest } };
}

function offerWhatIf(current: PaymentCase): OfferOrRefusal {
  const { status, run, payment } = current;
  if (isForComplianceAlone(current)) return refuseUnderReview('what_if', current);
  const waits = status === 'awaiting_approval' || status === 'held';
  if (waits && readEvidence(run).liquidity) return { ok: true, offers: [offerOf('what_if')] };
  const why = `${payment.payment_id} has no liquidity figures that wait for a decision`;
  return refuseAct('what_if', { code: 'case_not_waiting', why, next: 'Ask with /liquidity instead.' });
}

function offerScreening(current: PaymentCase, who: Member | null, inForce: InForce): OfferOrRefusal {
  if (!hasMatchToRead(current.run))
    return refuseAct('show_screening', { code: 'nothing_to_read', why: 'The screening of this payment found nothing' });
  if (who && isOriginator(current, who)) return refuseReading(current);
  const policy = rulesFor(inForce);
  const right = rightTo(policy, 'read_screening');
  if (who && !hasRight(right, current, who, policy)) return refuseReading(current, right.id);
  return { ok: true, offers: [offerOf('show_screening')] };
}

/** What was decided can be proven; before that there is nothing to prove. */
function offerBundle(current: PaymentCase, who: Member | null, inForce: InForce): OfferOrRefusal {
  if (!current.decision)
    return refuseAct('export_bundle', {
      code: 'case_not_waiting',
      why: `${current.payment.payment_id} is not decided yet`,
      next: 'Ask again when it is.',
      figures: { state: current.status },
    });
  const refused = who && refuseWithoutRight('export_bundle', 'export_bundle', current, who, inForce);
  return refused ?? { ok: true, offers: [offerOf('export_bundle')] };
}

/** Compliance reads what was found, also of a name that a recorded false positive cleared, and that something cannot be read. */
function hasMatchToRead(run: PaymentCase['run']): boolean {
  const { sanctions } = allScreenings(run);
  const isUnreadable = hasRun(run, 'sanctions') && !readAgentOutputs(run).sanctions;
  return (
    isUnreadable ||
    sanctions.some(
      ({ decision, match_details: { false_positives: recorded = [] } }) => decision !== 'CLEAR' || recorded.length > 0,
    )
  );
}

function refuseReading({ runId }: PaymentCase, rule?: string): Refusal {
  const why = `Screening details are for compliance; reference ${runId}`;
  return refuseAct('show_screening', { code: 'compliance_only', why, rule });
}
