/** The name to screen, prepared against one index: each word with its forms, its weight and what it was compared with so far. */
import type { NameIndex } from './build-index';
import { misspeltLegalWord } from '../names/legal-forms';
import type { NormalisedName } from '../names/normalise';
import { shortenForms } from '../names/normalise';
import type { WordForms, WordLikeness } from '../matching/similarity';
import { compareWords } from '../matching/similarity';
import type { SimilarWord } from './similar-words';
import { findSimilarWords, splitsOf } from './similar-words';
import { soundOf } from '../names/sound-key';
import type { WordKind } from '../names/vocabulary';
import { abjadWordWeight, kindOf, unknownWordWeight, weightOf, wordForms } from '../names/vocabulary';

/** The longest listed name has 26 words. */
const maxWords = 40;

export interface QueryWord {
  readonly forms: WordForms;
  readonly kind: WordKind;
  /** In nats, as `Vocabulary.weights`; the highest where the list does not know the word. */
  readonly weight: number;
  /** The list knows this very spelling from so many entries; 0 for an unknown word. */
  readonly uses: number;
  likenessTo(wordId: number): WordLikeness;
  /** Found once, then remembered. */
  similarWords(): readonly SimilarWord[];
  /** Ways to read it as two words of the list; found once too. */
  splits(): readonly (readonly [string, string])[];
}

export interface Query {
  readonly words: readonly QueryWord[];
  /** The name had more words than are compared. */
  readonly isCut: boolean;
  /** Sum of the words' weights. */
  readonly weight: number;
  readonly squeezed: string;
  /** `soundOf` the squeezed name. */
  readonly squeezedSound: string;
}

export function prepareQuery(index: NameIndex, name: NormalisedName): Query {
  const { words, isCut } = prepareWords(index, name, maxWords);
  return queryOf(words, name.squeezed, isCut);
}

/** A word that stands there many times is prepared once. */
export function prepareWords(
  index: NameIndex,
  name: NormalisedName,
  most: number,
): { readonly words: readonly QueryWord[]; readonly isCut: boolean } {
  const all = correctLegalForms(index, name);
  const prepared = new Map<string, QueryWord>();
  const words = all.slice(0, most).map(({ text, abjad }) => {
    const key = abjad ? `${text}\n` : text;
    const word = prepared.get(key) ?? prepareWord(index, text, abjad);
    prepared.set(key, word);
    return word;
  });
  return { words, isCut: all.length > most };
}

/** Words of a longer text as a name of their own. */
export function queryOfWords(words: readonly QueryWord[]): Query {
  return queryOf(words, words.map(({ forms }) => forms.text).join(''), false);
}

function queryOf(words: readonly QueryWord[], squeezed: string, isCut: boolean): Query {
  return {
    words,
    isCut,
    weight: words.reduce((sum, word) => sum + word.weight, 0),
    squeezed,
    squeezedSound: soundOf(squeezed.slice(0, 200)),
  };
}

/** `JAINT STOCK COMPANY` is a joint stock company, unless the list knows a word spelt like that. */
function correctLegalForms({ vocabulary }: NameIndex, name: NormalisedName): { text: string; abjad: boolean }[] {
  if (name.abjad.includes(true)) return name.spelled.map((text, at) => ({ text, abjad: name.abjad[at] === true }));
  const corrected = name.spelled.map((text) =>
    vocabulary.idOf(text) === undefined ? (misspeltLegalWord(text) ?? text) : text,
  );
  return shortenForms(corrected).map((text) => ({ text, abjad: false }));
}

function prepareWord(index: NameIndex, text: string, abjad: boolean): QueryWord {
  const { vocabulary } = index;
  const forms = wordForms(text, abjad);
  const id = vocabulary.idOf(text);
  const kind = kindOf(text);
  const weight =
    id === undefined ? weightOf(kind, abjad ? abjadWordWeight : unknownWordWeight) : (vocabulary.weights[id] ?? 0);
  const known = new Map<number, WordLikeness>();
  const likenessTo = (wordId: number): WordLikeness => {
    let likeness = known.get(wordId);
    if (likeness === undefined) {
      const other = vocabulary.words[wordId];
      likeness = other ? compareWords(forms, other) : { similarity: 0, reason: 'misspelt' };
      known.set(wordId, likeness);
    }
    return likeness;
  };
  const uses = id === undefined ? 0 : (vocabulary.uses[id] ?? 0);
  let similar: readonly SimilarWord[] | null = null;
  let split: readonly (readonly [string, string])[] | null = null;
  return {
    forms,
    kind,
    weight,
    uses,
    likenessTo,
    similarWords: () => (similar ??= findSimilarWords(index, forms, likenessTo)),
    splits: () => (split ??= splitsOf(index, { uses, forms })),
  };
}
