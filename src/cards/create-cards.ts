/** Every card the desk shows, drawn from domain values with the templates of one folder. */
import type { LiquidityScreening } from '../domain/evidence/liquidity-screening';
import type { SanctionsScreening } from '../domain/evidence/sanctions-screening';
import type { Problem } from '../domain/values/errors';
import type { Offer } from '../domain/case/machine/offer';
import type { PaymentCase } from '../domain/case/payment-case';
import type { Member } from '../domain/values/person';
import type { CutoffAnswer } from '../domain/policy/cutoff/cutoff';
import { answerCardData, type ShortAnswer } from './answers/answer-card';
import { explanationOf, type WaitsFor } from './answers/explanation';
import { serviceAnswer, type ServiceStanding } from './answers/service-card';
import { shown } from './words/escape-markdown';
import type { CashPosition } from '../domain/liquidity/cash-position';
import { cashCardData, cashLevels, type CashCardContext } from './liquidity/cash-card';
import { liquidityCardData } from './liquidity/liquidity-card';
import { detailLevels, type DetailLevel } from './liquidity/liquidity-details';
import { delegationFormData, type DelegationForm } from './delegation/delegation-form';
import { delegationsCardData, type DelegationsView } from './delegation/delegations-card';
import { personasCardData } from './lists/personas-card';
import { followUpNotice, type FollowUpNotice } from './answers/follow-up-notice';
import { actCardData, type FurtherAct } from './payment/further-acts';
import { paymentCardData } from './payment/payment-card';
import { rowChoices, worklistCardData, type WorklistView } from './lists/worklist-card';
import { runCardData, runRowChoices, type RunCardView } from './lists/run-card';
import { paymentFormData, type PaymentForm } from './payment/payment-form';
import { problemText } from './payment/texts/problem-text';
import type { PaymentView } from './payment/payment-view';
import {
  screeningCardData,
  screeningResultCardData,
  type ScreeningAudience,
  type ScreeningMoment,
} from './compliance/screening-card';
import { shortenTexts } from './words/shorten-texts';
import { firstSteps } from './suggestions';
import type { Words } from './words/words';
import type { Card, TemplateName, Templates } from './templates';
import { whatIfCardData } from './liquidity/what-if-card';

/** Letters of what was typed into a form, and rows of a list, that are tried until the card is small enough. */
const typedLengths = [20_000, 2_100, 400] as const;
const delegationRows = [12, 6, 3] as const;

/** Unescaped text in, an Adaptive Card 1.5 out, below 28 KB. */
export interface Cards {
  /** The shared card of a payment: the originator sees it, so it never carries a match. */
  paymentCard(view: PaymentView): Card;
  /** The match of a payment. Only for people with a compliance role. */
  screeningCard(paymentCase: PaymentCase, offers: readonly Offer[], moment?: ScreeningMoment): Card;
  paymentFormCard(form: PaymentForm): Card;
  screeningResultCard(result: SanctionsScreening, audience: ScreeningAudience): Card;
  liquidityCard(result: LiquidityScreening): Card;
  cashCard(position: CashPosition, basis: Pick<CashCardContext, 'ledger' | 'ratesAsOf'>): Card;
  /** The answer to a what-if beside the figures the payment is decided from. `result` is of a hypothetical payment in its place, `cutoff` the payment's own. */
  whatIfCard(result: LiquidityScreening, paymentCase: PaymentCase, cutoff: CutoffAnswer): Card;
  /** One act of a payment by itself, with what was said typed in. */
  actCard(paymentCase: PaymentCase, terms: Offer, typed: { readonly act: FurtherAct; readonly comment: string }): Card;
  /** What waits, for one person. */
  worklistCard(view: WorklistView): Card;
  /** A payment run as it stands, for one person. */
  runCard(view: RunCardView): Card;
  /** What happened to a payment nobody has answered, in a few words. */
  followUpCard(notice: FollowUpNotice): Card;
  delegationFormCard(form: DelegationForm): Card;
  /** Who stands in for whom, for one person. */
  delegationsCard(view: DelegationsView): Card;
  personasCard(people: readonly Member[], current: Member | null): Card;
  helpCard(options: { readonly hasPersonas: boolean }): Card;
  /** `demoDayNow` is the business time in UTC milliseconds on the demo day, else null. */
  welcomeCard(options: { readonly demoDayNow: number | null }): Card;
  problemCard(problem: {
    readonly title: string;
    readonly problems: readonly Problem[];
    readonly referenceId: string;
  }): Card;
  /** A few lines with their source behind a press, and what could be said next. */
  answerCard(answer: ShortAnswer): Card;
  /** Why a payment stands where it stands. */
  explanationCard(paymentCase: PaymentCase, waitsFor: WaitsFor): Card;
  /** What needs somebody's hand, and what is in force. */
  serviceCard(standing: ServiceStanding): Card;
  noticeCard(notice: { readonly title: string; readonly text: string }): Card;
  /** A link to a payment's bundle, for whoever asked alone. */
  bundleCard(link: BundleLink, paymentId: string): Card;
}

export interface BundleLink {
  readonly url: string;
  /** How long it lasts. */
  readonly minutes: number;
}

