/** The fingerprint of one list entry: it changes whenever anything its authority says about the party does. */
import { fingerprint } from '../../values/json';
import type { WatchListEntry } from './watch-list';

/** SHA-256 over everything published of the entry, in no matter which order of files it stood. */
export function entryHash({ uid, name, type, programs, aliases, title, remarks, countries }: WatchListEntry): string {
  const published = aliases.filter(({ kind }) => kind !== 'qualifier_dropped');
  return fingerprint({ uid, name, type, programs, aliases: published, title, remarks, countries });
}
