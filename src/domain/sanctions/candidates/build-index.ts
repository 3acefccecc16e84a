/** The list prepared for searching: each name as word numbers, each word with the names it stands in. */
import type { HashBuckets } from './hash-buckets';
import { hashText } from '../../values/text/hash-text';
import { createHashBuckets } from './hash-buckets';
import { normaliseName } from '../names/normalise';
import { findAnchors } from './name-core';
import type { Vocabulary } from '../names/vocabulary';
import { createVocabulary } from '../names/vocabulary';
import type { WatchList, WatchListEntry } from '../lists/watch-list';

export type NameKind = 'primary' | 'strong_alias' | 'weak_alias';
const nameKinds: readonly NameKind[] = ['primary', 'strong_alias', 'weak_alias'];

export interface NameIndex {
  readonly entries: readonly WatchListEntry[];
  readonly vocabulary: Vocabulary;
  readonly nameCount: number;
  /** The name as published (a dropped qualifier already dropped). */
  readonly texts: readonly string[];
  entryOf(name: number): number;
  kindOf(name: number): NameKind;
  /** The name's words are `wordIds.subarray(wordStarts[name], wordStarts[name + 1])`, in published order. */
  readonly wordStarts: Int32Array;
  readonly wordIds: Int32Array;
  /** All letters of a name without spaces, as written. */
  readonly squeezed: readonly string[];
  /** How many words stand before the comma of an individual's name; 0 where there is none. */
  readonly surnameLengths: Uint8Array;
  /** The same in letters. */
  readonly surnameLetters: Uint8Array;
  /** Sum of the weights of a name's words. */
  readonly weights: Float32Array;
  /** Names a word stands in: `postings.subarray(postingStarts[word], postingStarts[word + 1])`. */
  readonly postingStarts: Int32Array;
  readonly postings: Int32Array;
  /** Parallel to `wordIds`: 1 where the word is part of who the party is, not a legal form or an article. */
  readonly isCore: Uint8Array;
  /** Names whose rarest core word a word is: `anchors.subarray(anchorStarts[word], anchorStarts[word + 1])`. */
  readonly anchorStarts: Int32Array;
  readonly anchors: Int32Array;
  /** Names by all their letters without spaces, as written and with legal forms shortened. */
  readonly bySqueezed: HashBuckets;
}

interface Draft {
  readonly wordIds: number[];
  readonly wordStarts: number[];
  readonly entryOf: number[];
  readonly kinds: number[];
  readonly surnameLengths: number[];
  readonly surnameLetters: number[];
  readonly texts: string[];
  readonly squeezed: string[];
  readonly squeezedHashes: number[];
  readonly squeezedNames: number[];
}

/** How common a word is on a list: how many entries use it, and how many one that sounds like it. */
export interface WordCount {
  readonly text: string;
  readonly uses: number;
  readonly sound_uses: number;
}

/** What an extract of a list cannot count itself, in the order of the whole list. */
export interface ListCounts {
  readonly entries: number;
  readonly words: readonly WordCount[];
}

