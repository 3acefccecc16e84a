/** What opens behind More: the decision with its rules, what the agents found, what was asked for, and how it is filed. */
import { hasBeenApproved } from '../../../domain/case/machine/states';
import { readAgentOutputs, readEvidence } from '../../../domain/case/run/case-evidence';
import type { Decision } from '../../../domain/policy/decision';
import { actionOf, reasonCodeOf } from '../../../domain/policy/outcome';
import type { LiquidityScreening } from '../../../domain/evidence/liquidity-screening';
import { shown } from '../../words/escape-markdown';
import type { Fact } from '../../words/fact';
import { personText } from '../texts/person-text';
import { roleText } from '../texts/people-text';
import type { CardContext } from '../card-context';
import { correctionFacts } from '../texts/correction-text';
import { recordedReason } from '../texts/recorded-reason';

type Row = readonly [title: string, value: string | undefined];

function factsOf(rows: readonly Row[]): readonly Fact[] {
  return rows.flatMap(([title, value]) => (value === undefined || value === '' ? [] : [{ title, value }]));
}

const maxRules = 12;
const maxSteps = 6;

/** Reason code, rules and next steps of a screening decision name the kind of match as clearly as its reason does: none of them then. */
export function decisionFacts(context: CardContext): readonly Fact[] {
  const { view, words, redaction, hasEnded } = context;
  const { decision, runId } = view.case;
  if (!decision) return [];
  const head: Row[] = [
    [
      words.more.decided,
      `${words.actions[actionOf(decision.outcome)]}, ${shown(words.show.instant(decision.decidedAt), 40)}`,
    ],
  ];
  if (redaction.isRestricted) {
    const say = hasEnded ? words.decision.reference : words.decision.restricted;
    return factsOf([...head, [words.more.reason, say(shown(runId))]]);
  }
  const { ruleIds, policyReference, workflowSteps } = decision;
  const reason = recordedReason(decision, context);
  const rules = ruleIds.slice(0, maxRules).map((id) => redaction.share(id, 60));
  // A reference that spells the rules out again would say the same twice.
  const isRepeated = ruleIds.some((id) => policyReference.includes(id));
  const steps = workflowSteps
    .slice(0, maxSteps)
    .map(({ step, action }) => `${step}\\. ${redaction.share(action, 120)}`);
  return factsOf([
    ...head,
    [words.more.reason, reason.text],
    [words.more.recordedReason, reason.untold ?? undefined],
    [words.more.reasonCode, reasonCodeOf(decision.outcome) ?? undefined],
    [words.more.rules, rules.join(', ')],
    [words.more.policy, policyReference === '' || isRepeated ? undefined : redaction.share(policyReference, 200)],
    [words.more.steps, steps.join('  ·  ')],
    [words.more.approvals, approvalsText(decision, words)],
  ]);
}

function approvalsText({ requiredApprovals }: Decision, words: CardContext['words']): string {
  return requiredApprovals
    .slice(0, 6)
    .map(({ role, grants, slaHours, people = 1, stage = 1 }) =>
      [
        people > 1 ? words.more.peopleOf(people, roleText(role)) : roleText(role),
        ...grants.map((grant) => words.grants[grant]),
        words.more.within(slaHours),
        ...(stage > 1 ? [words.more.afterStage(stage - 1)] : []),
      ].join(', '),
    )
    .join('; ');
}

/** Each agent's own result, beside the line that says its verdict. */
export function agentFacts(context: CardContext): readonly Fact[] {
  const { view, words, redaction, liquidity } = context;
  const { sanctions, operations } = readAgentOutputs(view.case.run);
  if (redaction.isRestricted) return [];
  const determined = operations?.workflow_determination;
  return factsOf([
    [words.agents.sanctions, sanctions ? screenedText(context) : undefined],
    [words.agents.liquidity, liquidity ? liquidityText(liquidity.result, words) : undefined],
    [
      words.agents.operations,
      determined && `${words.actions[determined.final_action]}, ${redaction.share(determined.policy_reference, 200)}`,
    ],
  ]);
}

