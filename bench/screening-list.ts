/** A list several times as long as the one given, of invented parties: longer without being a copy. */
import type { WatchList, WatchListEntry } from '../src/domain/sanctions/lists/watch-list';

const letters = 'abcdefghiklmnoprstuvz';
const prime = 7_919;

/** Every further round takes each name apart: half its words come from other names, half are spelt anew. The same every time. */
export function multiplyList(list: WatchList, times: number): WatchList {
  const words = [...new Set(list.entries.flatMap(({ name }) => name.split(/[ ,]+/)))];
  const entries: WatchListEntry[] = [...list.entries];
  for (let round = 1; round < times; round += 1) {
    list.entries.forEach((entry, at) => {
      const renamed = (name: string): string => rename(name, words, at * prime + round);
      entries.push({
        ...entry,
        uid: `${round}-${entry.uid}`,
        name: renamed(entry.name),
        aliases: entry.aliases.map((alias) => ({ ...alias, name: renamed(alias.name) })),
      });
    });
  }
  return { ...list, name: `${list.name} x ${times}`, entries };
}

function rename(name: string, words: readonly string[], seed: number): string {
  let state = seed;
  return name.replace(/[\p{L}\p{N}]{3,}/gu, (word) => {
    // A linear congruence: even enough for names, and the same on every machine.
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % 2 === 0 ? (words[state % words.length] ?? word) : respell(word, state);
  });
}

/** Other letters in two places: a word of its own, as far from the first as two names are. */
function respell(word: string, state: number): string {
  const spelt = Array.from(word);
  for (let change = 0; change < 2; change += 1) {
    const place = Math.floor(state / 7 ** (change + 1)) % spelt.length;
    spelt[place] = letters.charAt(Math.floor(state / 11 ** (change + 1)) % letters.length);
  }
  return spelt.join('');
}
