/** Who has spoken, who is asked by name and for what, and what really comes next. */
import type { AskedRole } from '../../domain/case/people/asked-people';
import { isForComplianceAlone } from '../../domain/case/people/compliance-alone';
import { isRefusedByBank } from '../../domain/case/acts/bank/bank-status';
import { activeClaim } from '../../domain/case/acts/claim';
import { standingApprovals, unfilledRoles, type ObtainedApproval } from '../../domain/case/payment-case';
import { hasBeenApproved } from '../../domain/case/machine/states';
import { openOverrideRequest } from '../../domain/case/acts/request-override';
import { lastAnswer, openQuestion } from '../../domain/case/acts/notes';
import { nextValueDateOf } from '../../domain/case/time/next-value-date';
import { waitsUntil } from '../../domain/case/machine/refuse-late';
import { parseUtc } from '../../domain/values/time';
import { samePerson } from '../../domain/values/person';
import { shown } from '../words/escape-markdown';
import type { CardContext } from './card-context';
import { stoppedText } from '../compliance/block-text';
import { isApprovedTooLate } from './payment-state';
import { claimText } from './texts/claim-text';
import { askedPersonText, holdersText, nameText, roleText, speakerText } from './texts/people-text';

export interface NextRow {
  readonly text: string;
}

const maxRows = 10;

/** Those who spoke first, then those who are asked, or what comes next. */
export function nextRows(context: CardContext): readonly NextRow[] {
  return [
    ...askedBeforeRows(context),
    ...voidedRows(context),
    ...lookingRows(context),
    ...spokenRows(context),
    ...openRows(context),
    ...comingRows(context),
  ]
    .slice(0, maxRows)
    .map((text) => ({ text }));
}

function comingRows(context: CardContext): readonly string[] {
  const { view, words } = context;
  switch (view.case.status) {
    case 'under_review':
      return [words.next.wait];
    case 'held':
      return [restartText(context)];
    case 'compliance_review':
      return view.asked.length === 0 ? [words.next.nothingPaid] : askedRows(context);
    case 'awaiting_approval':
      if (view.stoppedBy === 'already_left') return [words.next.alreadyLeft];
      return view.stoppedBy === null ? askedRows(context) : [restartText(context)];
    case 'approved':
      return [releaseText(context)];
    case 'expired':
      return [view.case.askedAgain ? nothingPaidText(context) : restartText(context)];
    case 'released':
      return [words.next.statement];
    case 'short':
      return [words.next.short];
    case 'settled':
      return [words.next.done];
    case 'returned':
      return [returnedText(context)];
    case 'withdrawn':
    case 'rejected':
      return [nothingPaidText(context)];
  }
}

/** What was asked for before and ended, and why it is asked for again: a new card must not look like a first request. */
function askedBeforeRows({ view, words, redaction, hasEnded }: CardContext): readonly string[] {
  const { asksAgainFor } = view.case;
  if (!asksAgainFor || redaction.isRestricted || hasEnded) return [];
  const { paymentId, ended, why } = asksAgainFor;
  const said = (text: string) => words.history.said(redaction.share(text, 120));
  const id = shown(paymentId, 64);
  const before = ended
    ? words.next.endedBefore[ended.status](
        id,
        ended.by && nameText(ended.by),
        ended.said === null ? '' : said(ended.said),
      )
    : words.next.askedBefore(id);
  return [before, ...(why === undefined ? [] : [words.next.whyAgain(said(why))])];
}

function returnedText({ view: { case: current }, words }: CardContext): string {
  const { askedAgain } = current;
  const isRefused = isRefusedByBank(current);
  if (askedAgain)
    return words.next.askedAgainSince(isRefused, shown(askedAgain.paymentId, 64), nameText(askedAgain.by));
  const say = isRefused ? words.next.neverLeft : words.next.cameBack;
  return say(isReasonKnown(current));
}

function isReasonKnown({ bankReturn }: CardContext['view']['case']): boolean {
  return bankReturn !== undefined && (bankReturn.code !== undefined || bankReturn.note !== null);
}

function nothingPaidText(context: CardContext): string {
  const { view, words, redaction } = context;
  const { askedAgain, submitter } = view.case;
  if (askedAgain) return words.next.askedAgain(shown(askedAgain.paymentId, 64), nameText(askedAgain.by));
  // To everybody else such a case is veiled: it reads like one that is looked at.
  if (isForComplianceAlone(view.case)) return stoppedText(view.case, view.blockReport ?? null, words);
  if (redaction.isRestricted) return words.next.nothingPaid;
  return words.next.askAgain(nameText(submitter), dayAfterCutoff(context));
}

/** What is asked for again after the cutoff is for the day that is next. */
function dayAfterCutoff({ view: { cutoff }, words }: CardContext): string {
  const isLate = cutoff && !cutoff.before_cutoff && cutoff.value_date !== null;
  return isLate ? words.show.day(cutoff.value_date) : '';
}

function restartText({ view, words }: CardContext): string {
  const restarters = view.restarters();
  if (restarters.length === 0) return words.next.restartNobody;
  const whom = words.or(restarters.map((person) => `**${nameText(person)}**`));
  const day = nextValueDateOf(view.case, view.cutoff);
  return day === null ? words.next.restart(whom) : words.next.restartFor(whom, words.show.day(day));
}

/** Where nobody may, the words say whose work it is. */
function releaseText(context: CardContext): string {
  const { view, words } = context;
  if (isApprovedTooLate(view)) return words.next.releaseLate(nameText(view.case.submitter));
  const named = view.releasers().map((person) => `**${nameText(person)}**`);
  return words.next.release(named.length === 0 ? null : words.or(named), byWhen(context));
}

