/** What compliance found to be a false positive: this party is not that list entry, as long as the entry stays as it is. */
import { normaliseName } from './names/normalise';
import { isSameCountry } from './same-country';
import type { Party } from './screen-party';
import { dayMs, startOfDay } from '../values/time';

export interface FalsePositive {
  readonly id: string;
  /** As the payment named it; null country: wherever it is. */
  readonly party: { readonly name: string; readonly country: string | null };
  /** Whose list, e.g. `OFAC SDN`, and the entry's number there. */
  readonly listFamily: string;
  readonly uid: string;
  /** `entryHash` of the entry compliance looked at. */
  readonly rowHash: string;
  /** Two different people. */
  readonly recordedBy: readonly [string, string];
  readonly reason: string;
  /** ISO days; the record counts through the last one. */
  readonly recordedOn: string;
  readonly expiresOn: string;
}

/** Facts about a party age: nobody's word holds longer than a year. */
export const longestRecordDays = 366;
/** Whoever reads it in a year must understand it. */
export const shortestRecordReason = 20;

/** ISO days, both of them real. */
export function isExpiryAllowed(recordedOn: string, expiresOn: string): boolean {
  const days = (startOfDay(expiresOn) - startOfDay(recordedOn)) / dayMs;
  return days > 0 && days <= longestRecordDays;
}

export type FalsePositiveState = 'cleared' | 'void_expired' | 'void_row_changed' | 'void_sanctioned_place';

/** Spelling, case and punctuation may differ as far as normalising takes them out; a word more or less is another party. */
export function isAboutParty({ party }: FalsePositive, { name, country }: Party): boolean {
  if (wordsOf(party.name) !== wordsOf(name)) return false;
  return party.country === null || (country !== undefined && isSameCountry(party.country, country));
}

/** Many records are looked through for every party: by the name's words first. */
export function createRecordIndex(records: readonly FalsePositive[]): (party: Party) => readonly FalsePositive[] {
  const byWords = new Map<string, FalsePositive[]>();
  for (const record of records) {
    const words = wordsOf(record.party.name);
    byWords.set(words, [...(byWords.get(words) ?? []), record]);
  }
  return (party) => (byWords.size === 0 ? [] : (byWords.get(wordsOf(party.name)) ?? []));
}

/** `today` (an ISO day), `rowHash` and the payment's places as they are now. */
export function stateOf(
  record: FalsePositive,
  rowHash: string,
  { today, statesSanctionedPlace }: { readonly today: string; readonly statesSanctionedPlace: boolean },
): FalsePositiveState {
  if (record.rowHash !== rowHash) return 'void_row_changed';
  if (record.expiresOn < today) return 'void_expired';
  return statesSanctionedPlace ? 'void_sanctioned_place' : 'cleared';
}

function wordsOf(name: string): string {
  return normaliseName(name).words.join(' ');
}
