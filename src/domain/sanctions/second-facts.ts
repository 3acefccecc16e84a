/** What else is known of a party beside its name, and which of it a list entry agrees with: OFAC's steps compare further data before a match is called true. */
import { isBirthDateOf } from './identifiers/birth-date';
import { numberKey } from './identifiers/identifier-key';
import type { WatchListEntry } from './lists/watch-list';
import { isSameCountry } from './same-country';

/** As a payment or a person states it. */
export interface PartyFacts {
  /** ISO 8601, a day, a month or a year. */
  readonly dateOfBirth?: string | undefined;
  readonly identifiers?: readonly string[] | undefined;
  readonly kind?: 'person' | 'company' | undefined;
}

export type SecondFact = 'country' | 'date_of_birth' | 'identifier';

/** Facts that both sides state and that agree. Nothing is held against a party because facts differ: lists and payments are both incomplete. */
export function agreeingFacts(
  { country, facts }: { readonly country?: string | undefined; readonly facts?: PartyFacts | undefined },
  { countries, identity }: WatchListEntry,
): readonly SecondFact[] {
  const places = [...countries, ...(identity?.nationalities ?? [])];
  const isThere = country !== undefined && places.some((listed) => isSameCountry(country, listed));
  const born = facts?.dateOfBirth;
  const isBornThen = born !== undefined && (identity?.birthDates ?? []).some((listed) => isBirthDateOf(born, listed));
  const numbers = new Set((identity?.identifiers ?? []).map(({ value }) => numberKey(value)));
  const isNumbered = (facts?.identifiers ?? []).some((stated) => {
    const key = numberKey(stated);
    return key !== null && numbers.has(key);
  });
  return [
    ...(isThere ? (['country'] as const) : []),
    ...(isBornThen ? (['date_of_birth'] as const) : []),
    ...(isNumbered ? (['identifier'] as const) : []),
  ];
}