function screenedText({ view, words, redaction }: CardContext): string {
  return redaction.visibility === 'cleared' ? words.agent.cleared : words.more.clearAgainst(shown(view.listName, 80));
}

function liquidityText(result: LiquidityScreening, words: CardContext['words']): string {
  const { more } = words;
  const { breach_assessment: found, payment_assessed: assessed, recommendation } = result;
  const money = (amount: number) => words.show.money(amount, assessed.currency);
  const before = found.already_below_buffer ? more.belowBefore : '';
  const severity = found.severity === 'NONE' ? '' : `, ${words.severities[found.severity]}`;
  const what = found.breach
    ? `${more.breachOf(words.severities[found.severity], money(found.gap))}${before}`
    : more.noBreachOf(severity, money(found.headroom));
  return `${what}; ${more.recommends(words.recommended[recommendation.action])}`;
}

export function requestFacts(context: CardContext): readonly Fact[] {
  const { view, words, mask } = context;
  const { case: paymentCase, cutoff } = view;
  const { payment, submitter, asksAgainFor } = paymentCase;
  const claimed =
    payment.claimed_originator === undefined ? '' : words.more.onBehalf(shown(payment.claimed_originator, 80));
  const { payment_type: type, channel } = payment;
  const isNeverPaid = context.hasEnded && !hasBeenApproved(paymentCase.status);
  return factsOf([
    [words.more.requestedBy, `${personText(submitter, words)}${claimed}`],
    ...correctionFacts(context),
    [words.more.asksAgain, asksAgainFor && shown(asksAgainFor.paymentId, 64)],
    [words.more.type, shown(channel === undefined || channel === type ? type : words.more.by(type, channel), 60)],
    [words.more.debitAccount, `${mask.of(payment.account_id)}, ${shown(payment.entity, 64)}`],
    [isNeverPaid ? words.more.wasToPayAt : words.more.paysAt, shown(words.show.instant(payment.timestamp_utc), 40)],
    [words.more.valueDate, payment.value_date && words.show.day(payment.value_date)],
    [words.more.cutoff, cutoff && shown(cutoffRule(cutoff, words), 300)],
    [words.more.country, payment.beneficiary_country && shown(payment.beneficiary_country, 60)],
    [words.more.purpose, payment.purpose && shown(payment.purpose, 200)],
    [words.more.urgency, payment.urgency && shown(payment.urgency, 40)],
  ]);
}

/** Which one binds, in its own time; once it is missed, or there is none, why. Unescaped. */
function cutoffRule(cutoff: NonNullable<CardContext['view']['cutoff']>, words: CardContext['words']): string {
  const { more } = words;
  const { effective_cutoff_utc: utc, local_time: local, binding, before_cutoff: isBefore } = cutoff;
  const why = words.show.datesIn(more.cutoffWhy(cutoff));
  if (utc === null || binding === null) return why;
  const zone = local?.split(' ').at(-1);
  const times = [words.show.instant(utc), ...(zone === undefined ? [] : [words.show.clockAt(utc, zone)])].join(', ');
  return `${more.cutoffAt(times, words.bindings[binding])}${isBefore || why === '' ? '' : `. ${why}`}`;
}

export function referencesText({ view, words }: CardContext): string {
  const { runId, version, openedAt, run } = view.case;
  // The list that was asked, once one was: it may not be the one in force any more.
  const audit = readEvidence(run).sanctions?.audit;
  const hash = audit?.list_hash === undefined ? '' : `, sha256 ${audit.list_hash.slice(0, 8)}`;
  const list =
    audit === undefined
      ? view.listName
      : `${words.show.datesIn(words.screening.list(audit, audit.index_queried))}${hash}`;
  return words.more.references(shown(runId), shown(words.show.instant(openedAt), 40), version, shown(list, 120));
}
