/** Keeps what a screening needs beside the names (numbers of a list, places of a policy) for as long as the list and the policy live. */
import { createJurisdictionFinder, type JurisdictionFinder } from '../countries/find-jurisdictions';
import { createRecordIndex, type FalsePositive } from '../false-positive';
import { createIdentifierIndex, type IdentifierHit, type IdentifierIndex } from '../identifiers/identifier-index';
import type { WatchList, WatchListEntry } from '../lists/watch-list';
import type { Screener } from '../screen-party';
import { createPartyScreener, type PartyScreener, type ScreeningRules } from './screen-parties';

/** Hears what was found beside the names. */
export interface Heard {
  readonly entry: (entry: WatchListEntry) => void;
  readonly record: (record: FalsePositive) => void;
}

export type KeptPartyScreeners = (
  screener: Screener,
  rules: ScreeningRules,
  records: readonly FalsePositive[],
  heard?: Heard,
) => PartyScreener;

export function createKeptPartyScreeners(): KeptPartyScreeners {
  const indexes = new WeakMap<WatchList, IdentifierIndex>();
  const recordIndexes = new WeakMap<readonly FalsePositive[], ReturnType<typeof createRecordIndex>>();
  const finders = new WeakMap<ScreeningRules['jurisdictions'], JurisdictionFinder>();
  return (screener, rules, records, heard) => {
    const recordsAbout = kept(recordIndexes, records, createRecordIndex);
    const identifiers = kept(indexes, screener.list, createIdentifierIndex);
    return createPartyScreener({
      screener,
      recordsAbout: heard ? (party) => told(recordsAbout(party), heard.record) : recordsAbout,
      rules,
      identifiers: heard ? { find: (stated) => toldOfHits(identifiers.find(stated), heard) } : identifiers,
      jurisdictions: kept(finders, rules.jurisdictions, createJurisdictionFinder),
    });
  };
}

function told<T>(found: readonly T[], hear: (one: T) => void): readonly T[] {
  found.forEach(hear);
  return found;
}

function toldOfHits(hits: readonly IdentifierHit[], { entry }: Heard): readonly IdentifierHit[] {
  return told(hits, (hit) => {
    entry(hit.entry);
  });
}

function kept<Key extends object, Value>(map: WeakMap<Key, Value>, key: Key, make: (key: Key) => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make(key);
  map.set(key, made);
  return made;
}