export interface CardsOptions {
  readonly templates: Templates;
  readonly words: Words;
  /** Every account the desk knows: a masked one shows as much as tells it from these. */
  readonly accountIds?: () => Iterable<string>;
}

export function createCards({ templates, words, accountIds = () => [] }: CardsOptions): Cards {
  const { expand, expandFitting } = templates;
  const drawFitting = (name: TemplateName, dataAt: (level: DetailLevel) => object): Card =>
    expandFitting(name, [...detailLevels.map((level) => () => dataAt(level)), () => shortenTexts(dataAt('headline'))]);
  const drawRows = (name: TemplateName, data: object): Card =>
    expandFitting(name, [() => data, () => shortenTexts(data)]);
  return {
    paymentCard: (view) =>
      drawFitting('payment', (level) => paymentCardData(view, level, { words, accountIds: accountIds() })),
    screeningCard: (paymentCase, offers, moment) =>
      drawRows('screening', screeningCardData(paymentCase, offers, words, moment)),
    paymentFormCard: (form) =>
      expandFitting('payment-form', [
        () => paymentFormData(form, true, words),
        () => paymentFormData(form, false, words),
        // Where not even that fits, the account is typed.
        () => paymentFormData({ ...form, accounts: [] }, false, words),
        () => shortenTexts(paymentFormData({ ...form, accounts: [] }, false, words)),
      ]),
    screeningResultCard: (result, audience) => drawRows('screening', screeningResultCardData(result, audience, words)),
    liquidityCard: (result) =>
      drawFitting('liquidity', (level) => liquidityCardData(result, level, { words, accountIds: accountIds() })),
    whatIfCard: (result, paymentCase, cutoff) =>
      drawFitting('liquidity', (level) =>
        whatIfCardData(result, { words, paymentCase, cutoff, level, accountIds: accountIds() }),
      ),
    actCard: (paymentCase, terms, typed) => drawRows('act', actCardData(paymentCase, terms, { typed, words })),
    worklistCard: (view) =>
      expandFitting('pending', [
        ...rowChoices.map((atMost) => () => worklistCardData(view, atMost, words)),
        () => shortenTexts(worklistCardData(view, Math.min(...rowChoices), words)),
      ]),
    runCard: (view) =>
      expandFitting('payment-run', [
        ...runRowChoices.map((atMost) => () => runCardData(view, atMost, words)),
        () => shortenTexts(runCardData(view, Math.min(...runRowChoices), words)),
      ]),
    cashCard: (position, basis) =>
      expandFitting(
        'cash',
        cashLevels.map((level) => () => cashCardData(position, level, { words, accountIds: accountIds(), ...basis })),
      ),
    followUpCard: (notice) => drawRows('answer', answerCardData(followUpNotice(notice, words), words)),
    delegationFormCard: (form) =>
      expandFitting('delegation-form', [
        ...typedLengths.map((longest) => () => delegationFormData(form, longest, words)),
        () => delegationFormData({ ...form, people: [] }, Math.min(...typedLengths), words),
      ]),
    delegationsCard: (view) =>
      expandFitting('delegations', [
        ...delegationRows.map((atMost) => () => delegationsCardData(view, atMost, words)),
        () => shortenTexts(delegationsCardData(view, Math.min(...delegationRows), words)),
      ]),
    personasCard: (people, current) => drawRows('personas', personasCardData(people, current, words)),
    helpCard: ({ hasPersonas }) => expand('help', helpCardData(hasPersonas, words)),
    welcomeCard: ({ demoDayNow }) => expand('welcome', welcomeCardData(demoDayNow, words)),
    problemCard: ({ title, problems, referenceId }) =>
      expand('problem', {
        title: shown(title, 160),
        problems: problems.slice(0, 12).map((problem) => ({ text: problemText(problem, words) })),
        reference: words.chat.reference(shown(referenceId, 80)),
      }),
    answerCard: (answer) => drawRows('answer', answerCardData(answer, words)),
    explanationCard: (paymentCase, waitsFor) =>
      drawRows('answer', answerCardData(explanationOf(paymentCase, waitsFor, words), words)),
    serviceCard: (standing) => drawRows('answer', answerCardData(serviceAnswer(standing, words), words)),
    bundleCard: ({ url, minutes }, paymentId) =>
      expand('bundle', {
        title: shown(words.buttons.bundleTitle(paymentId), 160),
        text: words.buttons.bundleText(minutes),
        open: words.buttons.bundleOpen,
        url,
      }),
    noticeCard: ({ title, text }) => expand('notice', { title: shown(title, 160), text: shown(text, 2_000) }),
  };
}

function helpCardData(hasPersonas: boolean, words: Words) {
  const { help } = words.chat;
  const { commands, actAs, ...texts } = help;
  // Where there are personas, it is the demo.
  const suggestions = firstSteps(words, hasPersonas);
  return { ...texts, commands: hasPersonas ? [...commands, actAs] : commands, suggestions };
}

function welcomeCardData(demoDayNow: number | null, words: Words) {
  const { welcome } = words.chat;
  return {
    ...welcome,
    suggestions: firstSteps(words, demoDayNow !== null),
    has_demo: demoDayNow !== null,
    demo: demoDayNow === null ? '' : welcome.demo(words.show.instant(demoDayNow)),
  };
}
