/** Which consonants a word is made of, as a set in one number: two words that share hardly any need no closer look. */

const vowels = 'aeiouy';
/** Letters of one sound stand on one bit. */
const sameSound: ReadonlyMap<string, string> = new Map([
  ['c', 'k'],
  ['q', 'k'],
  ['z', 's'],
  ['x', 's'],
  ['w', 'v'],
  ['f', 'v'],
]);
const firstLetter = 97;

/** One bit for each consonant of a lower-case ASCII word; vowels and digits have none. */
export function consonantSetOf(text: string): number {
  let set = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter < 'a' || letter > 'z' || vowels.includes(letter)) continue;
    set |= 1 << ((sameSound.get(letter) ?? letter).charCodeAt(0) - firstLetter);
  }
  return set;
}

/** How many consonants one word has and the other has not. */
export function countOtherConsonants(a: number, b: number): number {
  let rest = a ^ b;
  let count = 0;
  while (rest !== 0) {
    rest &= rest - 1;
    count += 1;
  }
  return count;
}
