/** What tells two persons apart although their words agree: father and son, surnames of one stem, one character of a Chinese name. */

const linking = new Set(['bin', 'ibn', 'ben', 'bint', 'ould', 'wuld', 'walad']);

/** `Ahmed bin Khalid` and `Khalid bin Ahmed`: the same words, but who is whose son has changed. `words` in order, normalised; `isSame` of two words. */
export function areFatherAndSon(
  words1: readonly string[],
  words2: readonly string[],
  isSame: (a: string, b: string) => boolean,
): boolean {
  const [first, second] = [splitAtLink(words1), splitAtLink(words2)];
  if (!first || !second) return false;
  const [own1, father1, own2, father2] = [first.own, first.father, second.own, second.father];
  return isSame(own1, father2) && isSame(father1, own2) && !isSame(own1, own2);
}

function splitAtLink(words: readonly string[]): { own: string; father: string } | null {
  const at = words.findIndex((word) => linking.has(word));
  const own = words[0];
  const father = words.slice(at + 1).find((word) => !linking.has(word));
  return at < 1 || own === undefined || father === undefined ? null : { own, father };
}

/** Endings that make another surname of one stem; those of a row are one ending, written or inflected in different ways. */
const endings: readonly (readonly string[])[] = [
  ['ov', 'ova', 'off', 'ow', 'ou', 'au', 'ev', 'eva', 'eff', 'yev', 'yeva', 'iev', 'ieva'],
  ['ovsky', 'ovski', 'ovskiy', 'ovskii', 'owski', 'owska', 'ovskaya', 'ovskij', 'evsky', 'evski', 'evskiy', 'ewski', 'ewska', 'evskaya'],
  ['sky', 'ski', 'skiy', 'skii', 'skyy', 'ska', 'skaya', 'skij', 'skyi'],
  ['enko', 'enka', 'chenko', 'tchenko'],
  ['chuk', 'czuk', 'cuk', 'tchuk'],
  ['yuk', 'iuk', 'uk'],
  ['yan', 'ian', 'jan', 'yants', 'yantz'],
  ['czyk', 'chik', 'chyk'],
  ['ovich', 'ovic', 'owicz', 'ovych', 'evich', 'evic', 'ewicz', 'evych', 'ovitch', 'evitch'],
  ['shvili', 'chvili', 'shwili'],
  ['adze', 'idze', 'dze'],
  ['zadeh', 'zade', 'zada'],
  ['oglu', 'ogly', 'oghlu'],
  ['in', 'ina', 'ine'],
]; // prettier-ignore
const familyOf = new Map(endings.flatMap((row, family) => row.map((ending) => [ending, family] as const)));
/** Czech and Slovak women bear `-ová` on any surname. */
const feminine = 'ova';
const shortestStem = 4;

/** `Petrov` and `Petrovsky`, `Kovalenko` and `Kovalchuk`: one stem, two endings, two families. */
export function areOtherEndings(a: string, b: string): boolean {
  if (a === b) return false;
  let stem = 0;
  while (stem < a.length && a.charAt(stem) === b.charAt(stem)) stem += 1;
  // An ending may begin inside what both have: Kovalenko and Kovalev share `kovale`.
  for (let at = stem; at >= shortestStem; at -= 1) {
    const [ending1, ending2] = [a.slice(at), b.slice(at)];
    const [family1, family2] = [familyAt(ending1), familyAt(ending2)];
    if (family1 === undefined || family2 === undefined) continue;
    if (ending1 === feminine || ending2 === feminine)
      return family1 !== family2 && family1 !== none && family2 !== none;
    return family1 !== family2;
  }
  return false;
}

const none = -1;
function familyAt(ending: string): number | undefined {
  return ending === '' ? none : familyOf.get(ending);
}

const characters = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+$/u;

/** Two names in characters, of one length, in which a character differs that is also spoken differently (`国` and `國` are not). */
export function differInCharacters(text1: string, text2: string, spoken: (character: string) => string): boolean {
  const [first, second] = [text1, text2].map((text) => Array.from(text.normalize('NFKC').replace(/[\s·・]/gu, '')));
  if (!first || !second || first.length !== second.length) return false;
  if (!characters.test(first.join('')) || !characters.test(second.join(''))) return false;
  return first.some((character, at) => character !== second[at] && spoken(character) !== spoken(second[at] ?? ''));
}