function askedRows(context: CardContext): readonly string[] {
  const { view, words } = context;
  const now = view.asked.map(
    (asked, index) => `○ ${words.next.asked(index === 0, askedName(asked, context), taskText(asked, context))}`,
  );
  const asked = new Set(view.asked.map(({ role }) => role));
  const later = unfilledRoles(view.case).filter(({ role }) => !asked.has(role));
  return later.length === 0 ? now : [...now, words.next.then(words.and(later.map(({ role }) => roleText(role))))];
}

function askedName(asked: AskedRole, { view: { viewer }, words }: CardContext): string {
  const role =
    asked.alternatives && asked.alternatives.length > 0
      ? words.next.inPlaceOf(roleText(asked.role), asked.alternatives.map(roleText))
      : roleText(asked.role);
  if (asked.people.length === 0) return words.next.nobody(role);
  const own = viewer && asked.people.find((one) => samePerson(one, viewer));
  if (own) return words.next.you(askedPersonText(own, words), role);
  return words.next.named(holdersText(asked, words), role);
}

function taskText({ role }: AskedRole, { view, words }: CardContext): string {
  if (view.case.status === 'compliance_review') return words.next.review;
  const place = unfilledRoles(view.case).find((required) => required.role === role);
  const named = (place?.grants ?? []).map((grant) => words.tasks[grant]);
  const task = named.length === 0 ? words.next.approve : named.join('; ');
  return place && place.missing > 1 ? words.next.eachOf(task, place.missing) : task;
}

/** Who said that they look at it. */
function lookingRows({ view, words }: CardContext): readonly string[] {
  const claim = activeClaim(view.case, view.businessNow);
  return claim === null ? [] : [claimText(claim, view.businessNow, words)];
}

/** What somebody waits to be granted or told, and what they were told; nothing of it while compliance looks at the payment. */
function openRows(context: CardContext): readonly string[] {
  const { view, words, redaction, hasEnded } = context;
  if (redaction.isRestricted || hasEnded) return [];
  const asked = openOverrideRequest(view.case);
  const answered = lastAnswer(view.case);
  const question = openQuestion(view.case) ?? answered?.question;
  const said = (text: string) => words.history.said(redaction.share(text, 120));
  return [
    ...(asked ? [words.next.overrideAsked(`**${nameText(asked.by)}**`, said(asked.comment ?? ''))] : []),
    ...(question ? [words.next.question(`**${nameText(question.by)}**`, said(question.text))] : []),
    ...referenceRow(context),
    ...(answered ? [words.next.answer(`**${nameText(answered.answer.by)}**`, said(answered.answer.text))] : []),
  ];
}

/** The newest, where people decide; History has them all. */
function referenceRow({ view, words, redaction }: CardContext): readonly string[] {
  const references = (view.case.notes ?? []).filter(({ kind }) => kind === 'reference');
  const last = references.at(-1);
  if (!last) return [];
  return [words.next.reference(nameText(last.by), redaction.share(last.text, 160), references.length - 1)];
}

/** Once it is approved the header names them. */
function spokenRows({ view, words }: CardContext): readonly string[] {
  const { status, approvals, dispositions, rejection } = view.case;
  if (hasBeenApproved(status)) return [];
  const isReviewed = (made: ObtainedApproval) => dispositions.some((disposition) => disposition === made);
  const isHeaders = (made: ObtainedApproval) =>
    rejection !== null && made.at === rejection.at && samePerson(made.by, rejection.by);
  const counting = new Set<ObtainedApproval>([...dispositions, ...standingApprovals(view.case)]);
  return [...dispositions, ...approvals]
    .filter((made) => !isHeaders(made))
    .map((made) => {
      const who = words.next.named(speakerText(made, words), roleText(made.role));
      const at = words.show.minute(made.at, view.businessNow);
      if (!counting.has(made)) return `– ${words.next.fallen(speakerText(made, words), roleText(made.role))}`;
      return `✓ ${isReviewed(made) ? words.next.reviewedAt(who, at) : words.next.approvedAt(who, at)}`;
    });
}

/** Whose words the last return to review made void: nobody's approval vanishes in silence. */
function voidedRows({ view, words, hasEnded }: CardContext): readonly string[] {
  const { returned } = view.case;
  // What people undid is history once the case has ended; what a list undid ended it.
  if (!returned || (hasEnded && returned.by !== null)) return [];
  return returned.voided.map(
    ({ role, by }) =>
      `– ${returned.by === null ? words.next.voidByList(nameText(by), roleText(role), shown(words.show.datesIn(returned.screenedAgainst ?? ''), 120)) : words.next.void(nameText(by), roleText(role), nameText(returned.by))}`,
  );
}

/** From when, where people had it wait, and until its cutoff. */
function byWhen(context: CardContext): string {
  const { view, words } = context;
  const from = waitsUntil(view.case, view.businessNow);
  return `${from === null ? '' : words.next.releaseFrom(words.show.minute(from, view.businessNow))}${beforeWhen(context)}`;
}

function beforeWhen({ view, words }: CardContext): string {
  const utc = view.cutoff?.effective_cutoff_utc ?? null;
  const cutoffMs = utc === null ? null : parseUtc(utc);
  if (utc === null || cutoffMs === null || cutoffMs <= view.businessNow) return '';
  return words.next.releaseBy(words.show.minute(utc, view.businessNow));
}
