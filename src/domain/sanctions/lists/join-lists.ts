/** Several authorities' lists screened as one: every entry knows whose it is, and the oldest list's day counts. */
import { sha256 } from '../../values/json';
import type { WatchList } from './watch-list';

/** One list stays what it is. Where any list has no day, the whole has none: nobody can say how old it is. */
export function joinLists(lists: readonly [WatchList, ...WatchList[]]): WatchList {
  const [first, ...others] = lists;
  if (others.length === 0) return first;
  const days = lists.map(({ listDate }) => listDate);
  return {
    name: lists.map(({ name }) => name).join(' + '),
    family: first.family,
    listDate: days.some((day) => day === null) ? null : (days.toSorted()[0] ?? null),
    hash: sha256(lists.map(({ hash }) => hash).join('\n')),
    entries: lists.flatMap(({ family, entries }) => entries.map((entry) => ({ ...entry, listedBy: family }))),
    isDemo: lists.some(({ isDemo }) => isDemo),
    parts: lists,
  };
}
