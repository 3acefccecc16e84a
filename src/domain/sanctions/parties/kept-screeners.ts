/** Keeps what a screening needs beside the names (numbers of a list, places of a policy) for as long as the list and the policy live. */
import { createJurisdictionFinder, type JurisdictionFinder } from '../countries/find-jurisdictions';
import { createRecordIndex, type FalsePositive } from '../false-positive';
import { createIdentifierIndex, type IdentifierIndex } from '../identifiers/identifier-index';
import type { WatchList } from '../lists/watch-list';
import type { Screener } from '../screen-party';
import { createPartyScreener, type PartyScreener, type ScreeningRules } from './screen-parties';

export type KeptPartyScreeners = (
  screener: Screener,
  rules: ScreeningRules,
  records: readonly FalsePositive[],
) => PartyScreener;

export function createKeptPartyScreeners(): KeptPartyScreeners {
  const indexes = new WeakMap<WatchList, IdentifierIndex>();
  const recordIndexes = new WeakMap<readonly FalsePositive[], ReturnType<typeof createRecordIndex>>();
  const finders = new WeakMap<ScreeningRules['jurisdictions'], JurisdictionFinder>();
  return (screener, rules, records) =>
    createPartyScreener({
      screener,
      recordsAbout: kept(recordIndexes, records, createRecordIndex),
      rules,
      identifiers: kept(indexes, screener.list, createIdentifierIndex),
      jurisdictions: kept(finders, rules.jurisdictions, createJurisdictionFinder),
    });
}

function kept<Key extends object, Value>(map: WeakMap<Key, Value>, key: Key, make: (key: Key) => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make(key);
  map.set(key, made);
  return made;
}
