/** The one card of a payment, the same for everybody who sees it, the originator included: it never carries a match. */
import { personActs } from '../../domain/case/commands';
import { readAgentOutputs, readEvidence } from '../../domain/case/case-evidence';
import type { Decision } from '../../domain/policy/decision';
import { actionOf, reasonCodeOf } from '../../domain/policy/outcome';
import { findOffer, type Offer } from '../../domain/case/offer';
import type { PaymentCase } from '../../domain/case/payment-case';
import { hasEnded } from '../../domain/case/states';
import { agentRows } from './agent-rows';
import type { Fact } from '../words/fact';
import { approvalRows, pendingOverrides, personText } from './approval-rows';
import { shown } from '../words/escape-markdown';
import { paymentStatus } from './payment-status';
import type { PaymentView } from './payment-view';
import { redactFor, type Redaction } from './redaction';
import { liquidityActs, noLiquidityActs, partText } from '../liquidity/liquidity-acts';
import { liquidityCheckText } from '../liquidity/liquidity-check';
import { liquidityDetails, type DetailLevel } from '../liquidity/liquidity-details';
import { liquiditySubject, type Share } from '../liquidity/liquidity-subject';
import { showCountdown } from '../words/show-countdown';
import { showCutoff } from '../words/show-cutoff';
import { showInstant } from '../words/show-instant';
import { maskAccount, showMoney } from '../words/show-money';
import { shownLiquidity } from '../liquidity/shown-liquidity';
import { commentInputId, verbs } from '../verbs';

/** The data of the `payment` template: text escaped and bounded, flags for its parts. */
export function paymentCardData(view: PaymentView, level: DetailLevel) {
  const paymentCase = view.case;
  const { payment } = paymentCase;
  const redaction = redactFor(paymentCase);
  // Where room is that short, what people wrote is read in the audit.
  const approvals = approvalRows(paymentCase, redaction, level === 'headline' ? 60 : 200);
  const marks = headerMarks(view);
  const part = partText(payment);
  return {
    run_id: paymentCase.runId,
    version: paymentCase.version,
    payment_id: shown(payment.payment_id, 64),
    amount: showMoney(payment.amount, payment.currency),
    beneficiary: shown(payment.beneficiary_name),
    has_part: part !== '',
    part,
    has_marks: marks.length > 0,
    marks: marks.join('  ·  '),
    facts: headerFacts(view),
    agents: agentRows(paymentCase, redaction, view.listName).map((row) => ({
      ...row,
      has_detail: row.detail !== '',
      has_screening: row.agent === 'sanctions' && findOffer(view.offers, 'show_screening') !== null,
    })),
    has_decision: paymentCase.decision !== null,
    decision: paymentCase.decision ? decisionData(paymentCase.decision, paymentCase, redaction) : {},
    ...liquidityData(view, redaction, level),
    has_approvals: approvals.length > 0,
    approvals,
    // Who scrolls no further than the decision shall not take it for the end.
    has_ended: hasEnded(paymentCase.status),
    status: paymentStatus(paymentCase, redaction),
    footer: footer(view),
    buttons: buttons(view),
    override_note: overrideNote(view),
    override_min: overrideOf(view.offers)?.minComment ?? 0,
    restart_note: restartNote(view),
    verbs,
    inputs: Object.fromEntries(personActs.map((verb) => [verb, commentInputId(verb)])),
  };
}

/** Nothing of it while compliance looks at the payment: what is known of it then is compliance's alone. */
function liquidityData(view: PaymentView, redaction: Redaction, level: DetailLevel) {
  const { case: paymentCase, cutoff, businessNow, offers, accountChoices = [] } = view;
  const result = redaction.isRestricted ? null : shownLiquidity(paymentCase);
  if (!result) return { has_liquidity: false, liquidity: {}, acts: noLiquidityActs, has_check: false, check: '' };
  const share: Share = (text, max) => redaction.share(text, max);
  const isOpen = !hasEnded(paymentCase.status);
  const check = liquidityCheckText(paymentCase, {
    nowMs: businessNow,
    words: liquiditySubject(result, share).words,
  });
  const liquidity = liquidityDetails(result, {
    share,
    nowMs: businessNow,
    timing: isOpen && cutoff !== undefined ? showCountdown(cutoff, businessNow) : undefined,
    level,
  });
  const { has_moments: hasRow, has_options: hasOptions, has_impossible: hasImpossible } = liquidity;
  return {
    has_liquidity: true,
    liquidity,
    acts: liquidityActs(paymentCase, {
      offers,
      accounts: accountChoices,
      hasRoom: level !== 'headline',
      asksInRow: hasRow && !hasOptions && !hasImpossible,
    }),
    has_check: check !== '',
    check,
  };
}

function headerMarks({ case: paymentCase, isDemoDay }: PaymentView): string[] {
  const isDemoList = readAgentOutputs(paymentCase.run).sanctions?.audit['list_is_demo'] === true;
  return [
    isDemoDay ? 'DEMO DAY' : null,
    isDemoList ? 'DEMO LIST' : null,
    paymentCase.isTest ? 'TEST IDENTITY' : null,
  ].filter((mark) => mark !== null);
}

