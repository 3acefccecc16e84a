/** The buttons of a payment's card: what is offered and nothing else, the first saying what it does with how much. */
import { personActs, type PersonAct } from '../../domain/case/machine/commands';
import { evidenceInput, type DispositionAct } from '../../domain/case/acts/dispose';
import { activeClaim } from '../../domain/case/acts/claim';
import { pendingRoles, waitsForAcknowledgement } from '../../domain/case/payment-case';
import { nextValueDateOf } from '../../domain/case/time/next-value-date';
import { findOffer, type Offer } from '../../domain/case/machine/offer';
import { grantsOverride } from '../../domain/policy/approvals/segregation';
import { commentInputId, evidenceInputId, passToInput, verbs } from '../verbs';
import { samePerson } from '../../domain/values/person';
import { cut } from '../../domain/values/text/cut';
import type { PaymentView } from './payment-view';
import type { CardContext } from './card-context';
import { unusualQuestion } from './texts/unusual-text';
import { personText } from './texts/person-text';
import { roleText } from './texts/people-text';

/** As long as an input takes. */
const maxTyped = 2_000;

/** People a claim may be passed on to; more would not be found in a list. */
const maxChoices = 12;

/** Letters of a button that leave room for `Reject` beside it at 360 pixels. */
const widestBesideReject = 23;

export function paymentButtons(context: CardContext) {
  const { view } = context;
  const shown = whatIsShown(context);
  return {
    buttons: buttonsOf(shown),
    rows: rowsOf(shown),
    has_later: hasLater(shown),
    pass_to: shown.passesOn ? passChoices(context) : [],
    titles: titlesOf(shown, context),
    disposition: context.words.compliance.buttons,
    override_min: shown.override?.minComment ?? 0,
    inputs: {
      ...Object.fromEntries(personActs.map((verb) => [verb, commentInputId(verb)])),
      pass_to: passToInput,
      evidence_clear: evidenceInputId(verbs.clear_false_positive),
      evidence_confirm: evidenceInputId(verbs.confirm_true_match),
    },
    typed: {
      ...Object.fromEntries(personActs.map((verb) => [verb, typedInto(verb, view.typed)])),
      evidence_clear: evidenceTyped('clear_false_positive', view.typed),
      evidence_confirm: evidenceTyped('confirm_true_match', view.typed),
    },
  };
}

/** What is offered, and where it stands. */
interface Shown {
  readonly approve: boolean;
  readonly asksAnswer: boolean;
  readonly override: Offer | null;
  readonly reject: boolean;
  readonly clear: boolean;
  readonly confirm: boolean;
  readonly restart: Offer | null;
  readonly restartsFirst: boolean;
  readonly screening: boolean;
  readonly screensFirst: boolean;
  readonly bundle: boolean;
  readonly claims: boolean;
  readonly passesOn: boolean;
  readonly refreshes: boolean;
  readonly approveTitle: string;
  /** Two buttons beside each other must not be wider than a phone. */
  readonly isWide: boolean;
}

function whatIsShown({ view, words }: CardContext): Shown {
  const { case: paymentCase, offers } = view;
  const { payment, status } = paymentCase;
  const isOffered = (act: Offer['act']): boolean => findOffer(offers, act) !== null;
  const restart = findOffer(offers, 'restart_review');
  const override = overrideOf(offers);
  const approvals = offers.filter(({ act, isOverride }) => act === 'approve' && !isOverride);
  const approves = approvals.length > 0 || override !== null;
  const screening = isOffered('show_screening');
  const isClaimed = activeClaim(paymentCase, view.businessNow) !== null;
  const approveTitle = words.buttons.approve(words.show.money(payment.amount, payment.currency));
  return {
    approve: approvals.length > 0,
    asksAnswer: approvals.some(({ minComment }) => minComment > 0),
    override,
    reject: isOffered('reject'),
    clear: isOffered('clear_false_positive'),
    confirm: isOffered('confirm_true_match'),
    restart,
    // What is next stands in the first row; beside an approval a restart is one of the things behind More.
    restartsFirst: restart !== null && !approves,
    screening,
    // A blocked payment is compliance's until it is acknowledged, which is done beside the details.
    screensFirst: screening && (status === 'compliance_review' || waitsForAcknowledgement(paymentCase)),
    // A link that everybody could read is offered to nobody.
    bundle: view.viewer !== null && isOffered('export_bundle'),
    claims: !isClaimed && isOffered('claim'),
    passesOn: isClaimed && isOffered('pass_on'),
    // A copy shown by /status does not follow the run by itself.
    refreshes: status === 'under_review',
    approveTitle,
    isWide: approves && approveTitle.length > widestBesideReject,
  };
}

