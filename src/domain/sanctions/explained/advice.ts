/** What a screening asks for, and on what it rests: what the recommendation says in English, as data. */
import type { SanctionsScreening } from '../../evidence/sanctions-screening';

export interface Advice {
  /** hold_without_data: nothing was found, on a list that says nothing. reject_place: a place, and no party, is sanctioned. */
  readonly act: 'continue' | 'hold_without_data' | 'hold' | 'block' | 'reject_place';
  /** Whose finding it is; null for the payee's. */
  readonly party: string | null;
  /** What was found; null where nothing was. */
  readonly found: AdvisedMatch | null;
  /** What the match means under its programmes; null where policy has no table of them. */
  readonly meaning: AdvisedMeaning | null;
}

export interface AdvisedMatch {
  readonly entity: string;
  /** The alias it was found by; null where that is the entry's own name. */
  readonly alias: string | null;
  readonly programs: readonly string[];
  /** Whose list it stands on, and of which day, ISO; null for a place. */
  readonly list: { readonly family: string; readonly date: string | null } | null;
  /** What agreed where no name did. */
  readonly on: { readonly field: string; readonly stated: string } | null;
  /** The rule of policy a place stands in, with its source. */
  readonly source: string | null;
}

/** `instruction` is policy's own text, in the language policy is written in. */
export type AdvisedMeaning =
  | { readonly is: 'instruction'; readonly instruction: string; readonly onlyIfTrue: boolean }
  | { readonly is: 'unknown'; readonly programmes: readonly string[] };

export function adviceOf(result: SanctionsScreening): Advice {
  const { decision, match_details: details, strictest_party: party = null } = result;
  const isFound = details.matched_entity !== null;
  const common = { party, found: foundOf(result), meaning: meaningOf(result) };
  if (decision === 'CLEAR') return { ...common, act: 'continue' };
  if (decision === 'BLOCK') return { ...common, act: details.jurisdiction ? 'reject_place' : 'block' };
  return { ...common, act: isFound || details.rule !== 'nothing_alike' ? 'hold' : 'hold_without_data' };
}

function foundOf({ match_details: details, audit }: SanctionsScreening): AdvisedMatch | null {
  const { matched_entity: entity, matched_name: name, matched_on: on, jurisdiction } = details;
  if (entity === null) return null;
  const family = jurisdiction ? undefined : audit.list_family;
  return {
    entity,
    alias: name === undefined || name === null || name === entity ? null : name,
    programs: details.programs,
    list: family === undefined ? null : { family, date: dayOf(family, audit) },
    on: on ? { field: on.field, stated: on.stated } : null,
    source: jurisdiction?.source ?? null,
  };
}

/** Of several lists screened as one, the day of the one the match stands on. */
function dayOf(family: string, { lists, list_date: date = null }: SanctionsScreening['audit']): string | null {
  return lists?.find(({ name }) => name === family)?.date ?? date;
}

function meaningOf({ decision, match_details: { programme } }: SanctionsScreening): AdvisedMeaning | null {
  if (!programme) return null;
  if (programme.effect === 'unknown') return { is: 'unknown', programmes: programme.unknown };
  const onlyIfTrue = decision === 'ESCALATE' && programme.effect === 'block';
  return { is: 'instruction', instruction: programme.instruction, onlyIfTrue };
}
