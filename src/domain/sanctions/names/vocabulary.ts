/** Every word of the list once, with its forms, its rarity and the ways to find it from a misspelling. */
import { consonantSetOf } from './consonant-set';
import type { HashBuckets } from '../candidates/hash-buckets';
import { hashText } from '../../values/text/hash-text';
import { createHashBuckets } from '../candidates/hash-buckets';
import { isLegalForm } from './legal-forms';
import { isBusinessWord, isFiller, standardSpelling } from './name-words';
import type { WordForms } from '../matching/similarity';
import { abjadKeyOf, skeletonOf, soundOf } from './sound-key';

export type WordKind = 'name' | 'business' | 'filler' | 'legal' | 'initial';

/** A legal form or an article decides nothing: enough to tell two otherwise equal names apart, no more. */
const legalWeight = 0.35;
const fillerWeight = 0.5;
const initialWeight = 1;
/** Business words are shared by strangers everywhere, however seldom this list uses them. */
const maxBusinessWeight = 3.2;
/** Even the list's commonest name word says something; and a rarer one than once in 5,000 says no more. */
export const minNameWeight = 3;
const maxNameWeight = 8.5;

/** A small list knows too little to tell rare from common: rarity is judged as on a list of at least this many entries (OFAC's size). */
const referenceEntries = 20_000;

export interface Vocabulary {
  readonly words: readonly WordForms[];
  readonly kinds: readonly WordKind[];
  /** How much a word tells, in nats: log(entries / entries using this word or one that sounds the same), bounded by kind. */
  readonly weights: Float32Array;
  /** Entries using this very spelling. */
  readonly uses: Int32Array;
  /** Entries using a word that sounds like it, itself included. */
  readonly soundUses: Int32Array;
  idOf(text: string): number | undefined;
  /** Words one letter away, by their texts with one letter left out. */
  readonly byDeletion: HashBuckets;
  readonly bySkeleton: HashBuckets;
  readonly byConsonants: HashBuckets;
}

export function wordForms(text: string, abjad: boolean): WordForms {
  const standard = standardSpelling(text);
  const sound = soundOf(standard);
  return { text, standard, sound, consonants: abjadKeyOf(standard), abjad, consonantSet: consonantSetOf(text) };
}

export function kindOf(text: string): WordKind {
  if (isLegalForm(text)) return 'legal';
  if (isFiller(text)) return 'filler';
  if (text.length === 1) return 'initial';
  return isBusinessWord(text) ? 'business' : 'name';
}

export function weightOf(kind: WordKind, rarity: number): number {
  switch (kind) {
    case 'legal':
      return legalWeight;
    case 'filler':
      return fillerWeight;
    case 'initial':
      return initialWeight;
    case 'business':
      return Math.max(1.5, Math.min(maxBusinessWeight, rarity));
    case 'name':
      return Math.max(minNameWeight, Math.min(maxNameWeight, rarity));
  }
}

/** A word the list does not know could be anybody's. */
export const unknownWordWeight = maxNameWeight;
/** A word without vowels is never known as such; it tells about as much as a listed word on average. */
export const abjadWordWeight = 5.5;

export interface ListedWords {
  readonly texts: readonly string[];
  readonly ids: ReadonlyMap<string, number>;
  /** For each word in how many entries it stands. */
  readonly uses: Int32Array;
  readonly entryCount: number;
  /** Left out: counted from `uses`, which then tells of all words of the list. */
  readonly soundUses?: Int32Array | undefined;
}

export function createVocabulary({ texts, ids, uses, entryCount, soundUses: known }: ListedWords): Vocabulary {
  const words = texts.map((text) => wordForms(text, false));
  const kinds = texts.map(kindOf);
  const soundUses = known ?? countSounds(words, uses);
  const weights = new Float32Array(texts.length);
  const deletions: Pairs = { hashes: [], ids: [] };
  const skeletons: Pairs = { hashes: [], ids: [] };
  const consonants: Pairs = { hashes: [], ids: [] };
  words.forEach((word, id) => {
    const kind = kinds[id] ?? 'name';
    weights[id] = weightOf(kind, Math.log(Math.max(entryCount, referenceEntries) / (soundUses[id] ?? 1)));
    if (kind === 'legal' || kind === 'filler' || kind === 'initial') return;
    for (const hash of deletionHashes(word.text)) add(deletions, hash, id);
    add(skeletons, hashText(skeletonOf(word.sound)), id);
    add(consonants, hashText(word.consonants), id);
  });
  return {
    words,
    kinds,
    weights,
    uses,
    soundUses,
    idOf: (text) => ids.get(text),
    byDeletion: createHashBuckets(deletions.hashes, deletions.ids),
    bySkeleton: createHashBuckets(skeletons.hashes, skeletons.ids),
    byConsonants: createHashBuckets(consonants.hashes, consonants.ids),
  };
}

function countSounds(words: readonly WordForms[], uses: Int32Array): Int32Array {
  const bySound = new Map<string, number>();
  words.forEach(({ sound }, id) => bySound.set(sound, (bySound.get(sound) ?? 0) + (uses[id] ?? 0)));
  return Int32Array.from(words, ({ sound }) => bySound.get(sound) ?? 1);
}

/** Hashes of a word and of the word with each one letter left out; words of three letters or fewer only of themselves. */
export function deletionHashes(text: string): number[] {
  const hashes = [hashText(text)];
  if (text.length <= 3) return hashes;
  // Beyond 24 letters a slip in the tail is found through the sound instead.
  for (let skip = 0; skip < Math.min(text.length, 24); skip += 1) hashes.push(hashText(text, skip));
  return hashes;
}

interface Pairs {
  readonly hashes: number[];
  readonly ids: number[];
}

function add(pairs: Pairs, hash: number, id: number): void {
  pairs.hashes.push(hash);
  pairs.ids.push(id);
}
