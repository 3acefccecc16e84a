/** Where one person's press is enough: money above the lowest tier, an escalation, or a decision that asks a single role. */
import { actionOf } from '../../outcome';
import { exampleOf } from '../../checks/decision-example';
import type { Policy } from '../../policy';
import { approvalWeakness, pathOf } from './approval-weakness';
import type { LintInput, Weakness } from '../finding';

export function lintFourEyes({ policy, asked }: LintInput): readonly Weakness[] {
  return [...singleApprovers(policy, asked), ...singleDeciders(policy)];
}

/** The lowest tier is what one person may release; each set above it that names one role alone is told once. */
function singleApprovers(policy: Policy, asked: LintInput['asked']): readonly Weakness[] {
  const lowest = policy.approvals.tiers[0]?.id;
  const told = new Set<string>();
  return asked.flatMap(({ fired, standing, example }): Weakness[] => {
    const { ruleId, roles } = standing;
    const [only, second] = roles;
    if (!only || second || told.has(ruleId) || fired.some((set) => set.ruleId === lowest)) return [];
    told.add(ruleId);
    const reason = `${ruleId}: asks ${only.role} alone, so one person releases what is above ${lowest ?? 'the lowest tier'}`;
    return [approvalWeakness('single_approver', pathOf(policy, ruleId), reason, [ruleId], example)];
  });
}

/** The roles a decision names itself answer for every amount. */
function singleDeciders({ decisions }: Policy): readonly Weakness[] {
  return decisions.rules.flatMap(({ id, when, outcome, approvals }, at): Weakness[] => {
    if (actionOf(outcome) === 'REJECT' || approvals === 'approval_matrix') return [];
    const [only, second] = approvals;
    if (!only || second) return [];
    return [
      {
        kind: 'single_approver',
        file: 'decision-matrix.yaml',
        path: ['rules', at, 'approvals'],
        reason: `${id}: asks ${only.role} alone, so one person ${when.sanctions === 'ESCALATE' ? 'clears a match' : 'releases any amount'}`,
        ruleIds: [id],
        example: exampleOf(when),
      },
    ];
  });
}
