/** The header of a payment's card: its state now, in colour, icon and words. */
import type { BankStatus } from '../../domain/case/machine/commands';
import { nextValueDateOf } from '../../domain/case/time/next-value-date';
import { findOffer } from '../../domain/case/machine/offer';
import { isRefusedByBank } from '../../domain/case/acts/bank/bank-status';
import { shortfall } from '../../domain/case/acts/bank/bank-word';
import { placesOf } from '../../domain/policy/decision';
import { standingApprovals, unfilledRoles, type PaymentCase } from '../../domain/case/payment-case';
import { readAgentOutputs, type AgentOutputs } from '../../domain/case/run/case-evidence';
import { isLate } from '../../domain/case/machine/refuse-late';
import { grantsOverride } from '../../domain/policy/approvals/segregation';
import { liquidityCheckText } from '../liquidity/liquidity-check';
import { samePerson } from '../../domain/values/person';
import { shown } from '../words/escape-markdown';
import { bankReasonsText, bankStatusText } from './texts/bank-status-text';
import type { CardContext } from './card-context';
import { askedText, nameText, roleText, speakerText } from './texts/people-text';
import { recordedReason } from './texts/recorded-reason';
import { approvalStoppedText } from './texts/approval-stopped-text';
import { hourMs } from '../../domain/values/time';

export interface ShownState {
  readonly icon: string;
  /** A container's: the colour says what icon and words say. */
  readonly style: 'accent' | 'good' | 'warning' | 'attention';
  readonly title: string;
  /** Empty where the title says it all. */
  readonly note: string;
}

const maxQuote = 160;
/** Why a payment is held stands there alone, and names what is to be mended. */
const maxWhy = 300;

export function paymentState(context: CardContext): ShownState {
  const { status } = context.view.case;
  switch (status) {
    case 'under_review':
      return { icon: '◔', style: 'accent', title: context.words.state.underReview, note: stepNote(context) };
    case 'held':
      return heldState(context);
    case 'compliance_review':
      return complianceState(context);
    case 'awaiting_approval':
      return context.view.stoppedBy === null ? waitingState(context) : stoppedState(context, context.view.stoppedBy);
    case 'approved':
      return approvedState(context);
    case 'released':
    case 'short':
    case 'settled':
    case 'returned':
      return atTheBank(context);
    case 'withdrawn':
      return withdrawnState(context);
    case 'rejected':
      return rejectedState(context);
    case 'expired':
      return expiredState(context);
  }
}

const agentOrder = ['sanctions', 'liquidity', 'operations'] as const satisfies readonly (keyof AgentOutputs)[];

function stepNote({ view, words }: CardContext): string {
  const outputs = readAgentOutputs(view.case.run);
  const next = agentOrder.findIndex((agent) => outputs[agent] === null);
  const agent = agentOrder[next];
  return agent === undefined ? words.state.finishing : words.state.step(words.agents[agent], next + 1);
}

function heldState(context: CardContext): ShownState {
  const { view, words, redaction } = context;
  const { failure, decision } = view.case;
  const style = 'warning' as const;
  if (failure) return { icon: '⚠', style, title: words.state.notReviewed, note: words.fault(failure.code) };
  const why = redaction.isRestricted || !decision ? '' : recordedReason(decision, context, maxWhy).text;
  return { icon: '⚠', style, title: words.state.held, note: why };
}

function complianceState({ view, words }: CardContext): ShownState {
  const isYours = findOffer(view.offers, 'clear_false_positive') !== null;
  const yours = view.viewer && isYours ? [words.state.waitsForYou(nameText(view.viewer))] : [];
  const notes = [
    ...yours,
    ...screenedAgainNote(view, words),
    words.state.nothingReleased,
    ...untilNote(view.case, words),
  ];
  return { icon: '◐', style: 'warning', title: words.state.compliance, note: notes.join('  ·  ') };
}

/** Why it is back with compliance, where a list that came into force sent it there: which list and when, never what was found. */
function screenedAgainNote(
  { case: { returned }, businessNow }: CardContext['view'],
  words: CardContext['words'],
): string[] {
  if (returned?.screenedAgainst === undefined) return [];
  const list = shown(words.show.datesIn(returned.screenedAgainst), 120);
  return [words.state.screenedAgain(list, words.show.minute(returned.at, businessNow))];
}

/** Until when policy wants an answer. */
function untilNote({ decision }: PaymentCase, words: CardContext['words']): string[] {
  const hours = Math.max(0, ...(decision?.requiredApprovals ?? []).map(({ slaHours }) => slaHours));
  const decidedAtMs = Date.parse(decision?.decidedAt ?? '');
  if (hours === 0 || Number.isNaN(decidedAtMs)) return [];
  const until = new Date(decidedAtMs + hours * hourMs).toISOString();
  return [words.state.askedUntil(words.show.minute(until, decidedAtMs))];
}

