/** Approval tiers and rules that never count, contradict each other, or ask less of more. */
import type { JsonObject } from '../../json';
import { ranksOf, type FiredSet } from '../approvals';
import type { Policy } from '../policy';
import type { YamlPath } from '../../yaml-document';
import type { LintInput, Weakness, WeaknessKind } from './finding';
import { askEverywhere, type AskedAt } from './standing-sets';

export function lintApprovals({ policy }: LintInput): readonly Weakness[] {
  const answers = askEverywhere(policy);
  return [
    ...idleRules(policy, answers),
    ...ties(policy, answers),
    ...fallingTiers(policy),
    ...repeatedRoles(policy),
    ...mixedLines(policy),
    ...unanswered(policy),
  ];
}

/** A rule that never fires, and one that fires but never decides who is asked nor adds its authority. */
function idleRules(policy: Policy, answers: readonly AskedAt[]): readonly Weakness[] {
  const { tiers, rules } = policy.approvals;
  const rows = [
    ...tiers.map(({ id }, at) => ({ id, path: ['tiers', at], alone: [] as readonly string[] })),
    ...rules.map(({ id, require }, at) => ({
      id,
      path: ['rules', at],
      alone: 'at_least' in require ? [] : require.flatMap(({ authority }) => authority ?? []),
    })),
  ];
  return rows.flatMap(({ id, path, alone }): Weakness[] => {
    const met = answers.filter(({ fired }) => fired.some(({ ruleId }) => ruleId === id));
    const [first] = met;
    if (!first)
      return [approvalWeakness('rule_unreachable', path, `${id}: no payment meets its conditions`, [id], conditionsOf(policy, id))];
    if (alone.length > 0 || met.some((answer) => matters(policy, answer, id))) return [];
    return [
      approvalWeakness(
        'rule_without_effect',
        path,
        `${id}: whenever it fires, ${first.standing.ruleId} or another rule asks for the stricter set, and it adds nothing`,
        [id, first.standing.ruleId],
        first.example,
      ),
    ];
  });
}

/** Without this rule another set would stand, or the authority it gives would be missing. */
function matters(policy: Policy, { fired, standing }: AskedAt, id: string): boolean {
  const own = fired.find(({ ruleId }) => ruleId === id);
  if (!own) return false;
  if (standing.ruleId === id || own.roles.some(({ authority }) => authority !== undefined)) return true;
  // A tier or rule that asks for just what stands is not idle: it says the same on purpose.
  return sameRoles(own, standing) && ranksOf(policy, own).length > 0;
}

/** Two sets equally strict and not the same: which stands is then only a matter of their order in the file. */
function ties(policy: Policy, answers: readonly AskedAt[]): readonly Weakness[] {
  const told = new Set<string>();
  return answers.flatMap(({ fired, standing, example }): Weakness[] => {
    const ranks = ranksOf(policy, standing).join();
    return fired
      .filter((other) => ranksOf(policy, other).join() === ranks && !sameRoles(other, standing))
      .flatMap((other) => {
        const ids = [standing.ruleId, other.ruleId];
        const key = [...ids].sort().join();
        if (told.has(key)) return [];
        told.add(key);
        const reason = `${ids.join(' and ')} ask for different people of the same ranks; the order in the file decides`;
        return [approvalWeakness('approval_tie', pathOf(policy, other.ruleId), reason, ids, example)];
      });
  });
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
        approvalWeakness('tier_lead_not_highest', ['tiers', at, 'roles', 0], `${id}: ${roles[0] ?? 'nobody'} leads, but the tier names a higher rank`, [id], example),
      );
    if (below && (highest < Math.max(...below.roles.map(rankOf)) || roles.length < below.roles.length))
      found.push(
        approvalWeakness('tier_weaker_than_below', ['tiers', at, 'roles'], `${id}: asks for fewer or lower people than ${below.id}`, [below.id, id], example),
      );
    return found;
  });
}

/** One role twice in a set is one press: the set promises more eyes than it needs. */
function repeatedRoles(policy: Policy): readonly Weakness[] {
  const { tiers, rules } = policy.approvals;
  const sets = [
    ...tiers.map(({ id, roles }, at) => ({ id, roles, path: ['tiers', at, 'roles'], file: 'approval-matrix.yaml' as const })),
    ...rules.flatMap(({ id, require }, at) =>
      'at_least' in require
        ? []
        : [{ id, roles: require.map(({ role }) => role), path: ['rules', at, 'require'], file: 'approval-matrix.yaml' as const }],
    ),
    ...policy.decisions.rules.flatMap(({ id, approvals }, at) =>
      approvals === 'approval_matrix'
        ? []
        : [{ id, roles: approvals.map(({ role }) => role), path: ['rules', at, 'approvals'], file: 'decision-matrix.yaml' as const }],
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
      : [approvalWeakness('lines_mixed', path, `${id}: ${stranger} is of compliance and approves no money`, [id], conditionsOf(policy, id))];
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
  return policy.decisions.rules.flatMap(({ id, when, action, approvals }, at): Weakness[] =>
    action !== 'REJECT' && approvals !== 'approval_matrix' && approvals.length === 0
      ? [
          {
            kind: 'nobody_asked',
            file: 'decision-matrix.yaml',
            path: ['rules', at, 'approvals'],
            reason: `${id}: ${action} with nobody to approve it`,
            ruleIds: [id],
            example: { ...when },
          },
        ]
      : [],
  );
}

function sameRoles(a: FiredSet, b: FiredSet): boolean {
  const names = ({ roles }: FiredSet) => roles.map(({ role }) => role).sort().join();
  return names(a) === names(b);
}

function conditionsOf({ approvals }: Policy, id: string): JsonObject {
  const rule = approvals.rules.find((candidate) => candidate.id === id);
  if (rule) return { ...rule.when };
  return { amount: approvals.tiers.find((candidate) => candidate.id === id)?.up_to_usd ?? null, currency: 'USD' };
}

function pathOf({ approvals }: Policy, id: string): YamlPath {
  const tier = approvals.tiers.findIndex((candidate) => candidate.id === id);
  return tier >= 0 ? ['tiers', tier] : ['rules', approvals.rules.findIndex((candidate) => candidate.id === id)];
}

function approvalWeakness(
  kind: WeaknessKind,
  path: YamlPath,
  reason: string,
  ruleIds: readonly string[],
  example: JsonObject,
): Weakness {
  return { kind, file: 'approval-matrix.yaml', path, reason, ruleIds, example };
}
