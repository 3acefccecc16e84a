/** Scorer `name-v2`: how much of what two names say they say together, from 0 to 1, with all it was made of. */
import type { Alignment } from './align-words';
import { alignWords } from './align-words';
import type { NameIndex } from '../candidates/build-index';
import type { LetterCounts } from './compare-letters';
import { compareLetters } from './compare-letters';
import type { Candidate } from '../candidates/find-candidates';
import type { Query } from '../candidates/prepare-query';
import { minNameWeight } from '../names/vocabulary';

export const scorerName = 'name-v2';

/** Words of the query that the listed name lacks speak for another party; the listed name's surplus is often just left out. */
const queryLeftCost = 0.8;
const listedLeftCost = 0.45;

/** The same letters, only spaced otherwise. */
const respacedScore = 0.97;

/** The V of `V-SHIPPING` is all the name it has. */
const companyLetterWeight = 5;

/** From here down a likeness loses twice as fast: three letters right in four is common between strangers. */
const doubtfulBelow = 0.8;
const credit = (similarity: number): number =>
  similarity >= doubtfulBelow ? similarity : Math.max(0, 2 * similarity - doubtfulBelow);

export interface NameScore {
  readonly name: number;
  readonly score: number;
  /** Same words in the same order (an individual's surname first or last). */
  readonly isEqual: boolean;
  /** The same letters in the same order, spaces apart. */
  readonly isRespaced: boolean;
  /** Likeness of the whole names letter by letter; 0 where more than a few slips apart. */
  readonly byLetters: number;
  /** Letters of the listed name without legal forms and articles. */
  readonly tellingLetters: number;
  readonly alignment: Alignment;
}

/** `isRespaced` comes from the search: whether the names' letters are the same once spaces are dropped. */
export function scoreName(index: NameIndex, query: Query, { name, isRespaced: hasSameLetters }: Candidate): NameScore {
  const listed = index.wordIds.subarray(index.wordStarts[name] ?? 0, index.wordStarts[name + 1] ?? 0);
  const isPerson = index.entries[index.entryOf(name)]?.type === 'individual';
  const alignment = alignWords(index, query, listed, isPerson);
  let shared = 0;
  let all = 0;
  for (const { weight, similarity } of alignment.pairs) {
    shared += weight * credit(similarity);
    all += weight;
  }
  for (const at of alignment.queryLeft) all += queryLeftCost * (query.words[at]?.weight ?? 0);
  for (const at of alignment.listedLeft) {
    const id = listed[at] ?? 0;
    const isCompanyLetter = !isPerson && index.vocabulary.kinds[id] === 'initial';
    const isHidden = isPerson && index.isCore[(index.wordStarts[name] ?? 0) + at] === 1;
    const weight = isCompanyLetter ? companyLetterWeight : (index.vocabulary.weights[id] ?? 0);
    all += listedLeftCost * (isHidden ? Math.max(minNameWeight, weight) : weight);
  }
  const letters = countLetters(index, listed, alignment);
  const isEqual = areEqual(index, query, listed, index.surnameLengths[name] ?? 0);
  const isRespaced = isEqual || hasSameLetters;
  const byWords = all === 0 ? 0 : shared / all;
  const byLetters = isRespaced
    ? respacedScore
    : byWords < worthLetters
      ? 0
      : compareLetters(index, query, name, letters);
  return {
    name,
    score: isEqual ? 1 : Math.max(byWords, byLetters),
    byLetters,
    tellingLetters: letters.tellingLetters,
    isEqual,
    isRespaced,
    alignment,
  };
}

/** Names that share less than this by words are not compared letter by letter. */
const worthLetters = 0.3;

/** From here on a word counts as having its counterpart. */
const goodCounterpart = 0.8;

function countLetters(index: NameIndex, listed: Int32Array, alignment: Alignment): LetterCounts {
  const lettersAt = (at: number): number => {
    const id = listed[at] ?? 0;
    const kind = index.vocabulary.kinds[id];
    return kind === 'legal' || kind === 'filler' ? 0 : (index.vocabulary.words[id]?.text.length ?? 0);
  };
  let tellingLetters = 0;
  for (let at = 0; at < listed.length; at += 1) tellingLetters += lettersAt(at);
  let doubtfulLetters = 0;
  for (const at of alignment.listedLeft) doubtfulLetters += lettersAt(at);
  for (const pair of alignment.pairs) {
    if (pair.similarity < goodCounterpart) for (const at of pair.listed) doubtfulLetters += lettersAt(at);
  }
  return { tellingLetters, doubtfulLetters };
}

function areEqual(index: NameIndex, query: Query, listed: Int32Array, surnameLength: number): boolean {
  const length = listed.length;
  if (query.words.length !== length) return false;
  const startsAt = (shift: number): boolean => {
    for (let at = 0; at < length; at += 1) {
      const word = index.vocabulary.words[listed[(at + shift) % length] ?? 0];
      if (!word || query.words[at]?.forms.text !== word.text || query.words[at]?.forms.abjad) return false;
    }
    return true;
  };
  return startsAt(0) || (surnameLength > 0 && startsAt(surnameLength));
}
