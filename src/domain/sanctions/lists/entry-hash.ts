/** The fingerprint of one list entry: it changes whenever anything its authority says about the party does. */
import { fingerprint } from '../../values/json';
import type { WatchListEntry } from './watch-list';

/** SHA-256 over everything published of the entry, in no matter which order of files it stood. */
export function entryHash(entry: WatchListEntry): string {
  const { uid, name, type, programs, aliases, title, remarks, countries, identity, measures } = entry;
  const published = aliases.filter(({ kind }) => kind !== 'qualifier_dropped');
  // What was read out of the remarks is in them: another way of reading must not void what compliance recorded.
  const apart = identity?.isFromRemarks === true ? undefined : identity;
  return fingerprint({
    uid,
    name,
    type,
    programs,
    aliases: published,
    title,
    remarks,
    countries,
    identity: apart,
    measures,
  });
}
