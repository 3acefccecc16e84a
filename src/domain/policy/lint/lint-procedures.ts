/** Records kept too short a time, procedures that rest on a section nobody wrote, and reason codes without words. */
import { reasonCodes } from '../outcome';
import type { Policy } from '../policy';
import type { LintInput, Weakness } from './finding';

/** Years records of a sanctions match are kept (31 CFR 501.601). */
const sanctionsYears = 10;

export function lintProcedures({ policy, sections }: LintInput): readonly Weakness[] {
  return [...weakProcedures(policy, sections), ...unexplained(policy)];
}

/** Any code can end a case, whichever the matrix gives: cancelled and rejected payments have theirs from people. */
function unexplained({ reasons }: Policy): readonly Weakness[] {
  return reasonCodes
    .filter((code) => !reasons.some((reason) => reason.code === code))
    .map((code) => ({
      kind: 'reason_unexplained',
      file: 'reason-codes.yaml',
      path: ['reasons'],
      reason: `no words for ${code}`,
      ruleIds: [],
      example: { reason_code: code },
    }));
}

function weakProcedures(policy: Policy, sections: readonly string[]): readonly Weakness[] {
  const { procedures, retention } = policy.procedures;
  return procedures.flatMap((procedure, at): Weakness[] => {
    const rule = policy.decisions.rules.find(({ id }) => id === procedure.decision);
    const kept = retention.find(({ id }) => id === procedure.retention);
    const isMatch = rule !== undefined && rule.when.sanctions !== 'CLEAR';
    const unknown = procedure.sections.flatMap((section, row): Weakness[] =>
      sections.includes(section)
        ? []
        : [
            {
              kind: 'section_unknown',
              file: 'procedures.yaml',
              path: ['procedures', at, 'sections', row],
              reason: `${procedure.decision}: rests on ${section}, which is not in the knowledge folder`,
              ruleIds: [procedure.decision],
              example: { section_id: section },
            },
          ],
    );
    if (!isMatch || !kept || kept.years >= sanctionsYears) return unknown;
    return [
      ...unknown,
      {
        kind: 'retention_too_short',
        file: 'procedures.yaml',
        path: ['procedures', at, 'retention'],
        reason: `${procedure.decision}: keeps a sanctions record ${kept.years} years, less than ${sanctionsYears} (31 CFR 501.601)`,
        ruleIds: [procedure.decision, kept.id],
        example: { sanctions: rule.when.sanctions },
      },
    ];
  });
}
