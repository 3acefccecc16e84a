/** Slavic names as Czechs and Slovaks, Swedes, Germans and Belarusians write them in Latin letters, turned into the English ones that lists use. */

/** Czech and Slovak letters by their English sound (ISO 9 and national tables against BGN/PCGN). */
const hacek: Readonly<Record<string, string>> = {
  š: 'sh', č: 'ch', ž: 'zh', ř: 'rzh', ť: 't', ď: 'd', ň: 'n', ľ: 'l', ě: 'e', ů: 'u',
}; // prettier-ignore
const hacekLetter = /[ščžřťďňľěů]/;

/** Swedish groups, the longest first: Chrusjtjov, Prigozjin, Lukasjenko. */
const swedish: readonly (readonly [RegExp, string])[] = [
  [/sjtj/g, 'shch'],
  [/sj/g, 'sh'],
  [/zj/g, 'zh'],
  [/tj/g, 'ch'],
  [/dj/g, 'd'],
];
const swedishGroup = /sj|zj|tj/;
/** `Dmitrij`, `Sergej`, `Nikolaj`: j for the short i, in every one of these languages. */
const finalJ = /[aeioy]j(?!\p{L})/u;

/** German groups: Schoigu, Lawrow, Tschernow. */
const german: readonly (readonly [RegExp, string])[] = [
  [/schtsch/g, 'shch'],
  [/tsch/g, 'ch'],
  [/sch/g, 'sh'],
  [/w/g, 'v'],
];
const germanWord = /schtsch|tsch|\p{L}{3}(?:ow|ew|owa|ewa|owski|ewski|owskij)(?!\p{L})/u;

/** Belarusian writes g as h, v behind a vowel as a short u, and softens d and t. */
const belarusian: readonly (readonly [RegExp, string])[] = [
  [/(?<=\p{L}{2})(?:iou|you|eu)(?!\p{L})/gu, 'ev'],
  [/(?<=\p{L}{2})(?:ou|au)(?!\p{L})/gu, 'ov'],
  [/(?<=\p{L}{2})(?:ava)(?!\p{L})/gu, 'ova'],
  [/dz(?=[eiy])/g, 'd'],
  [/(?<!\p{L})h(?=[aeiouylr])/gu, 'g'],
  [/(?<=[aeiouy])h(?=[aeiouy])/g, 'g'],
];
const belarusianWord = /\p{L}{3}(?:ou|au|eu)(?!\p{L})/u;

/** Whether any of these could be in it: most names are none of theirs, and every screening asks. */
const anySign = /[ščžřťďňľěůŭ]|[\u0306\u030c]|[szt]j|[aeioy]j|tsch|[oea][wu]/i;

/** Null where nothing in the text is written in one of these ways. Lower-case; digits and signs stay. */
export function otherRomanisation(text: string): string | null {
  if (!anySign.test(text)) return null;
  const plain = text.toLowerCase().normalize('NFC').replaceAll('ŭ', 'u');
  const isCzech = hacekLetter.test(plain);
  const isSwedish = !isCzech && swedishGroup.test(plain);
  const isGerman = germanWord.test(plain);
  if (isCzech || isSwedish || isGerman || finalJ.test(plain))
    return fromWestSlavic(isGerman ? replaceAll(plain, german) : plain, isSwedish, isGerman);
  if (!belarusianWord.test(plain)) return null;
  return replaceAll(plain, belarusian);
}

function fromWestSlavic(plain: string, isSwedish: boolean, isGerman: boolean): string {
  // ch is the sound of kh in all of them; their own sound of ch has another letter.
  const spoken = isGerman ? plain : plain.replace(/ch/g, 'kh');
  const letters = (isSwedish ? replaceAll(spoken, swedish) : spoken).replace(
    /[ščžřťďňľěů]/g,
    (letter) => hacek[letter] ?? letter,
  );
  return letters
    .replace(/(?<=[iy])j(?!\p{L})/gu, 'y')
    .replace(/j(?=[aeou])/g, 'y')
    .replace(/(?<=[aeo])j/g, 'y');
}

function replaceAll(text: string, rules: readonly (readonly [RegExp, string])[]): string {
  return rules.reduce((changed, [letters, latin]) => changed.replace(letters, latin), text);
}
