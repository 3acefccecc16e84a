/** Decision rules that let go what the matrix they replace held or refused: a breach, or a payment after its cutoff. */
import { exampleOf } from '../checks/decision-example';
import type { LintInput, Weakness } from './finding';

/** What sanctions found is not for a treasury to loosen: `checkSanctionsRules` refuses that. */
export function lintDecisions({ policy }: LintInput): readonly Weakness[] {
  return policy.decisions.rules.flatMap(({ id, when, outcome }, at): Weakness[] => {
    if (when.sanctions !== 'CLEAR' || outcome !== 'proceed') return [];
    const loosened = (what: string, findings: Parameters<typeof exampleOf>[1]): Weakness => ({
      kind: 'decision_loosened',
      file: 'decision-matrix.yaml',
      path: ['rules', at, 'outcome'],
      reason: `${id}: ${what} would PROCEED`,
      ruleIds: [id],
      example: exampleOf(when, findings),
    });
    return [
      ...(when.liquidity_breach === false ? [] : [loosened('a payment that breaches its buffer', { breach: true })]),
      ...(when.before_cutoff === true ? [] : [loosened('a payment after its cutoff', { beforeCutoff: false })]),
    ];
  });
}