function waitingState({ view, words }: CardContext): ShownState {
  const { asked, viewer, offers } = view;
  const isYours = viewer !== null && findOffer(offers, 'approve') !== null;
  const others = isYours ? asked.filter(({ people }) => !people.some((one) => samePerson(one, viewer))) : [];
  const all = view.case.decision ? placesOf(view.case.decision).length : 0;
  const given = all - unfilledRoles(view.case).reduce((sum, { missing }) => sum + missing, 0);
  const notes = [
    ...(given > 0 ? [words.state.given(given, all)] : []),
    ...(others.length > 0 ? [words.state.askedToo(askedText(others, words))] : []),
  ];
  const title =
    viewer && isYours ? words.state.needsYours(nameText(viewer)) : words.state.needsApproval(askedText(asked, words));
  return { icon: '○', style: 'warning', title, note: notes.join('  ·  ') };
}

/** It waits, and nobody can give what it waits for. */
function stoppedState(context: CardContext, stoppedBy: NonNullable<CardContext['view']['stoppedBy']>): ShownState {
  const { view, words } = context;
  const look = { icon: '⚠', style: 'attention' } as const;
  const why = approvalStoppedText(stoppedBy, words);
  if (stoppedBy === 'cutoff_missed') {
    const nextDate = view.cutoff?.value_date ?? null;
    const byDate = nextDate === null ? [] : [words.state.nextValueDate(words.show.day(nextDate))];
    return { ...look, title: why, note: [words.state.nobodyCanApprove, ...byDate].join('. ') };
  }
  if (stoppedBy === 'already_left') return { ...look, title: why, note: checkNote(context) };
  const note = stoppedBy === 'liquidity_changed' ? checkNote(context) : why;
  return { ...look, title: words.state.newDecision, note };
}

function checkNote({ view, words, liquidity }: CardContext): string {
  const found = liquidity && liquidityCheckText(view.case, { nowMs: view.businessNow, subject: liquidity.subject });
  return found ?? words.state.nobodyCanApprove;
}

/** Nobody releases it any more: it must not look as if somebody still should. */
export function isApprovedTooLate({ case: { status, decision }, cutoff, businessNow }: CardContext['view']): boolean {
  return status === 'approved' && decision !== null && cutoff !== undefined && isLate(decision, cutoff, businessNow);
}

function approvedState({ view, words, redaction, liquidity }: CardContext): ShownState {
  const { decision, updatedAt } = view.case;
  // Not what was given for something else.
  const approvals = standingApprovals(view.case);
  const names = approvals.slice(0, 4).map((given) => speakerText(given, words));
  const title = names.length === 0 ? words.state.approved : words.state.approvedBy(words.and(names));
  // What compliance records of it later changes the case, and nothing about when it was approved.
  const last = approvals
    .map((given) => given.at)
    .sort()
    .at(-1);
  const at = words.show.minute(last ?? updatedAt, view.businessNow);
  if (isApprovedTooLate(view))
    return { icon: '⚠', style: 'attention', title: words.state.approvedLate, note: `${title}, ${at}` };
  const overriding = (decision?.requiredApprovals ?? []).filter(({ grants }) => grantsOverride(grants));
  const override = approvals.find(({ role }) => overriding.some((required) => required.role === role));
  if (!override || !liquidity) return { icon: '✓', style: 'good', title, note: at };
  const gap = liquidity.subject.money(liquidity.result.breach_assessment.gap);
  const why = override.comment === null ? '' : `: ${words.history.said(redaction.share(override.comment, maxQuote))}`;
  return { icon: '✓', style: 'good', title, note: `${at}. ${words.state.overridden(gap)}${why}` };
}

function broughtBack(
  { code, note: text, bookedOn, reference }: NonNullable<PaymentCase['bankReturn']>,
  context: CardContext,
): ShownState {
  const { words, redaction } = context;
  const notes = [
    words.state.broughtBackOn(words.show.day(bookedOn)),
    ...(reference === null ? [] : [words.state.bankReference(redaction.share(reference, maxQuote))]),
    ...(code === undefined && text === null ? [] : [bankReasonsText([{ code: code ?? null, text }], context)]),
  ];
  return { icon: '✕', style: 'attention', title: words.state.returnedByBank, note: notes.join('  ·  ') };
}