/** `counts`: where `list` is an extract, those of the list it was taken from. */
export function buildIndex(list: WatchList, counts?: ListCounts): NameIndex {
  const vocabularyIds = new Map<string, number>((counts?.words ?? []).map(({ text }, id) => [text, id]));
  const vocabularyTexts = (counts?.words ?? []).map(({ text }) => text);
  const usesByWord = (counts?.words ?? []).map(({ uses }) => uses);
  const lastEntryOfWord: number[] = [];
  const draft: Draft = {
    wordIds: [],
    wordStarts: [0],
    entryOf: [],
    kinds: [],
    surnameLengths: [],
    surnameLetters: [],
    texts: [],
    squeezed: [],
    squeezedHashes: [],
    squeezedNames: [],
  };

  const addName = (text: string, kind: number, entryNumber: number, isPerson: boolean): void => {
    const name = normaliseName(text);
    if (name.words.length === 0) return;
    for (const word of name.words) {
      let id = vocabularyIds.get(word);
      if (id === undefined) {
        id = vocabularyTexts.length;
        vocabularyIds.set(word, id);
        vocabularyTexts.push(word);
        usesByWord.push(0);
        lastEntryOfWord.push(-1);
      }
      if (!counts && lastEntryOfWord[id] !== entryNumber) {
        lastEntryOfWord[id] = entryNumber;
        usesByWord[id] = (usesByWord[id] ?? 0) + 1;
      }
      draft.wordIds.push(id);
    }
    const nameNumber = draft.texts.length;
    const comma = isPerson ? text.indexOf(',') : -1;
    const surname = comma > 0 ? normaliseName(text.slice(0, comma)) : null;
    const surnameLength = surname?.words.length ?? 0;
    draft.wordStarts.push(draft.wordIds.length);
    draft.entryOf.push(entryNumber);
    draft.kinds.push(kind);
    draft.surnameLengths.push(Math.min(surnameLength, 255));
    draft.surnameLetters.push(Math.min(surname?.squeezed.length ?? 0, 255));
    draft.texts.push(text);
    draft.squeezed.push(name.squeezed);
    for (const squeezed of squeezedForms(name.squeezed, name.words, surnameLength)) {
      draft.squeezedHashes.push(hashText(squeezed));
      draft.squeezedNames.push(nameNumber);
    }
  };

  list.entries.forEach((entry, entryNumber) => {
    const isPerson = entry.type === 'individual';
    addName(entry.name, 0, entryNumber, isPerson);
    for (const alias of entry.aliases) addName(alias.name, alias.strength === 'strong' ? 1 : 2, entryNumber, isPerson);
  });
  const vocabulary = createVocabulary({
    texts: vocabularyTexts,
    ids: vocabularyIds,
    uses: Int32Array.from(usesByWord),
    soundUses: counts && Int32Array.from(vocabularyTexts, (_, id) => counts.words[id]?.sound_uses ?? 1),
    entryCount: Math.max(counts?.entries ?? list.entries.length, 1),
  });
  return assemble(list, vocabulary, draft);
}

/** As written, and with shortened legal forms; for a person also with the given names first. */
export function squeezedForms(squeezed: string, words: readonly string[], surnameLength: number): string[] {
  const forms = new Set([squeezed, words.join('')]);
  if (surnameLength > 0) forms.add([...words.slice(surnameLength), ...words.slice(0, surnameLength)].join(''));
  return [...forms];
}

function assemble(list: WatchList, vocabulary: Vocabulary, draft: Draft): NameIndex {
  const nameCount = draft.texts.length;
  const wordStarts = Int32Array.from(draft.wordStarts);
  const wordIds = Int32Array.from(draft.wordIds);
  const weights = new Float32Array(nameCount);
  const postingStarts = new Int32Array(vocabulary.words.length + 1);
  for (const id of wordIds) postingStarts[id + 1] = (postingStarts[id + 1] ?? 0) + 1;
  for (let id = 1; id < postingStarts.length; id += 1)
    postingStarts[id] = (postingStarts[id] ?? 0) + (postingStarts[id - 1] ?? 0);
  const filled = postingStarts.slice();
  const postings = new Int32Array(wordIds.length);
  for (let name = 0; name < nameCount; name += 1) {
    for (let at = wordStarts[name] ?? 0; at < (wordStarts[name + 1] ?? 0); at += 1) {
      const id = wordIds[at] ?? 0;
      weights[name] = (weights[name] ?? 0) + (vocabulary.weights[id] ?? 0);
      const place = filled[id] ?? 0;
      postings[place] = name;
      filled[id] = place + 1;
    }
  }
  const entryOf = Int32Array.from(draft.entryOf);
  const surnameLengths = Uint8Array.from(draft.surnameLengths);
  const isPerson = (name: number): boolean => list.entries[entryOf[name] ?? 0]?.type === 'individual';
  const core = findAnchors({ vocabulary, nameCount, wordStarts, wordIds, surnameLengths, isPerson });
  const kinds = Uint8Array.from(draft.kinds);
  return {
    entries: list.entries,
    vocabulary,
    nameCount,
    texts: draft.texts,
    squeezed: draft.squeezed,
    entryOf: (name) => entryOf[name] ?? 0,
    kindOf: (name) => nameKinds[kinds[name] ?? 0] ?? 'primary',
    wordStarts,
    wordIds,
    surnameLengths,
    surnameLetters: Uint8Array.from(draft.surnameLetters),
    weights,
    postingStarts,
    postings,
    ...core,
    bySqueezed: createHashBuckets(draft.squeezedHashes, draft.squeezedNames),
  };
}
