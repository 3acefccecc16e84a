/** Which outcome a decision rule may give: each belongs to the findings it speaks of, since people are told so. */
import type { Outcome } from '../outcome';
import { exampleOf } from './decision-example';
import type { DecisionRule } from '../tables/decision-table';
import type { Policy } from '../policy';
import type { PolicyFault } from '../tables/policy-fault';

type Findings = DecisionRule['when'];

/** The rest may follow on any finding. */
const meant: Partial<Record<Outcome, readonly [what: string, fits: (when: Findings) => boolean]>> = {
  compliance_hold: ['an ESCALATE', ({ sanctions }) => sanctions === 'ESCALATE'],
  liquidity_hold: ['a CLEAR payment that breaches', (when) => when.sanctions === 'CLEAR' && !!when.liquidity_breach],
  liquidity_rejected: [
    'a CLEAR payment that breaches',
    (when) => when.sanctions === 'CLEAR' && !!when.liquidity_breach,
  ],
  blocked: ['a BLOCK', ({ sanctions }) => sanctions === 'BLOCK'],
  compliance_rejected: ['an ESCALATE', ({ sanctions }) => sanctions === 'ESCALATE'],
  cutoff_missed: ['a payment after its cutoff', ({ before_cutoff: isBefore }) => isBefore === false],
  withdrawn: ['whoever asked for a payment', () => false],
};

export function checkOutcomes({ decisions }: Policy): readonly PolicyFault[] {
  return decisions.rules.flatMap(({ id, when, outcome }, at): PolicyFault[] => {
    const [what, fits] = meant[outcome] ?? [];
    if (!fits || fits(when)) return [];
    return [
      {
        kind: 'outcome_mismatch',
        file: 'decision-matrix.yaml',
        path: ['rules', at, 'outcome'],
        reason: `${id}: the outcome ${outcome} is for ${what ?? ''} alone`,
        ruleIds: [id],
        example: { ...exampleOf(when), outcome },
      },
    ];
  });
}
