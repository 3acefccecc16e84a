/** A watch list so old that it can no longer show a party is clear, and is trusted nevertheless. */
import type { LintInput, Weakness } from '../finding';

/** The authorities publish several times a month, so a list of last month has missed names. */
const longestAgeDays = 31;

/** The demo's list may be of any age: production refuses it. */
export function lintWatchList({ policy }: LintInput): readonly Weakness[] {
  const { production: days } = policy.sanctions.max_list_age_days;
  if (days !== null && days <= longestAgeDays) return [];
  return [
    {
      kind: 'list_age_unbounded',
      file: 'sanctions.yaml',
      path: ['max_list_age_days', 'production'],
      reason:
        days === null
          ? 'production trusts a watch list of any age'
          : `production trusts a watch list of ${days} days; above ${longestAgeDays} it has missed names`,
      ruleIds: [],
      example: { list_age_days: days === null ? 3_650 : days, sanctions: 'CLEAR' },
    },
  ];
}
