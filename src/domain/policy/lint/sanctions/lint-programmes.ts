/** Gaps in the table of programmes: a list no row speaks of, and a blocking list said not to block. */
import type { LintInput, Weakness } from '../finding';

/** Lists whose every entry is blocked by law. */
const blockingLists = ['OFAC SDN', 'UN Consolidated', 'EU FSF', 'TR Freezes'];

export function lintProgrammes({ policy }: LintInput): readonly Weakness[] {
  const rows = policy.sanctions.programmes;
  if (rows === undefined)
    return [
      {
        kind: 'programme_missing',
        file: 'sanctions.yaml',
        path: [],
        reason: 'no table of programmes: a match with a merely restricted party is rejected like a blocked one',
        example: { list: 'OFAC Consolidated', programme: 'CMIC-EO13959' },
      },
    ];
  const missing = blockingLists
    .filter((list) => !rows.some((row) => row.list === list && row.effect === 'block' && row.programmes === undefined))
    .map((list): Weakness => ({
      kind: 'programme_missing',
      file: 'sanctions.yaml',
      path: ['programmes'],
      reason: `no row blocks every entry of ${list}: a match there only escalates`,
      example: { list },
    }));
  const loosened = rows.flatMap((row, at): Weakness[] =>
    row.effect === 'restrict' && blockingLists.includes(row.list)
      ? [
          {
            kind: 'programme_loosened',
            file: 'sanctions.yaml',
            path: ['programmes', at, 'effect'],
            reason: `${row.id}: ${row.list} lists blocked parties, restrict is milder than the law`,
            example: { list: row.list, ...(row.programmes ? { programmes: row.programmes } : {}) },
          },
        ]
      : [],
  );
  return [...missing, ...loosened];
}
