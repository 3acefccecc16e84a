/** Gaps in the table of sanctioned jurisdictions: a comprehensive one that is missing or loosened, a row nobody checked, a row that does nothing. */
import { dayMs } from '../../../values/time';
import type { SanctionsTable } from '../../tables/sanctions-table';
import type { LintInput, Weakness } from '../finding';

/** Comprehensively sanctioned by the United States, so that hardly a dollar may go there: OFAC's programmes of Iran, North Korea, Cuba and the occupied regions of Ukraine. */
const comprehensive: Readonly<Record<string, string>> = {
  IR: 'Iran',
  KP: 'North Korea',
  CU: 'Cuba',
  'UA-43': 'Crimea',
  'UA-40': 'Sevastopol',
  'UA-14': 'Donetsk',
  'UA-09': 'Luhansk',
};

/** Sanctions programmes are made and lifted within months; after a year nobody knows whether a row still holds. */
const longestUncheckedDays = 366;

type Row = NonNullable<SanctionsTable['jurisdictions']>[number];

export function lintJurisdictions({ policy, nowMs }: LintInput): readonly Weakness[] {
  const rows = policy.sanctions.jurisdictions ?? [];
  const weakness = (kind: Weakness['kind'], path: Weakness['path'], reason: string, code: string): Weakness => ({
    kind,
    file: 'sanctions.yaml',
    path: ['jurisdictions', ...path],
    reason,
    example: { beneficiary_country: code },
  });
  const missing = Object.entries(comprehensive)
    .filter(([code]) => !rows.some((row) => row.code === code))
    .map(([code, name]) =>
      weakness(
        'jurisdiction_missing',
        [],
        `${name} (${code}) is comprehensively sanctioned and not in the table`,
        code,
      ),
    );
  const perRow = rows.flatMap((row, at): Weakness[] => {
    const name = comprehensive[row.code];
    const isStopped = rows.some(
      (other) => other.code === row.code && other.consequence === 'REJECT' && !isScoped(other),
    );
    const days = (nowMs - Date.parse(`${row.checked_on}T00:00:00Z`)) / dayMs;
    return [
      ...(name !== undefined && !isStopped
        ? [
            weakness(
              'jurisdiction_loosened',
              [at, 'consequence'],
              `${name} is comprehensively sanctioned and not rejected for every currency and entity`,
              row.code,
            ),
          ]
        : []),
      ...(days > longestUncheckedDays
        ? [
            weakness(
              'jurisdiction_unchecked',
              [at, 'checked_on'],
              `${row.id} was last checked on ${row.checked_on}`,
              row.code,
            ),
          ]
        : []),
      ...(rows.some((other, before) => before !== at && shadows(other, row, before < at))
        ? [
            weakness(
              'jurisdiction_without_effect',
              [at],
              `${row.id}: another row of ${row.code} is as strict and holds wherever this one does`,
              row.code,
            ),
          ]
        : []),
    ];
  });
  return [...missing, ...perRow];
}

function isScoped({ currencies, entities }: Row): boolean {
  return currencies !== undefined || entities !== undefined;
}

/** Of two equal rows only the later one has no effect. */
function shadows(other: Row, row: Row, isEarlier: boolean): boolean {
  if (other.code !== row.code || (other.consequence === 'ESCALATE' && row.consequence === 'REJECT')) return false;
  const isWider = isWithin(row.currencies, other.currencies) && isWithin(row.entities, other.entities);
  const isEqual = isWider && isWithin(other.currencies, row.currencies) && isWithin(other.entities, row.entities);
  return isWider && (isEarlier || !isEqual || other.consequence !== row.consequence);
}

function isWithin(scope: readonly string[] | undefined, wider: readonly string[] | undefined): boolean {
  return wider === undefined || (scope !== undefined && scope.every((one) => wider.includes(one)));
}
