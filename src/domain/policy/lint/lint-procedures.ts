/** Records kept too short a time, and procedures that rest on a section nobody wrote. */
import type { LintInput, Weakness } from './finding';

/** Years records of a sanctions match are kept (31 CFR 501.601). */
const sanctionsYears = 10;

export function lintProcedures({ policy, sections }: LintInput): readonly Weakness[] {
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
