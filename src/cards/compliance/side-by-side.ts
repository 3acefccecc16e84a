/** What was asked beside the entry it is like: names, kind, dates, countries, numbers and programmes, row by row. */
import type { SanctionsScreening } from '../../domain/evidence/sanctions-screening';
import { shown } from '../words/escape-markdown';
import type { Words } from '../words/words';

export interface SideRow {
  readonly label: string;
  readonly asked: string;
  readonly listed: string;
}

/** More would not be read; the audit has them. */
const maxValues = 8;

/** No rows where nothing matched. What one side does not state is said to be not stated: nothing is held against a party for it. */
export function sideRows(screening: SanctionsScreening, { compliance, screening: told }: Words): readonly SideRow[] {
  const { match_details: match } = screening;
  if (match.matched_entity === null) return [];
  const { name, screened } = askedOf(screening);
  const { sides } = compliance;
  const listed = match.listed ?? { countries: [], nationalities: [], birth_dates: [] };
  const entryName = match.matched_name ?? match.matched_entity;
  const alsoKnown = entryName === match.matched_entity ? [] : [match.matched_entity];
  const rows: readonly (readonly [string, readonly (string | null | undefined)[], readonly (string | null)[]])[] = [
    [sides.name, [name], [entryName, ...alsoKnown]],
    [sides.kind, [], [match.entity_type === null ? null : told.entityType(match.entity_type)]],
    [sides.born, [screened?.date_of_birth], listed.birth_dates],
    [sides.country, [screened?.country], [...new Set([...listed.countries, ...listed.nationalities])]],
    [sides.number, [match.matched_on?.stated], match.matched_on ? [match.matched_on.listed] : []],
    [sides.programme, [], match.programs],
  ];
  const said = (values: readonly (string | null | undefined)[]) =>
    shown(
      values
        .filter((value) => value !== null && value !== undefined && value !== '')
        .slice(0, maxValues)
        .join(', '),
      200,
    );
  return rows
    .map(([label, asked, onList]) => ({ label, asked: said(asked), listed: said(onList) }))
    .filter(({ asked, listed: onList }) => asked !== '' || onList !== '')
    .map((row) => ({ ...row, asked: row.asked || missing(row.label), listed: row.listed || sides.notStated }));

  /** A payment states neither a kind nor a programme. */
  function missing(label: string): string {
    return label === sides.kind || label === sides.programme ? '–' : sides.notStated;
  }
}

/** Of the party whose finding stands above. */
function askedOf({ beneficiary_screened: name, parties = [], strictest_party: role }: SanctionsScreening) {
  const party = role === undefined ? parties[0] : parties.find((one) => one.role === role);
  return party ?? { name, screened: undefined };
}
