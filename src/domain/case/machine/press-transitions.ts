/** What a person's press does to a case: offered by the same rule that takes it, and answered for by name. */
import type { AuditEventType } from '../audit-event';
import type { PersonAct, Press } from './commands';
import { shownHash } from '../decision/bound-to';
import { rulesFor, type Known } from '../in-force';
import { nextCase, type Transition } from './next-case';
import type { Offer } from './offer';
import { refuseWorse } from './offer-approval';
import { pendingRoles, type ObtainedApproval, type PaymentCase } from '../payment-case';
import { mayAnswer, offer } from './permitted-actions';
import { refuseAct } from './refuse-act';
import { confirmRecord, proposeRecord } from '../acts/record-false-positive';
import { acknowledge } from '../acts/acknowledge-block';
import { refuseKeptBack } from '../people/compliance-alone';
import { delay } from '../acts/delay';
import { evidenceOf, refuseWithoutEvidence, withDisposition } from '../acts/dispose';
import { claim, passOn } from '../acts/claim';
import { correct } from '../acts/correct';
import { addNote } from '../acts/notes';
import { requestOverride } from '../acts/request-override';
import { noteAskedAgain } from '../acts/ask-again';
import { release } from '../acts/bank/release';
import { takeBack } from '../acts/take-back-approval';
import { withdraw } from '../acts/withdraw';
import { hasEnded, takesCommand } from './states';
import { releasePart, restartReview } from './return-to-review';
import type { Refusal } from '../../values/errors';
import { withoutRoles } from '../../values/person';
import { formatUtc } from '../../values/time';
import { visibleLength } from '../../values/text/visible';

export function press(command: Press, current: PaymentCase, known: Known): Transition {
  const { type, actor } = command;
  // Whoever presses an old card is told that first: what it offered may be somebody else's by now.
  const stale = refuseKeptBack(type, current, actor, known) ?? refuseIfStale(command, current);
  if (stale) return stale;
  const offered = offer(type, current, actor, known);
  if (!offered.ok) return offered;
  const [terms] = offered.offers;
  if (!terms) return refuseStale(type);
  return (
    refuseWordless(command, terms, current, known) ??
    refuseWithoutEvidence(command) ??
    apply(command, terms, current, known)
  );
}

/** Of a payment that has ended these still move money or begin a review. */
const restsOnWhatIsShown: readonly PersonAct[] = ['release', 'restart_review', 'correct'];

/** An answer to what is not shown any more is an answer to something else. */
function refuseIfStale({ type, shownVersion }: Press, { status, shownSince, version }: PaymentCase): Refusal | null {
  // How it ended says more, to whoever cannot do it any more.
  if (hasEnded(status) && !(restsOnWhatIsShown.includes(type) && takesCommand(status, type))) return null;
  return shownVersion < shownSince || shownVersion > version ? refuseStale(type) : null;
}

function refuseStale(type: PersonAct): Refusal {
  return refuseAct(type, {
    code: 'stale_card',
    why: 'The card has changed since it was shown',
    next: 'Look at it again, then press.',
  });
}

function refuseWordless({ type, comment }: Press, terms: Offer, current: PaymentCase, known: Known): Refusal | null {
  const length = visibleLength(comment ?? '');
  if (length >= terms.minComment) return null;
  if (!terms.isOverride)
    return refuseAct(type, { code: 'reason_missing', why: 'A reason is needed', field: 'comment', next: 'Write why.' });
  const rule = rulesFor(known).segregation.override_justification.id;
  return refuseAct(type, {
    code: 'justification_too_short',
    why: `An override needs a justification of at least ${terms.minComment} characters; this one has ${length}`,
    rule,
    field: 'comment',
    figures: { min: terms.minComment },
    next: `Say why ${current.payment.payment_id} should go although it breaks the buffer.`,
  });
}

