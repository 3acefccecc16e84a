/** The decision and approval matrices applied to one payment's findings. */
import type { RequiredRole } from './decision';
import { Fault } from '../values/errors';
import type { WorkflowStep } from '../evidence/operational-procedures';
import { requiredApprovals } from './approvals/approvals';
import type { DecisionRule } from './tables/decision-table';
import { isBreach, type Facts } from './facts/facts';
import type { Outcome } from './outcome';
import type { Policy } from './policy';
import type { PolicyNote } from './why/why';

export interface Determination {
  readonly outcome: Outcome;
  /** The decision rule first, then every approval rule that fired. */
  readonly ruleIds: readonly string[];
  /** From the lowest rank up, each with its time to answer. */
  readonly requiredApprovals: readonly RequiredRole[];
  readonly workflowSteps: readonly WorkflowStep[];
  /** The rules in words, for people. */
  readonly policyReference: string;
  /** What a reader should know beside the rules, e.g. that the strictest tier was taken for want of a rate. */
  readonly notes: readonly PolicyNote[];
}

/** Throws `policy_invalid` where no decision rule fits, which a checked policy rules out. */
export function determine(policy: Policy, facts: Facts): Determination {
  const rule = policy.decisions.rules.find((candidate) => fits(candidate.when, facts));
  if (!rule) throw new Fault('policy_invalid', `no decision rule for ${JSON.stringify({ ...facts, amountUsd: null })}`);
  const approvals = requiredApprovals(policy, rule.approvals, facts);
  return {
    outcome: rule.outcome,
    ruleIds: [rule.id, ...approvals.ruleIds],
    requiredApprovals: approvals.required,
    workflowSteps: workflowSteps(policy, rule.id),
    policyReference: policyReference(rule.id, approvals.ruleIds),
    notes: approvals.notes,
  };
}

/** Whether a decision rule's conditions hold. */
export function fits(
  when: DecisionRule['when'],
  facts: Pick<Facts, 'sanctions' | 'severity' | 'beforeCutoff'>,
): boolean {
  return (
    when.sanctions === facts.sanctions &&
    (when.liquidity_breach ?? isBreach(facts.severity)) === isBreach(facts.severity) &&
    (when.before_cutoff ?? facts.beforeCutoff) === facts.beforeCutoff
  );
}

/** The steps people take after a decision rule or the manual review, numbered from 1. */
export function workflowSteps(policy: Policy, decisionRuleId: string): readonly WorkflowStep[] {
  const procedure = policy.procedures.procedures.find(({ decision }) => decision === decisionRuleId);
  return (procedure?.steps ?? []).map((step, index) => ({
    step: index + 1,
    action: step.action,
    responsible: step.responsible,
    documentation_required: [...step.documentation_required],
  }));
}

export function policyReference(decisionRuleId: string, approvalRuleIds: readonly string[]): string {
  const matrix = approvalRuleIds.length > 0 ? `; approval matrix: ${approvalRuleIds.join(', ')}` : '';
  return `Decision matrix: ${decisionRuleId}${matrix}`;
}
