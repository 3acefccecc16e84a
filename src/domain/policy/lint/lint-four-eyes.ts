/** Where one person's press is enough: money above the lowest tier, or an escalation, that asks a single role. */
import type { Policy } from '../policy';
import { approvalWeakness, pathOf } from './approval-weakness';
import type { LintInput, Weakness } from './finding';

export function lintFourEyes({ policy, asked }: LintInput): readonly Weakness[] {
  return [...singleApprovers(policy, asked), ...singleReviewers(policy)];
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

function singleReviewers({ decisions }: Policy): readonly Weakness[] {
  return decisions.rules.flatMap(({ id, when, approvals }, at): Weakness[] => {
    if (when.sanctions !== 'ESCALATE' || approvals === 'approval_matrix') return [];
    const [only, second] = approvals;
    if (!only || second) return [];
    return [
      {
        kind: 'single_approver',
        file: 'decision-matrix.yaml',
        path: ['rules', at, 'approvals'],
        reason: `${id}: asks ${only.role} alone, so one person clears a match`,
        ruleIds: [id],
        example: { ...when },
      },
    ];
  });
}
