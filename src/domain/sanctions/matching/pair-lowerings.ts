/** What speaks against two names being one although their words agree: numbers, left-over words, legal forms. */
import type { MatchShape } from './match-shape';
import { normaliseName } from '../names/normalise';
import { standardSpelling } from '../names/name-words';
import { soundOf } from '../names/sound-key';
import { transliterate } from '../names/transliterate';
import { areFatherAndSon, areOtherEndings, differInCharacters } from './pair-persons';
import type { NameScore } from './score';

export type Lowering =
  | 'other_number'
  | 'one_word_of_several'
  | 'other_legal_form'
  | 'both_left_over'
  | 'father_and_son'
  | 'other_surname_ending'
  | 'other_character';

/** One name scored against the other. */
export interface OneWay {
  readonly scored: NameScore;
  readonly shape: MatchShape;
  /** Words of the query that say something and have no counterpart. */
  readonly queryLeft: readonly string[];
  /** The words taken for one another: those of the query, those of the other name. */
  readonly pairs: readonly { readonly query: string; readonly listed: string }[];
  /** Whether the first word of the query, or the last, has no counterpart. */
  readonly firstLeft: boolean;
  readonly lastLeft: boolean;
  /** Words of the query that are neither legal forms nor articles. */
  readonly sayingWords: number;
}

/** 41st and 42nd, Invest 1 and Invest 2: a number is how such names are told apart. */
const otherNumberFactor = 0.75;
const missingNumberFactor = 0.93;
/** One word cannot stand for a longer name: DANIEL is not Daniel White. */
const oneWordFactor = 0.85;
/** Two companies may share all but the form they registered in; one company may be written both ways. */
const otherFormFactor = 0.96;
/** Each name has a word of its own the other lacks: John Peter Smith, John Paul Smith. */
const bothLeftFactor = 0.92;

/** Ahmed bin Khalid and Khalid bin Ahmed have every word in common and are two people. */
const fatherAndSonFactor = 0.65;
/** Petrov and Petrovsky are two families, however many letters they share. */
const otherEndingFactor = 0.72;
/** Two of three characters are the family and half a given name: thousands share them. */
const otherCharacterFactor = 0.75;

/** Each times its factor; nothing where the names are equal. */
export function findLowerings(
  name1: string,
  name2: string,
  there: OneWay,
  back: OneWay,
  isPerson: boolean,
): { reason: Lowering; factor: number }[] {
  if (there.scored.isEqual || back.scored.isEqual) return [];
  const found: { reason: Lowering; factor: number }[] = [];
  const [numbers1, numbers2] = [numbersIn(name1), numbersIn(name2)];
  if (numbers1 !== numbers2) {
    const isOneMissing = numbers1 === '' || numbers2 === '';
    found.push({ reason: 'other_number', factor: isOneMissing ? missingNumberFactor : otherNumberFactor });
  }
  const isOneWord = there.sayingWords === 1 || back.sayingWords === 1;
  const hasLeft1 = there.queryLeft.length > 0;
  const hasLeft2 = back.queryLeft.length > 0;
  if (isOneWord && (hasLeft1 || hasLeft2) && !there.scored.isRespaced)
    found.push({ reason: 'one_word_of_several', factor: oneWordFactor });
  if (hasLeft1 && hasLeft2) found.push({ reason: 'both_left_over', factor: bothLeftFactor });
  if (there.shape.formsAgree === 'differ') found.push({ reason: 'other_legal_form', factor: otherFormFactor });
  if (differInCharacters(name1, name2, transliterate))
    found.push({ reason: 'other_character', factor: otherCharacterFactor });
  if (isPerson) {
    if (!name1.includes(',') && !name2.includes(',') && areFatherAndSon(wordsOf(name1), wordsOf(name2), isOneName))
      found.push({ reason: 'father_and_son', factor: fatherAndSonFactor });
    if (there.pairs.some(({ query, listed }) => areOtherEndings(query, listed)))
      found.push({ reason: 'other_surname_ending', factor: otherEndingFactor });
  }
  return found;
}

function wordsOf(text: string): readonly string[] {
  return normaliseName(text).words.filter((word) => word !== 'al');
}

function isOneName(a: string, b: string): boolean {
  return standardSpelling(a) === standardSpelling(b) || soundOf(a) === soundOf(b);
}

/** Roman numerals as whole words too; `II` is how a second company is named. */
const romanNumbers: ReadonlyMap<string, string> = new Map([
  ['ii', '2'],
  ['iii', '3'],
  ['iv', '4'],
]);

function numbersIn(text: string): string {
  return normaliseName(text)
    .words.map((word) => romanNumbers.get(word) ?? word)
    .filter((word) => /^\d+$/.test(word))
    .sort()
    .join(' ');
}
