/** Words that multiply a number (`k`, `million`, `bin`), and numbers written as words, in English and Turkish. */
import { decimal, type Decimal } from '../money';
import { ownMember } from '../own-member';

const powers: Readonly<Record<string, number>> = {
  k: 3,
  lakh: 5,
  lakhs: 5,
  lac: 5,
  crore: 7,
  crores: 7,
  grand: 3,
  thousand: 3,
  thousands: 3,
  bin: 3,
  m: 6,
  mm: 6,
  mn: 6,
  mln: 6,
  mio: 6,
  mil: 6,
  million: 6,
  millions: 6,
  milyon: 6,
  b: 9,
  bn: 9,
  bln: 9,
  billion: 9,
  billions: 9,
  milyar: 9,
};

/** Longest first, for a pattern of them. */
export const magnitudeWords: readonly string[] = Object.keys(powers).sort((a, b) => b.length - a.length);

/** The power of ten; null where the word is none. */
export function magnitudeOf(word: string): number | null {
  return ownMember(powers, word) ?? null;
}

const listed = (words: string, from: number, step = 1) =>
  words.split(' ').map((word, at): [string, number] => [word, from + at * step]);

const numbers = {
  english: new Map([
    ...listed('one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen', 1),
    ...listed('seventeen eighteen nineteen', 17),
    ...listed('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10),
    ...listed('a an', 1, 0),
  ]),
  continental: new Map([
    ...listed('bir iki uc dort bes alti yedi sekiz dokuz', 1),
    ...listed('on yirmi otuz kirk elli altmis yetmis seksen doksan', 10, 10),
  ]),
};
const hundreds: readonly string[] = ['hundred', 'hundreds', 'yuz'];
const halves: readonly string[] = ['half', 'yarim', 'bucuk'];
const joining: readonly string[] = ['and', 'a', 'of'];

export interface NumberInWords {
  readonly value: Decimal;
  /** How many of the words it took. */
  readonly used: number;
  /** From a hundred on; a smaller one is money only where its currency follows. */
  readonly isLarge: boolean;
}

/** A smaller number in words counts things, whatever follows: "two dollar payments". */
const fewest = 10;

/**
 * `two hundred and fifty thousand`, `half a million`, `iki buçuk milyon`, from the first of the folded words on. Null where they do
 * not begin with a number, or with one below ten.
 */
export function readNumberWords(words: readonly string[], notation: keyof typeof numbers): NumberInWords | null {
  const ones = numbers[notation];
  let total = decimal(0);
  let part = decimal(0);
  let used = 0;
  let hasLarge = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const one = ones.get(word);
    const power = word.length > 2 ? magnitudeOf(word) : null;
    if (power !== null && !(part.isZero() && notation === 'english')) {
      total = total.plus((part.isZero() ? decimal(1) : part).times(decimal(10).pow(power)));
      part = decimal(0);
      hasLarge = true;
    } else if (hundreds.includes(word) && (used > 0 || notation === 'continental')) {
      part = (part.isZero() ? decimal(1) : part).times(100);
      hasLarge = true;
    } else if (halves.includes(word)) part = part.plus('0.5');
    else if (one !== undefined && !(used > 0 && joining.includes(word))) part = part.plus(one);
    else if (used === 0 || !joining.includes(word)) break;
    else continue;
    used = at + 1;
  }
  const value = total.plus(part);
  return hasLarge || value.gte(fewest) ? { value, used, isLarge: hasLarge } : null;
}
