/** Tiers that ask less of more money, and sets that name one role twice. */
import type { Policy } from '../../policy';
import { approvalWeakness } from './approval-weakness';
import type { LintInput, Weakness } from '../finding';

export function lintTiers({ policy }: LintInput): readonly Weakness[] {
  return [...fallingTiers(policy), ...repeatedRoles(policy)];
}

/** A higher amount never needs fewer or lower people, and the leading role stands first. */
function fallingTiers(policy: Policy): readonly Weakness[] {
  const { tiers } = policy.approvals;
  const rankOf = (role: string) => policy.roles.find(({ name }) => name === role)?.rank ?? 0;
  return tiers.flatMap(({ id, roles, up_to_usd: bound }, at): Weakness[] => {
    const below = tiers[at - 1];
    const example = { amount: bound ?? (below?.up_to_usd ?? 0) + 1, currency: 'USD', payment_type: 'SWIFT' };
    const highest = Math.max(...roles.map(rankOf));
    const found: Weakness[] = [];
    if (rankOf(roles[0] ?? '') < highest)
      found.push(
        approvalWeakness(
          'tier_lead_not_highest',
          ['tiers', at, 'roles', 0],
          `${id}: ${roles[0] ?? 'nobody'} leads, but the tier names a higher rank`,
          [id],
          example,
        ),
      );
    if (below && (highest < Math.max(...below.roles.map(rankOf)) || roles.length < below.roles.length))
      found.push(
        approvalWeakness(
          'tier_weaker_than_below',
          ['tiers', at, 'roles'],
          `${id}: asks for fewer or lower people than ${below.id}`,
          [below.id, id],
          example,
        ),
      );
    return found;
  });
}

/** One role twice in a set is one press: the set promises more eyes than it needs. */
function repeatedRoles(policy: Policy): readonly Weakness[] {
  const { tiers, rules } = policy.approvals;
  const sets = [
    ...tiers.map(({ id, roles }, at) => ({
      id,
      roles,
      path: ['tiers', at, 'roles'],
      file: 'approval-matrix.yaml' as const,
    })),
    ...rules.flatMap(({ id, require }, at) =>
      'at_least' in require
        ? []
        : [
            {
              id,
              roles: require.map(({ role }) => role),
              path: ['rules', at, 'require'],
              file: 'approval-matrix.yaml' as const,
            },
          ],
    ),
    ...policy.decisions.rules.flatMap(({ id, approvals }, at) =>
      approvals === 'approval_matrix'
        ? []
        : [
            {
              id,
              roles: approvals.map(({ role }) => role),
              path: ['rules', at, 'approvals'],
              file: 'decision-matrix.yaml' as const,
            },
          ],
    ),
  ];
  return sets.flatMap(({ id, roles, path, file }): Weakness[] => {
    const repeated = roles.find((role, at) => roles.indexOf(role) < at);
    return repeated === undefined
      ? []
      : [
          {
            kind: 'role_repeated',
            file,
            path,
            reason: `${id}: names ${repeated} twice, which one person answers`,
            ruleIds: [id],
            example: { required_approvals: [...roles] },
          },
        ];
  });
}
