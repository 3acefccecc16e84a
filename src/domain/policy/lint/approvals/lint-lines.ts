/** Who answers for what: treasury for money, compliance for matches, and somebody for everything that waits. */
import { actionOf } from '../../outcome';
import type { Policy } from '../../policy';
import { approvalWeakness, conditionsOf } from './approval-weakness';
import type { LintInput, Weakness } from '../finding';

export function lintLines({ policy }: LintInput): readonly Weakness[] {
  return [...mixedLines(policy), ...unanswered(policy)];
}

/** Treasury approves money and compliance reviews matches: neither does the other's work. */
function mixedLines(policy: Policy): readonly Weakness[] {
  const lineOf = (role: string) => policy.roles.find(({ name }) => name === role)?.line;
  const { tiers, rules } = policy.approvals;
  const inMatrix = [
    ...tiers.map(({ id, roles }, at) => ({ id, roles, path: ['tiers', at, 'roles'] })),
    ...rules.map(({ id, require }, at) => ({
      id,
      roles: 'at_least' in require ? [require.at_least] : require.map(({ role }) => role),
      path: ['rules', at, 'require'],
    })),
  ].flatMap(({ id, roles, path }): Weakness[] => {
    const stranger = roles.find((role) => lineOf(role) === 'compliance');
    return stranger === undefined
      ? []
      : [
          approvalWeakness(
            'lines_mixed',
            path,
            `${id}: ${stranger} is of compliance and approves no money`,
            [id],
            conditionsOf(policy, id),
          ),
        ];
  });
  const inReview = policy.decisions.rules.flatMap(({ id, when, approvals }, at): Weakness[] => {
    const stranger =
      when.sanctions === 'ESCALATE' && approvals !== 'approval_matrix'
        ? approvals.find(({ role }) => lineOf(role) === 'treasury')?.role
        : undefined;
    return stranger === undefined
      ? []
      : [
          {
            kind: 'lines_mixed',
            file: 'decision-matrix.yaml',
            path: ['rules', at, 'approvals'],
            reason: `${id}: ${stranger} is of treasury and reviews no match`,
            ruleIds: [id],
            example: { sanctions: when.sanctions },
          },
        ];
  });
  return [...inMatrix, ...inReview];
}

/** A payment that waits, or goes on, waits for somebody. */
function unanswered(policy: Policy): readonly Weakness[] {
  return policy.decisions.rules.flatMap(({ id, when, outcome, approvals }, at): Weakness[] =>
    actionOf(outcome) !== 'REJECT' && approvals !== 'approval_matrix' && approvals.length === 0
      ? [
          {
            kind: 'nobody_asked',
            file: 'decision-matrix.yaml',
            path: ['rules', at, 'approvals'],
            reason: `${id}: ${outcome} with nobody to approve it`,
            ruleIds: [id],
            example: { ...when },
          },
        ]
      : [],
  );
}