function headerFacts({ case: { payment, submitter }, cutoff, businessNow }: PaymentView): Fact[] {
  const claimed = payment.claimed_originator === undefined ? '' : `, for ${shown(payment.claimed_originator, 80)}`;
  const optional: readonly [string, string | undefined][] = [
    [
      'Beneficiary account',
      payment.beneficiary_account === undefined ? undefined : maskAccount(payment.beneficiary_account),
    ],
    ['Country', payment.beneficiary_country === undefined ? undefined : shown(payment.beneficiary_country, 60)],
    ['Purpose', payment.purpose === undefined ? undefined : shown(payment.purpose, 200)],
    ['Value date', payment.value_date === undefined ? undefined : shown(payment.value_date, 10)],
    ['Cutoff', cutoff === undefined ? undefined : shown(showCutoff(cutoff), 300)],
  ];
  return [
    { title: 'Debit account', value: `${maskAccount(payment.account_id)}, ${shown(payment.entity, 64)}` },
    { title: 'Type', value: typeText(payment) },
    { title: 'Pays at', value: shown(showInstant(payment.timestamp_utc), 40) },
    { title: 'Requested by', value: `${personText(submitter)}${claimed}` },
    ...optional.flatMap(([title, value]) => (value === undefined ? [] : [{ title, value }])),
    { title: 'Business time', value: showInstant(businessNow) },
  ];
}

function typeText({ payment_type: type, channel }: PaymentCase['payment']): string {
  return shown(channel === undefined || channel === type ? type : `${type} by ${channel}`, 60);
}

const looks = {
  PROCEED: { icon: '✓', style: 'good' },
  HOLD: { icon: '⚠', style: 'warning' },
  REJECT: { icon: '✕', style: 'attention' },
} as const;

function decisionData(decision: Decision, { runId }: PaymentCase, redaction: Redaction) {
  const action = actionOf(decision.outcome);
  const look = { ...looks[action], action };
  // Reason code, rules and next steps of a screening decision name the kind of match as clearly as its reason does.
  if (redaction.isRestricted) {
    return {
      ...look,
      reason: `Under compliance review, reference ${shown(runId)}`,
      has_basis: false,
      basis: '',
      has_steps: false,
      steps: '',
    };
  }
  const { ruleIds, policyReference, workflowSteps } = decision;
  const reasonCode = reasonCodeOf(decision.outcome);
  // A reference that spells the rules out again would say the same twice.
  const isRepeated = ruleIds.some((id) => policyReference.includes(id));
  const basis = [
    ...(reasonCode === null ? [] : [`Reason code ${shown(reasonCode)}`]),
    ...(ruleIds.length === 0
      ? []
      : [
          `Rules ${ruleIds
            .slice(0, 12)
            .map((id) => redaction.share(id, 60))
            .join(', ')}`,
        ]),
    ...(policyReference === '' || isRepeated ? [] : [`Policy ${redaction.share(policyReference, 200)}`]),
  ];
  const steps = workflowSteps.slice(0, 6).map(({ step, action }) => `${step}\\. ${redaction.share(action, 120)}`);
  return {
    ...look,
    reason: redaction.share(decision.reason),
    has_basis: basis.length > 0,
    basis: basis.join('  ·  '),
    has_steps: steps.length > 0,
    steps: steps.join('  ·  '),
  };
}

function footer({ case: paymentCase, listName }: PaymentView): string {
  const { runId, version, openedAt } = paymentCase;
  // The list that was asked, once one was: it may not be the one in force any more.
  const audit = readEvidence(paymentCase.run).sanctions?.audit;
  const hash = audit?.list_hash === undefined ? '' : `, sha256 ${audit.list_hash.slice(0, 8)}`;
  const list = audit === undefined ? listName : `${audit.index_queried}${hash}`;
  return `Reference ${shown(runId)}  ·  opened ${shown(showInstant(openedAt), 40)}  ·  version ${version}  ·  list ${shown(list, 120)}`;
}

/** The primary actions of what is offered; Teams shows four of them. */
function buttons({ case: { status }, offers }: PaymentView) {
  const restart = findOffer(offers, 'restart_review');
  return {
    approve: offers.some(({ act, isOverride }) => act === 'approve' && !isOverride),
    approve_override: overrideOf(offers) !== null,
    reject: findOffer(offers, 'reject') !== null,
    clear: findOffer(offers, 'clear_false_positive') !== null,
    confirm: findOffer(offers, 'confirm_true_match') !== null,
    restart: restart !== null && restart.minComment === 0,
    restart_with_reason: restart !== null && restart.minComment > 0,
    // A copy shown by /status does not follow the run by itself.
    refresh: status === 'under_review',
  };
}

function overrideOf(offers: readonly Offer[]): Offer | null {
  return offers.find(({ act, isOverride }) => act === 'approve' && isOverride) ?? null;
}

function overrideNote({ case: paymentCase, offers }: PaymentView): string {
  const roles = pendingOverrides(paymentCase)
    .slice(0, 6)
    .map((role) => shown(role, 60));
  return `Override by ${roles.join(', ')}: a justification of at least ${overrideOf(offers)?.minComment ?? 0} characters is needed.`;
}

/** `Makes void: Treasury Manager, Maya Marchetti`: whoever restarts shall know whose words it costs. */
function restartNote({ offers }: PaymentView): string {
  const voided = findOffer(offers, 'restart_review')?.voided ?? [];
  const whose = voided.slice(0, 6).map(({ role, by }) => `${shown(role, 60)}, ${personText(by)}`);
  return `Makes void: ${whose.join('; ')}. The payment is reviewed anew and asks for every approval again.`;
}