function apply(command: Press, terms: Offer, current: PaymentCase, known: Known): Transition {
  const made = obtained(command, terms, known.nowMs);
  switch (command.type) {
    case 'approve': {
      const worse = known.liquidityNow;
      if (worse?.verdict === 'worse') return refuseWorse(worse.changes);
      const bound = { ...made, boundTo: shownHash(current) ?? '' };
      const approved = { ...current, approvals: [...current.approvals, bound] };
      const isLast = pendingRoles(approved).length === 0;
      return answered(isLast ? { ...approved, status: 'approved' } : approved, command, known, {
        type: 'approval_given',
        made,
        terms,
        showsAnew: isLast,
      });
    }
    case 'reject': {
      const rejected = { ...current, status: 'rejected', rejection: made } as const;
      return answered(rejected, command, known, { type: 'payment_rejected', made, terms, showsAnew: true });
    }
    case 'clear_false_positive': {
      const cleared = { ...current, dispositions: withDisposition(current, made, { ...command, type: command.type }) };
      const isLast = pendingRoles(cleared).length === 0;
      return answered(isLast ? goOn(cleared, known) : cleared, command, known, {
        type: 'compliance_disposition',
        made,
        terms,
        showsAnew: isLast,
      });
    }
    case 'confirm_true_match': {
      const dispositions = withDisposition(current, made, { ...command, type: command.type });
      const stopped = { ...current, status: 'rejected', dispositions, rejection: made } as const;
      return answered(stopped, command, known, { type: 'compliance_disposition', made, terms, showsAnew: true });
    }
    case 'restart_review':
      return restartReview(command, terms, current, known);
    case 'release_part':
      return releasePart(command, terms, current, known);
    case 'delay':
      return delay(command, terms, current, known);
    case 'propose_false_positive':
      return proposeRecord(command, terms, current, known);
    case 'confirm_false_positive':
      return confirmRecord(command, terms, current, known);
    case 'acknowledge_block':
      return acknowledge(command, terms, current, known);
    case 'claim':
      return claim(command, terms, current, known);
    case 'pass_on':
      return passOn(command, current, known, (who) => mayAnswer(current, who, known));
    case 'withdraw':
      return withdraw(command, current, known);
    case 'take_back_approval':
      return takeBack(command, current, known);
    case 'release':
      return release(command, terms, current, known);
    case 'ask_again':
      return noteAskedAgain(command, current, known);
    case 'correct':
      return correct(command, terms, current, known);
    case 'request_override':
      return requestOverride(command, terms, current, known);
    case 'ask_question':
    case 'answer_question':
    case 'attach_reference':
      return addNote(command.type, command, current, known);
  }
}

/** Every compliance role agrees: the run leaves the screening by its CLEAR route, and a decision is made anew from there. */
function goOn(cleared: PaymentCase, { workflow }: Known): PaymentCase {
  return { ...cleared, status: 'under_review', decision: null, run: workflow.goOnFromScreening(cleared) };
}

function answered(
  changed: PaymentCase,
  command: Press,
  { nowMs }: Known,
  {
    type,
    made,
    terms: { standIn },
    showsAnew,
  }: {
    readonly type: AuditEventType;
    readonly made: ObtainedApproval;
    readonly terms: Offer;
    readonly showsAnew: boolean;
  },
): Transition {
  const { role, comment, inPlaceBy, delegation } = made;
  const place = inPlaceBy === undefined ? {} : { in_place_by: inPlaceBy };
  const evidence = evidenceOf(command) === '' ? {} : { evidence: evidenceOf(command) };
  const whose = delegation ? behalfOf(delegation) : {};
  const payload = { verb: command.type, role, ...place, ...whose, comment, ...evidence, status: changed.status };
  // A delegation that was given as a test makes a test of what is done by it.
  const isTest = changed.isTest || delegation?.for.personaOf !== undefined;
  const next = nextCase({ ...changed, isTest }, { by: command.actor, nowMs, type, payload, showsAnew });
  if (!next.ok || !standIn) return next;
  return { ...next, restsOn: { reference: standIn.reference, version: standIn.version } };
}

function behalfOf({ reference, for: whose }: NonNullable<ObtainedApproval['delegation']>) {
  return { delegation: reference, on_behalf_of: whose.name, on_behalf_of_id: whose.objectId };
}

function obtained({ actor, comment }: Press, { role, inPlaceBy, standIn }: Offer, nowMs: number): ObtainedApproval {
  return {
    role: role ?? '',
    by: withoutRoles(actor),
    at: formatUtc(nowMs),
    comment,
    ...(inPlaceBy === null ? {} : { inPlaceBy }),
    ...(standIn === null ? {} : { delegation: { reference: standIn.reference, for: standIn.from } }),
  };
}
