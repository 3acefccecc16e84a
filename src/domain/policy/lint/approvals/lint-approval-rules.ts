/** Approval rules that never count, and those that contradict each other. */
import { grantsOf, ranksOf, standingSet, type FiredSet } from '../../approvals/approvals';
import type { Policy } from '../../policy';
import { approvalWeakness, conditionsOf, pathOf } from './approval-weakness';
import type { LintInput, Weakness } from '../finding';
import type { AskedAt } from './standing-sets';

export function lintApprovalRules({ policy, asked }: LintInput): readonly Weakness[] {
  return [...idleRules(policy, asked), ...ties(policy, asked)];
}

/** A rule that never fires, and one that fires but never decides who is asked nor adds its authority. */
function idleRules(policy: Policy, answers: readonly AskedAt[]): readonly Weakness[] {
  const { tiers, rules } = policy.approvals;
  const rows = [
    ...tiers.map(({ id }, at) => ({ id, path: ['tiers', at] })),
    ...rules.map(({ id }, at) => ({ id, path: ['rules', at] })),
  ];
  return rows.flatMap(({ id, path }): Weakness[] => {
    const met = answers.filter(({ fired }) => fired.some(({ ruleId }) => ruleId === id));
    const [first] = met;
    if (!first)
      return [
        approvalWeakness(
          'rule_unreachable',
          path,
          `${id}: no payment meets its conditions`,
          [id],
          conditionsOf(policy, id),
        ),
      ];
    if (
      met.some(
        ({ fired }) =>
          concluded(policy, fired) !==
          concluded(
            policy,
            fired.filter(({ ruleId }) => ruleId !== id),
          ),
      )
    )
      return [];
    return [
      approvalWeakness(
        'rule_without_effect',
        path,
        `${id}: whenever it fires, ${first.standing.ruleId} or another rule asks for as much, and it adds nothing`,
        [id, first.standing.ruleId],
        first.example,
      ),
    ];
  });
}

/** Who is asked and for what, as one comparable text. */
function concluded(policy: Policy, fired: readonly FiredSet[]): string {
  const asked = standingSet(policy, fired).roles.map(({ role }) => `${role}: ${grantsOf(role, fired).join(' ')}`);
  return [...new Set(asked)].sort().join('\n');
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

function sameRoles(a: FiredSet, b: FiredSet): boolean {
  const names = ({ roles }: FiredSet) =>
    roles
      .map(({ role }) => role)
      .sort()
      .join();
  return names(a) === names(b);
}
