/** What else of a party agrees with a list entry, beside the name: it may confirm a name that alone says too little. */
import type { WatchListEntry } from './lists/watch-list';
import { isSameCountry } from './same-country';

export type SecondFact = 'country' | 'date_of_birth' | 'identifier';

/** What a payment states of a party beside name and country. */
export interface PartyFacts {
  /** ISO day, or a year or year and month. */
  readonly dateOfBirth?: string | undefined;
  /** As written: a passport, a tax number, a registration, a BIC. */
  readonly identifiers?: readonly string[] | undefined;
  /** Where the payment says so; else it is read from the name. */
  readonly kind?: 'person' | 'company' | undefined;
}

export function agreeingFacts(
  { country }: { readonly country?: string | undefined; readonly facts?: PartyFacts | undefined },
  entry: WatchListEntry,
): SecondFact[] {
  const agrees = country !== undefined && entry.countries.some((listed) => isSameCountry(country, listed));
  return agrees ? ['country'] : [];
}
