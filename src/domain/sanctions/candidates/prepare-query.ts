/** The name to screen, prepared against one index: each word with its forms, its weight and what it was compared with so far. */
import type { NameIndex } from './build-index';
import { misspeltLegalWord, shortenLegalForms } from '../names/legal-forms';
import type { NormalisedName } from '../names/normalise';
import type { WordForms, WordLikeness } from '../matching/similarity';
import { compareWords } from '../matching/similarity';
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
  const all = correctLegalForms(index, name);
  const words = all.slice(0, maxWords).map(({ text, abjad }) => prepareWord(index, text, abjad));
  return {
    words,
    isCut: all.length > maxWords,
    weight: words.reduce((sum, word) => sum + word.weight, 0),
    squeezed: name.squeezed,
    squeezedSound: soundOf(name.squeezed.slice(0, 200)),
  };
}

/** `JAINT STOCK COMPANY` is a joint stock company, unless the list knows a word spelt like that. */
function correctLegalForms({ vocabulary }: NameIndex, name: NormalisedName): { text: string; abjad: boolean }[] {
  if (name.abjad.includes(true)) return name.spelled.map((text, at) => ({ text, abjad: name.abjad[at] === true }));
  const corrected = name.spelled.map((text) =>
    vocabulary.idOf(text) === undefined ? (misspeltLegalWord(text) ?? text) : text,
  );
  return shortenLegalForms(corrected).map((text) => ({ text, abjad: false }));
}

function prepareWord({ vocabulary }: NameIndex, text: string, abjad: boolean): QueryWord {
  const forms = wordForms(text, abjad);
  const id = vocabulary.idOf(text);
  const kind = kindOf(text);
  const weight =
    id === undefined ? weightOf(kind, abjad ? abjadWordWeight : unknownWordWeight) : (vocabulary.weights[id] ?? 0);
  const known = new Map<number, WordLikeness>();
  return {
    forms,
    kind,
    weight,
    uses: id === undefined ? 0 : (vocabulary.uses[id] ?? 0),
    likenessTo(wordId) {
      let likeness = known.get(wordId);
      if (likeness === undefined) {
        const other = vocabulary.words[wordId];
        likeness = other ? compareWords(forms, other) : { similarity: 0, reason: 'misspelt' };
        known.set(wordId, likeness);
      }
      return likeness;
    },
  };
}
