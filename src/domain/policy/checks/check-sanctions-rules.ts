/** What no policy may loosen: a BLOCK that nobody can release, and an escalation that compliance reviews. */
import type { DecisionRule } from '../tables/decision-table';
import { isComplianceMatter } from '../outcome';
import { exampleOf } from './decision-example';
import type { Policy } from '../policy';
import type { PolicyFault } from '../tables/policy-fault';

/** Stricter than the other tables' checks because these two rows are the law's and not the treasury's (31 CFR 501.603). */
export function checkSanctionsRules({ decisions, roles }: Policy): readonly PolicyFault[] {
  const isCompliance = (role: string) => roles.some(({ name, line }) => name === role && line === 'compliance');
  return decisions.rules.flatMap((rule, at): PolicyFault[] => {
    const fault = (key: keyof DecisionRule, reason: string) => ({
      kind: 'sanctions_loosened' as const,
      file: 'decision-matrix.yaml' as const,
      path: ['rules', at, key],
      reason: `${rule.id}: ${reason}`,
      ruleIds: [rule.id],
      example: exampleOf(rule.when),
    });
    if (rule.when.sanctions === 'BLOCK') return blockFaults(rule, fault);
    if (rule.when.sanctions !== 'ESCALATE') return [];
    const { outcome, approvals } = rule;
    const isReviewed = approvals !== 'approval_matrix' && approvals.some(({ role }) => isCompliance(role));
    return [
      ...(isComplianceMatter(outcome)
        ? []
        : [fault('outcome', `an ESCALATE waits for compliance, it cannot be ${outcome}`)]),
      ...(isReviewed ? [] : [fault('approvals', 'an ESCALATE must ask at least one compliance role')]),
    ];
  });
}

function blockFaults(
  { outcome, approvals }: DecisionRule,
  fault: (key: keyof DecisionRule, reason: string) => PolicyFault,
): PolicyFault[] {
  if (outcome !== 'blocked') return [fault('outcome', `a BLOCK can only be blocked, not ${outcome}`)];
  return approvals.length > 0 ? [fault('approvals', 'nobody can approve a BLOCK: approvals must be []')] : [];
}