/** What the bank has, and what it says. */
function atTheBank(context: CardContext): ShownState {
  const { view, words, redaction } = context;
  const { release, sent, settlement, bankReturn, bankStatus } = view.case;
  const share = (text: string) => redaction.share(text, maxQuote);
  const referenceOf = (reference: string | null | undefined) =>
    reference == null ? [] : [words.state.bankReference(share(reference))];
  if (bankStatus && isRefusedByBank(view.case)) return rejectedByBank(bankStatus, context);
  if (bankReturn) return broughtBack(bankReturn, context);
  if (settlement) {
    const notes = [words.state.bookedOn(words.show.day(settlement.bookedOn)), ...referenceOf(settlement.reference)];
    const short = shortfall(view.case);
    if (short) {
      const { amount, currency } = view.case.payment;
      const [booked, asked, missing] = [short.booked, amount, short.missing].map((of) =>
        words.show.money(of, currency),
      );
      const note = [words.state.bookedOf(booked ?? '', asked ?? '', missing ?? ''), ...notes].join('  ·  ');
      return { icon: '⚠', style: 'attention', title: words.state.short, note };
    }
    return { icon: '✓', style: 'good', title: words.state.settled, note: notes.join('  ·  ') };
  }
  if (sent) {
    const notes = [words.show.minute(sent.at, view.businessNow), words.state.inFile(shown(sent.file, 35))];
    const waits = bankStatus?.code === 'PDNG';
    return {
      icon: waits ? '◐' : '✓',
      style: waits ? 'warning' : 'good',
      title: bankStatus ? bankStatusText(bankStatus.code, words) : words.state.sent,
      note: notes.join('  ·  '),
    };
  }
  const at = words.show.minute(release?.at ?? view.case.updatedAt, view.businessNow);
  const title = words.state.releasedBy(nameText(release?.by ?? view.case.submitter), roleText(release?.role ?? ''));
  return { icon: '✓', style: 'good', title, note: [at, ...referenceOf(release?.bankReference)].join('  ·  ') };
}

/** Nothing has left: the bank said so before it paid. */
function rejectedByBank({ code, reasons, reportedAt, file }: BankStatus, context: CardContext): ShownState {
  const { words } = context;
  const why = bankReasonsText(reasons, context);
  const notes = [
    ...(why === '' ? [] : [words.bankStatus.why(why)]),
    words.bankStatus.on(words.show.day(reportedAt.slice(0, 10))),
    words.state.inFile(shown(file, 35)),
  ];
  return { icon: '✕', style: 'attention', title: bankStatusText(code, words), note: notes.join('  ·  ') };
}

function withdrawnState({ view, words, redaction }: CardContext): ShownState {
  const { withdrawal, submitter, updatedAt } = view.case;
  const at = words.show.minute(withdrawal?.at ?? updatedAt, view.businessNow);
  const isTold = !redaction.isRestricted && withdrawal?.comment != null;
  const why = isTold ? `: ${words.history.said(redaction.share(withdrawal.comment, maxQuote))}` : '';
  const title = words.state.withdrawnBy(nameText(withdrawal?.by ?? submitter));
  return { icon: '–', style: 'warning', title, note: `${at}${why}` };
}

function expiredState({ view, words }: CardContext): ShownState {
  const { expiry, approvals, updatedAt } = view.case;
  const nextDate = nextValueDateOf(view.case, view.cutoff);
  const notes = [
    // The cutoff itself: a desk that was away, or an emergency’s grace, notes later that it was missed.
    words.show.minute(expiry?.cutoff ?? expiry?.at ?? updatedAt, view.businessNow),
    ...(approvals.length > 0 ? [words.state.approvalsKept] : []),
    ...(nextDate === null ? [] : [words.state.nextValueDate(words.show.day(nextDate))]),
  ];
  return { icon: '⚠', style: 'attention', title: words.state.cutoffMissed, note: notes.join('. ') };
}

function rejectedState({ view, words, redaction }: CardContext): ShownState {
  const { rejection, decision, updatedAt } = view.case;
  const at = words.show.minute(rejection?.at ?? decision?.decidedAt ?? updatedAt, view.businessNow);
  const title = rejection
    ? words.state.rejectedBy(speakerText(rejection, words), roleText(rejection.role))
    : words.state.rejectedByPolicy;
  const look = { icon: '✕', style: 'attention' } as const;
  // The decision below says where it is: a reason would name the match.
  const why =
    redaction.isRestricted || rejection?.comment == null
      ? ''
      : `: ${words.history.said(redaction.share(rejection.comment, maxQuote))}`;
  return { ...look, title, note: `${at}${why}` };
}
