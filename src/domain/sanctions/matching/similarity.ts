/** How alike two words are, from 0 to 1, and why: the same letters, the same sound, or few slips of the pen. */
import { countOtherConsonants } from '../names/consonant-set';
import { slips } from './slips';

export const wordReasons = [
  'same',
  'same_name',
  'sounds_alike',
  'misspelt',
  'same_consonants',
  'joined',
  'initial',
] as const;

/** Why two words were taken for the same. */
export type WordReason = (typeof wordReasons)[number];

export interface WordForms {
  readonly text: string;
  /** `soundOf` the standard spelling. */
  readonly sound: string;
  /** Standard spelling of a name with known variants; else the text. */
  readonly standard: string;
  /** `abjadKeyOf` the sound. */
  readonly consonants: string;
  readonly abjad: boolean;
  /** Which consonants the text has, one bit each: words that share hardly any need no closer look. */
  readonly consonantSet: number;
}

export interface WordLikeness {
  readonly similarity: number;
  readonly reason: WordReason;
}

/** Below this two words are strangers: it is one slip in three letters or three in eight. */
export const wordFloor = 0.6;

/** Known variants of one name (Mehmet, Muhammad) are the same name, but somebody chose another spelling. */
const sameNameSimilarity = 0.96;
/** One sound, other letters: near the top for Marcus and Markus, less the more the letters differ (Eiger, Egir); short words sound alike by chance. */
const soundSimilarity = (length: number, spelt: number): number =>
  (length >= 5 ? 0.95 : length === 4 ? 0.92 : 0.86) - 0.25 * (1 - spelt);
/** All letters there, in another order: a typing accident, likelier than two different words made of the same letters. */
const shuffledSimilarity = 0.78;
/** A likeness of sound with slips in it never counts as much as the letters themselves. */
const soundDiscount = 0.97;
/** A clerk seldom gets the first letter wrong; another first letter is more often another word. */
const firstLetterPenalty = 0.03;

const none: WordLikeness = { similarity: 0, reason: 'misspelt' };

/** Symmetric, 1 only for equal words, 0 where they are less alike than `wordFloor`. */
export function compareWords(a: WordForms, b: WordForms): WordLikeness {
  if (a.text === b.text && a.abjad === b.abjad) return { similarity: 1, reason: 'same' };
  if (a.abjad !== b.abjad) return compareConsonants(a.consonants, b.consonants);
  if (a.standard === b.standard) return { similarity: sameNameSimilarity, reason: 'same_name' };
  const shorter = Math.min(a.text.length, b.text.length);
  if (shorter < 3 || hasDigit(a.text) || hasDigit(b.text)) return none;
  if (cannotBeAlike(a, b) && a.sound !== b.sound) return none;
  const spelt = Math.max(slipSimilarity(a.text, b.text), areShuffled(a, b) ? shuffledSimilarity : 0);
  if (a.sound === b.sound) {
    const similarity = Math.max(spelt, soundSimilarity(shorter, Math.max(0.4, spelt)));
    return { similarity, reason: spelt >= similarity ? 'misspelt' : 'sounds_alike' };
  }
  const heard = soundDiscount * slipSimilarity(a.sound, b.sound) - 0.2 * (1 - Math.max(0.4, spelt));
  const penalty = a.sound.charAt(0) === b.sound.charAt(0) ? 0 : firstLetterPenalty;
  const similarity = Math.max(spelt, heard) - penalty;
  if (similarity < wordFloor) return none;
  return { similarity, reason: spelt >= heard ? 'misspelt' : 'sounds_alike' };
}

/** Each slip that is not a vowel swap changes at most two of the consonants in use. */
function cannotBeAlike(a: WordForms, b: WordForms): boolean {
  const allowed = (1 - wordFloor) * Math.max(a.text.length, b.text.length);
  if (Math.abs(a.text.length - b.text.length) > allowed + 1) return true;
  return countOtherConsonants(a.consonantSet, b.consonantSet) > 2 * allowed + 1;
}

/** Vowels were not written on one side, so equal consonants are the most that can be said. */
function compareConsonants(a: string, b: string): WordLikeness {
  const shorter = Math.min(a.length, b.length);
  if (shorter === 0) return none;
  if (a === b) return { similarity: shorter >= 3 ? 0.92 : shorter === 2 ? 0.86 : 0.7, reason: 'same_consonants' };
  if (shorter < 3) return none;
  const similarity = 0.95 * slipSimilarity(a, b);
  return similarity < wordFloor ? none : { similarity, reason: 'same_consonants' };
}

/** 1 minus the slips per letter of the longer word; 0 below the floor. */
function slipSimilarity(a: string, b: string): number {
  const longer = Math.max(a.length, b.length);
  const allowed = (1 - wordFloor) * longer;
  if (Math.abs(a.length - b.length) > allowed) return 0;
  const cost = slips(a, b, allowed);
  return cost > allowed ? 0 : 1 - cost / longer;
}

function areShuffled(a: WordForms, b: WordForms): boolean {
  if (
    a.text.length !== b.text.length ||
    a.text.length < 4 ||
    a.consonantSet !== b.consonantSet ||
    a.text.charAt(0) !== b.text.charAt(0)
  )
    return false;
  return Array.from(a.text).sort().join('') === Array.from(b.text).sort().join('');
}

function hasDigit(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) < 58) return true;
  return false;
}
