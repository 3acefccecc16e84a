/** Which reason code a decision rule may give: one of its action, and a code the desk acts on only where it is meant. */
import type { ReasonCode } from '../decision';
import { exampleOf } from './decision-example';
import type { DecisionRule } from '../tables/decision-table';
import type { Policy } from '../policy';
import type { PolicyFault } from '../tables/policy-fault';

/** Who may press, what a waiting payment holds and what its card offers follow from these codes, so each has one meaning. */
const meant: readonly (readonly [code: ReasonCode, what: string, fits: (when: DecisionRule['when']) => boolean])[] = [
  ['HOLD_SANC_ESC', 'an ESCALATE', ({ sanctions }) => sanctions === 'ESCALATE'],
  ['HOLD_LIQ_BREACH', 'a CLEAR payment that breaches', (when) => when.sanctions === 'CLEAR' && !!when.liquidity_breach],
  ['REJ_SANC_BLOCK', 'a BLOCK', ({ sanctions }) => sanctions === 'BLOCK'],
  ['REJ_CUTOFF_MISSED', 'a payment after its cutoff', ({ before_cutoff: isBefore }) => isBefore === false],
];

export function checkReasonCodes({ decisions }: Policy): readonly PolicyFault[] {
  return decisions.rules.flatMap((rule, at): PolicyFault[] => {
    const wrong = wrongCode(rule);
    return wrong === null
      ? []
      : [
          {
            kind: 'reason_code_mismatch',
            file: 'decision-matrix.yaml',
            path: ['rules', at, 'reason_code'],
            reason: `${rule.id}: ${wrong}`,
            ruleIds: [rule.id],
            example: { ...exampleOf(rule.when), action: rule.action, reason_code: rule.reason_code },
          },
        ];
  });
}

/** Null where the code is right. */
function wrongCode({ when, action, reason_code: code }: DecisionRule): string | null {
  if (when.sanctions === 'BLOCK' && action === 'REJECT' && code !== 'REJ_SANC_BLOCK')
    return 'the reason code of a BLOCK is REJ_SANC_BLOCK';
  const belongs = action === 'PROCEED' ? code === null : code?.startsWith(action === 'HOLD' ? 'HOLD_' : 'REJ_');
  if (belongs !== true) return `the reason code does not belong to ${action}`;
  // Under any other code compliance's answer to a match would count as the release of the money.
  if (when.sanctions === 'ESCALATE' && action === 'HOLD' && code !== 'HOLD_SANC_ESC')
    return 'the reason code of an ESCALATE that is held is HOLD_SANC_ESC';
  const misused = meant.find(([known, , fits]) => known === code && !fits(when));
  return misused ? `the reason code ${misused[0]} is for ${misused[1]} alone` : null;
}