function buttonsOf(shown: Shown) {
  const { approve, asksAnswer, override, reject, isWide, clear, confirm, screening, screensFirst } = shown;
  return {
    approve: approve && !asksAnswer,
    approve_with_answer: approve && asksAnswer,
    override_first: override !== null && !approve,
    override_second: override !== null && approve,
    reject_first: reject && !isWide,
    reject_second: reject && isWide,
    clear,
    confirm,
    for_compliance: clear || confirm || screensFirst,
    screening_first: screensFirst,
    screening_later: screening && !screensFirst,
    ...restartsOf(shown),
    bundle: shown.bundle,
    claim: shown.claims,
    pass_on: shown.passesOn,
    refresh: shown.refreshes,
  };
}

function restartsOf({ restart, restartsFirst }: Shown) {
  const asksReason = restart !== null && restart.minComment > 0;
  const isLater = restart !== null && !restartsFirst;
  return {
    restart: restartsFirst && !asksReason,
    restart_with_reason: restartsFirst && asksReason,
    restart_later: isLater && !asksReason,
    restart_later_with_reason: isLater && asksReason,
  };
}

function rowsOf(shown: Shown) {
  const { approve, override, reject, isWide, clear, confirm, screensFirst, restartsFirst, refreshes } = shown;
  return {
    first: approve || override !== null || (reject && !isWide) || restartsFirst || refreshes,
    second: (override !== null && approve) || (reject && isWide),
    compliance: clear || confirm || screensFirst,
  };
}

/** Whether anything stands behind More. */
function hasLater({ screening, screensFirst, restart, restartsFirst, claims, passesOn, bundle }: Shown): boolean {
  return (screening && !screensFirst) || (restart !== null && !restartsFirst) || claims || passesOn || bundle;
}

function titlesOf({ approve, approveTitle, override, restart }: Shown, context: CardContext) {
  const { view, words } = context;
  const nextDate = nextValueDateOf(view.case, view.cutoff);
  const min = override?.minComment ?? 0;
  return {
    ...plain(words.buttons),
    restart: nextDate === null ? words.buttons.restart : words.buttons.reviewFor(words.show.day(nextDate)),
    approve: approveTitle,
    override: approve ? sharedOverride(context) : approveTitle,
    override_style: approve ? 'default' : 'positive',
    override_note: words.buttons.overrideNote(overriders(context), min),
    question: words.unusual.question(unusualQuestion(context)),
    question_error: words.unusual.questionError,
    answer: words.unusual.answer,
    justification: words.buttons.justification(min),
    justification_error: words.buttons.justificationError(min),
    restart_note: words.buttons.restartNote(voidedText(restart, words)),
  };
}

/** Those who are asked, but for whoever has it, and nobody. */
function passChoices({ view, words }: CardContext): readonly { readonly title: string; readonly value: string }[] {
  const people = new Map(view.asked.flatMap(({ people: asked }) => asked.map((one) => [one.objectId, one] as const)));
  const holder = view.case.claim?.by;
  const named = [...people.values()].filter((one) => !holder || !samePerson(one, holder)).slice(0, maxChoices);
  return [
    ...named.map(({ name, objectId }) => ({ title: cut(name, 80), value: objectId })),
    { title: words.buttons.passToNobody, value: '' },
  ];
}

function overrideOf(offers: readonly Offer[]): Offer | null {
  return offers.find(({ act, isOverride }) => act === 'approve' && isOverride) ?? null;
}

/** Beside another approval it says whose it is: on a card of several people, not everybody's. */
function sharedOverride(context: CardContext): string {
  const { words, view } = context;
  const role = overriders(context);
  return view.viewer === null && role !== '' ? words.buttons.overrideAs(role) : words.buttons.override;
}

/** Roles still awaited whose authority is to override a breach. */
function overriders({ view: { case: paymentCase }, words }: CardContext): string {
  const pending = new Set(pendingRoles(paymentCase));
  const required = paymentCase.decision?.requiredApprovals ?? [];
  const roles = required.filter(({ role, grants }) => pending.has(role) && grantsOverride(grants));
  return words.and(roles.slice(0, 6).map(({ role }) => roleText(role)));
}

/** Whoever restarts shall know whose words it costs. */
function voidedText(restart: Offer | null, words: CardContext['words']): string {
  const voided = restart?.voided ?? [];
  return voided
    .slice(0, 6)
    .map(({ role, by }) => `${roleText(role)}, ${personText(by, words)}`)
    .join('; ');
}

/** An input's value is no Markdown: only its length is bounded. */
function typedInto(act: PersonAct, typed: PaymentView['typed']): string {
  return typed?.act === act ? cut(typed.comment, maxTyped) : '';
}

function evidenceTyped(act: DispositionAct, typed: PaymentView['typed']): string {
  return typed?.act === act ? cut(typed.inputs?.[evidenceInput] ?? '', maxTyped) : '';
}

/** The words that stand as they are; the others need a number or a name. */
function plain<T extends object>(
  words: T,
): { readonly [Key in keyof T as T[Key] extends string ? Key : never]: string } {
  return Object.fromEntries(Object.entries(words).filter(([, word]) => typeof word === 'string')) as never;
}
