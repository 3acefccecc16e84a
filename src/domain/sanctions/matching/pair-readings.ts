/** Ways to read a pair beside as it stands: a name as its own country romanises it, numbers in words beside numbers in digits, words written together with a slip. */
import { isBusinessWord } from '../names/name-words';
import { normaliseName } from '../names/normalise';
import { numberStyles, withNumbersAsDigits } from '../names/number-words';
import { otherRomanisation } from '../names/other-romanisations';
import { soundOf } from '../names/sound-key';
import { kindOf } from '../names/vocabulary';
import type { OneWay } from './pair-lowerings';
import { slips } from './slips';

/** As given first, at most four. Symmetric: the other way round gives the same readings the other way round. */
export function pairReadings(name1: string, name2: string): readonly (readonly [string, string])[] {
  const [one, other] = alikeInNumbers(name1, name2);
  const [readings1, readings2] = [one, other].map((name) => {
    const romanised = otherRomanisation(name);
    return romanised === null ? [name] : [name, romanised];
  });
  return (readings1 ?? []).flatMap((first) => (readings2 ?? []).map((second) => [first, second] as const));
}

/** `Second` is a word like any other, unless the other name has a number where it stands. */
function alikeInNumbers(name1: string, name2: string): readonly [string, string] {
  const [style1, style2] = [numberStyles(name1), numberStyles(name2)];
  const isMixed = (style1.digits && style2.words) || (style1.words && style2.digits);
  return isMixed ? [withNumbersAsDigits(name1), withNumbersAsDigits(name2)] : [name1, name2];
}

/** What two people call the same may be one word or two, and a slip apart: Petro Energy, Petroenergi. */
const joinedFloor = 0.85;
/** Shorter ones are alike by chance. */
const shortestJoined = 6;
const joinedDiscount = 0.97;

/** How alike two names are whose words were joined on one side; 0 where none was, or they are not. */
export function joinedLikeness(name1: string, name2: string): number {
  const [words1, words2] = [sayingWords(name1), sayingWords(name2)];
  if (words1.length === words2.length || Math.min(words1.length, words2.length) === 0) return 0;
  // `Bank of Asia` and `Asia`: what is left over must be a part of a longer word.
  if (!haveJoinedWord(words1, words2)) return 0;
  const [whole1, whole2] = [words1.join(''), words2.join('')];
  const likeness = Math.max(likenessOf(whole1, whole2), likenessOf(soundOf(whole1), soundOf(whole2)) * joinedDiscount);
  return likeness >= joinedFloor ? likeness * joinedDiscount : 0;
}

function haveJoinedWord(words1: readonly string[], words2: readonly string[]): boolean {
  const [fewer, more] = words1.length < words2.length ? [words1, words2] : [words2, words1];
  const longest = Math.max(...fewer.map((word) => word.length));
  return (
    longest > Math.max(...more.map((word) => word.length)) &&
    !fewer.some((word) => word.length === longest && more.includes(word))
  );
}

function likenessOf(a: string, b: string): number {
  const longer = Math.max(a.length, b.length);
  if (Math.min(a.length, b.length) < shortestJoined) return 0;
  const allowed = (1 - joinedFloor) * longer;
  const cost = slips(a, b, allowed);
  return cost > allowed ? 0 : 1 - cost / longer;
}

function sayingWords(text: string): readonly string[] {
  const words = normaliseName(text).words;
  const saying = words.filter((word) => kindOf(word) !== 'legal');
  // Articles belong to what is joined: al Qaida, Alqaeda.
  return saying.length > 0 && !saying.every(isBusinessWord) ? saying : [];
}

/** What a person is called for short: two of four names or more, in order, the first or the last among them. */
export const leftOutScore = 0.71;
const mostLeftOut = 2;
const surePair = 2;

export function leavesGivenNamesOut(there: OneWay, back: OneWay): boolean {
  const [shorter, longer] = there.sayingWords < back.sayingWords ? [there, back] : [back, there];
  const left = longer.queryLeft.length;
  if (shorter.queryLeft.length > 0 || left === 0 || left > mostLeftOut) return false;
  return shorter.shape.tellingPairs >= surePair && shorter.shape.weakestTelling >= 0.9 && keepsAnEnd(longer);
}

/** Whoever is called by two middle names is somebody else as often as not. */
function keepsAnEnd({ firstLeft, lastLeft }: OneWay): boolean {
  return !(firstLeft && lastLeft);
}
