/** What one screening took out of a list: enough to make its answer again without the list. */
import type { ListCounts, NameIndex, WordCount } from '../candidates/build-index';
import type { Judged } from '../judge-reading';
import { normaliseName } from '../names/normalise';
import type { WatchListEntry } from './watch-list';

export interface ListExtract {
  /** The entries that came nearest, in the order of the list. */
  readonly entries: readonly WatchListEntry[];
  /** How common their words, and those of the text, are on the whole list. */
  readonly counts: ListCounts;
  /** Numbers of their names that were compared, counted over all of these: on the whole list, others were nearer than the rest. */
  readonly judged: readonly number[];
}

export interface ListNotes {
  /** Notes each word of the list that somebody looks for in it. */
  readonly index: NameIndex;
  readonly noteEntry: (entry: WatchListEntry) => void;
  /** Best first. */
  noteJudged(judged: readonly Judged[]): void;
  readonly extract: () => ListExtract;
}

/** The match, the runner-up, and one more for whoever wonders what else was near. */
const nearestKept = 3;

export function createListNotes(index: NameIndex): ListNotes {
  const { vocabulary } = index;
  const entries = new Set<number>();
  const names = new Set<number>();
  const words = new Set<number>();
  const noteWord = (text: string): number | undefined => {
    const id = vocabulary.idOf(text);
    if (id !== undefined) words.add(id);
    return id;
  };
  return {
    index: { ...index, vocabulary: { ...vocabulary, idOf: noteWord } },
    noteEntry(entry) {
      entries.add(index.entries.indexOf(entry));
    },
    noteJudged(judged) {
      const nearest = new Set<number>();
      for (const { scored } of judged) {
        names.add(scored.name);
        if (nearest.size < nearestKept) nearest.add(index.entryOf(scored.name));
      }
      for (const entry of nearest) entries.add(entry);
    },
    extract() {
      const noted = [...entries].sort((a, b) => a - b).flatMap((at) => index.entries[at] ?? []);
      for (const { name, aliases } of noted)
        for (const text of [name, ...aliases.map((alias) => alias.name)]) normaliseName(text).words.forEach(noteWord);
      return {
        entries: noted,
        counts: { entries: index.entries.length, words: countsOf(index, words) },
        judged: numbersWithin(index, entries, names),
      };
    },
  };
}

/** In the order of the whole list, so that what is decided by order is decided the same way. */
function countsOf({ vocabulary }: NameIndex, words: ReadonlySet<number>): readonly WordCount[] {
  return [...words]
    .sort((a, b) => a - b)
    .map((id) => ({
      text: vocabulary.words[id]?.text ?? '',
      uses: vocabulary.uses[id] ?? 0,
      sound_uses: vocabulary.soundUses[id] ?? 0,
    }));
}

/** The names' numbers where the index is of these entries alone. */
function numbersWithin(index: NameIndex, entries: ReadonlySet<number>, names: ReadonlySet<number>): readonly number[] {
  const { nameCount } = index;
  const found: number[] = [];
  let number = 0;
  for (const entry of [...entries].sort((a, b) => a - b))
    for (let name = firstNameOf(entry); name < nameCount && index.entryOf(name) === entry; name += 1) {
      if (names.has(name)) found.push(number);
      number += 1;
    }
  return found;

  /** Names stand in the order of their entries. */
  function firstNameOf(entry: number): number {
    let [low, high] = [0, nameCount];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (index.entryOf(middle) < entry) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
