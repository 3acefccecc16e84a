/** The one card of a payment, the same for everybody who sees it, the originator included: it never carries a match. */
import { readAgentOutputs } from '../../domain/case/run/case-evidence';
import { liquidityActs, noLiquidityActs, partText } from '../liquidity/liquidity-acts';
import { liquidityCheckText } from '../liquidity/liquidity-check';
import { liquidityDetails, type DetailLevel } from '../liquidity/liquidity-details';
import { liquidityLabels } from '../liquidity/liquidity-labels';
import { shown } from '../words/escape-markdown';
import { verbs } from '../verbs';
import { agentRows } from './evidence/agent-rows';
import { cardContext, type CardContext, type CardSurroundings } from './card-context';
import { clockColumns } from './clock-columns';
import { decisionLine } from './decision-line';
import { agentFacts, decisionFacts, referencesText, requestFacts } from './evidence/evidence-facts';
import { furtherActsOf, isBehindMore } from './further-acts';
import { historyOf } from './evidence/history-rows';
import { nextRows } from './next-rows';
import { paymentButtons } from './payment-buttons';
import { nameText } from './texts/people-text';
import { recalledFacts } from './texts/recalled-text';
import { correctionLine } from './texts/correction-text';
import { unusualFacts, unusualLine } from './texts/unusual-text';
import { veiled } from './veil';
import { paymentState } from './payment-state';
import { problemLines } from './texts/problem-text';
import type { PaymentView } from './payment-view';

/** The data of the `payment` template: text escaped and bounded, flags for its parts. */
export function paymentCardData(known: PaymentView, level: DetailLevel, surroundings: CardSurroundings) {
  const context = cardContext(veiled(known), level, surroundings);
  const { view, words } = context;
  return {
    brief: words.payment.brief(shown(view.case.payment.payment_id, 64), paymentState(context).title),
    run_id: view.case.runId,
    version: view.case.version,
    ...refusalPart(context),
    opens: opensAgain(view),
    ...firstPart(context),
    ...paymentButtons(context),
    further: furtherActsOf(view, words),
    ...liquidityPart(context),
    ...morePart(context),
    labels: {
      more: words.more,
      history: words.history.title,
      for_compliance: words.buttons.forCompliance,
    },
    verbs,
  };
}

/** What was folded open when a press was refused: its form stands there, with what was typed. */
function opensAgain({ typed, whatIf }: PaymentView) {
  return {
    more: typed !== undefined && isBehindMore(typed.act),
    liquidity: whatIf !== undefined || typed?.act === 'release_part' || typed?.act === 'delay',
  };
}

/** Above the state, so that whoever pressed reads at once that it did not count. */
function refusalPart({ view: { refusal }, words }: CardContext) {
  return {
    has_refusal: refusal !== undefined,
    refusal: {
      title: refusal === undefined ? '' : words.chat.problems.notDone(shown(refusal.name, 60)),
      problems: problemLines(refusal?.problems ?? [], words, { atMost: 3, referenceId: refusal?.referenceId }),
    },
  };
}

/** What a person reads without a press: state, money, clock, why, who, and a line for each agent. */
function firstPart(context: CardContext) {
  const { view, words } = context;
  const { payment } = view.case;
  const state = paymentState(context);
  const decision = decisionLine(context);
  const part = [partText(view.case, words), correctionLine(context)].filter((text) => text !== '').join('  ·  ');
  const check = checkText(context);
  const unusual = unusualLine(context);
  return {
    payment_id: shown(payment.payment_id, 64),
    has_addressee: view.addressee !== undefined,
    addressee: view.addressee === undefined ? '' : words.reach.forPerson(nameText(view.addressee)),
    state: { ...state, has_note: state.note !== '' },
    amount: words.show.money(payment.amount, payment.currency),
    has_part: part !== '',
    part,
    payee: words.payment.to(shown(payment.beneficiary_name)),
    ...payeeAccount(context),
    clock: clockColumns(context),
    has_decision: decision !== '',
    decision,
    has_unusual: unusual !== '',
    unusual,
    has_check: check !== '',
    check,
    next: nextRows(context),
    agents: agentRows(context),
    footer: footer(context),
  };
}

/** Where the money goes, or that nobody said. */
function payeeAccount({ view, words, mask }: CardContext) {
  const { payment } = view.case;
  const { beneficiary_account: account } = payment;
  const parts = [
    ...(account === undefined ? [] : [mask.iban(account)]),
    ...[payment.beneficiary_bank_code, payment.beneficiary_bic, payment.beneficiary_country].flatMap((text) =>
      text === undefined ? [] : [shown(text, 40)],
    ),
  ];
  const hasAccount = account !== undefined;
  const text = hasAccount ? parts.join('  ·  ') : [words.payment.noAccount, ...parts].join('  ·  ');
  return {
    payee_account: text,
    payee_account_color: hasAccount ? 'default' : 'attention',
    payee_account_subtle: hasAccount,
  };
}

/** What a later look at liquidity changed; where it took the approval away the header says so. */
function checkText({ view, liquidity }: CardContext): string {
  if (!liquidity || view.stoppedBy === 'liquidity_changed' || view.stoppedBy === 'already_left') return '';
  return liquidityCheckText(view.case, { nowMs: view.businessNow, subject: liquidity.subject });
}

function footer({ view, words }: CardContext): string {
  const { case: paymentCase, isDemoDay, businessNow } = view;
  const { marks } = words.payment;
  const isDemoList = readAgentOutputs(paymentCase.run).sanctions?.audit['list_is_demo'] === true;
  const marked = [
    ...(isDemoDay ? [marks.demoDay] : []),
    ...(isDemoList ? [marks.demoList] : []),
    ...(paymentCase.isTest ? [marks.test] : []),
  ];
  return [
    words.payment.title(shown(paymentCase.payment.payment_id, 64)),
    words.payment.asOf(words.show.instant(businessNow)),
    ...(marked.length > 0 ? [`⚑ ${marked.join('  ·  ')}`] : []),
  ].join('  ·  ');
}

/** What could be done about the account's balance, and the day's curve and figures. */
function liquidityPart({ view, words, redaction, mask, level, liquidity: found }: CardContext) {
  if (!found) return { has_liquidity: false, liquidity: {}, acts: noLiquidityActs, liquidity_labels: {} };
  const liquidity = liquidityDetails(found.result, {
    words,
    share: (text, max) => redaction.share(text, max),
    mask,
    nowMs: view.businessNow,
    level,
    folds: false,
  });
  return {
    has_liquidity: true,
    liquidity_labels: liquidityLabels(words, view.case.payment.currency),
    liquidity,
    acts: liquidityActs(view.case, {
      words,
      offers: view.offers,
      onlyHolders: view.onlyHolders ?? [],
      viewer: view.viewer,
      accounts: view.accountChoices ?? [],
      mask,
      hasRoom: level !== 'headline',
      nowMs: view.businessNow,
      asksInRow: false,
      typed: view.whatIf,
    }),
  };
}

/** What opens on demand beside it: the decision with its rules, the agents' evidence, the request, the references, and the history. */
function morePart(context: CardContext) {
  const { rows, earlier } = historyOf(context);
  const decided = decisionFacts(context);
  const found = [...agentFacts(context), ...unusualFacts(context), ...recalledFacts(context)];
  return {
    has_decided: decided.length > 0,
    decided,
    has_found: found.length > 0,
    found,
    request: requestFacts(context),
    references: referencesText(context),
    has_history: rows.length > 0,
    history: rows,
    has_earlier: earlier !== '',
    earlier,
  };
}
