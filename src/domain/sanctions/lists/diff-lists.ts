/** What changed between two states of one list, by entry number and row hash. */
import { entryHash } from './entry-hash';
import type { WatchList, WatchListEntry } from './watch-list';

export interface EntryChange {
  readonly uid: string;
  readonly name: string;
}

export interface ListDiff {
  readonly added: readonly EntryChange[];
  readonly removed: readonly EntryChange[];
  readonly changed: readonly EntryChange[];
}

export function diffLists(before: WatchList, after: WatchList): ListDiff {
  const earlier = new Map(before.entries.map((entry) => [entry.uid, entry]));
  const later = new Set(after.entries.map(({ uid }) => uid));
  const added: EntryChange[] = [];
  const changed: EntryChange[] = [];
  for (const entry of after.entries) {
    const known = earlier.get(entry.uid);
    if (!known) added.push(asChange(entry));
    else if (entryHash(known) !== entryHash(entry)) changed.push(asChange(entry));
  }
  return { added, removed: before.entries.filter(({ uid }) => !later.has(uid)).map(asChange), changed };
}

function asChange({ uid, name }: WatchListEntry): EntryChange {
  return { uid, name };
}

/** OFAC removes parties a few at a time; a twentieth gone at once is far likelier a file cut short. */
const maxDropPercent = 5;

/** Whether `after` may follow `before`: not with more than 5 % fewer entries or names. */
export function checkDrop(before: WatchList, after: WatchList): { ok: true } | { ok: false; reason: string } {
  const counts = [
    { what: 'entries', from: before.entries.length, to: after.entries.length },
    { what: 'names', from: countNames(before), to: countNames(after) },
  ];
  for (const { what, from, to } of counts) {
    const percent = ((from - to) / Math.max(from, 1)) * 100;
    if (percent > maxDropPercent) {
      const reason = `${after.name}: ${to} ${what} where the last good list has ${from}, ${percent.toFixed(1)} % fewer; at most ${maxDropPercent} % is taken without a person's word.`;
      return { ok: false, reason };
    }
  }
  return { ok: true };
}

export function countNames(list: WatchList): number {
  return list.entries.reduce((sum, { aliases }) => sum + 1 + aliases.length, 0);
}
