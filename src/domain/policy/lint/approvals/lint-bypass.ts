/** Cleared payments that ask for roles of their own, so that no amount, type, breach or hour ever asks for more. */
import { standingSet } from '../../approvals/approvals';
import { actionOf } from '../../outcome';
import { exampleOf } from '../../checks/decision-example';
import type { LintInput, Weakness } from '../finding';

/** The example is the payment of which the approval matrix asks most. */
export function lintBypass({ policy, asked }: LintInput): readonly Weakness[] {
  return policy.decisions.rules.flatMap(({ id, when, outcome, approvals }, at): Weakness[] => {
    if (when.sanctions !== 'CLEAR' || actionOf(outcome) === 'REJECT' || approvals === 'approval_matrix') return [];
    const findings = exampleOf(when);
    const like = asked.filter(({ example }) => example['severity'] === findings['severity']);
    const most = standingSet(
      policy,
      like.map(({ standing }) => standing),
    );
    return [
      {
        kind: 'matrix_bypassed',
        file: 'decision-matrix.yaml',
        path: ['rules', at, 'approvals'],
        reason: `${id}: asks ${inWords(approvals)} of every payment instead of the approval matrix, which asks as much as ${inWords(most.roles)}`,
        ruleIds: [id],
        example: { ...like.find(({ standing }) => standing === most)?.example, ...findings },
      },
    ];
  });
}

function inWords(roles: readonly { readonly role: string }[]): string {
  return roles.map(({ role }) => role).join(' and ') || 'nobody';
}
