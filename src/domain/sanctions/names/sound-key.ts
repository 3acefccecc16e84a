/** Writes a word as it sounds, so that the usual romanisations of one name come out alike. */

const isVowel = (char: string | undefined): boolean =>
  char === 'a' || char === 'e' || char === 'i' || char === 'o' || char === 'u' || char === 'y';

/** Letter groups and the sound they stand for, tried longest first. `S` sh, `C` ch, `c` ts; the vowels are a, i, u. */
const groups: readonly (readonly [string, string])[] = [
  ['sjtj', 'S'], ['tj', 'C'], ['sj', 'S'], ['shtch', 'S'], ['shch', 'S'], ['stch', 'S'], ['tsch', 'C'], ['sch', 'S'], ['tch', 'C'], ['tsh', 'C'], ['dzh', 'j'], ['sh', 'S'], ['ch', 'C'], ['cz', 'C'], ['ck', 'k'],
  ['kh', 'h'], ['gh', 'g'], ['dh', 'd'], ['th', 't'], ['ph', 'f'], ['zh', 'j'], ['rh', 'r'], ['dj', 'j'], ['ts', 'c'], ['tz', 'c'], ['qu', 'k'], ['x', 'ks'],
  ['iyi', 'i'], ['iya', 'ia'], ['iye', 'i'], ['yye', 'i'], ['iy', 'i'], ['yy', 'i'], ['ii', 'i'], ['ij', 'i'], ['yi', 'i'], ['ay', 'i'], ['ai', 'i'], ['ey', 'i'], ['ei', 'i'], ['ie', 'i'], ['ye', 'i'], ['ee', 'i'], ['ea', 'i'],
  ['ou', 'u'], ['oo', 'u'], ['au', 'u'], ['aw', 'u'], ['ow', 'u'], ['aa', 'a'], ['ae', 'a'], ['ya', 'ia'], ['yu', 'iu'], ['yo', 'iu'],
]; // prettier-ignore

const single: Readonly<Record<string, string>> = { e: 'i', y: 'i', o: 'u', q: 'k', w: 'v' };

const groupsByFirst = new Map<string, (readonly [string, string])[]>();
for (const group of [...groups].sort(([a], [b]) => b.length - a.length)) {
  const first = group[0].charAt(0);
  groupsByFirst.set(first, [...(groupsByFirst.get(first) ?? []), group]);
}

/** A word (lower-case ASCII) by its sound: `hussein`, `husayn` and `hosein` are one. Digits stay. */
export function soundOf(word: string): string {
  let out = '';
  let last = '';
  for (let at = 0; at < word.length;) {
    const group = groupAt(word, at);
    const sound = group ? group[1] : soundOfLetter(word, at);
    if (sound !== '' && sound !== last) {
      out += sound;
      last = sound.charAt(sound.length - 1);
    }
    at += group ? group[0].length : 1;
  }
  if (out.length > 4 && out.endsWith('f') && isVowel(out.charAt(out.length - 2))) out = `${out.slice(0, -1)}v`;
  return out;
}

function groupAt(word: string, at: number): readonly [string, string] | undefined {
  const possible = groupsByFirst.get(word.charAt(at));
  if (possible) for (const group of possible) if (word.startsWith(group[0], at)) return group;
  return undefined;
}

function soundOfLetter(word: string, at: number): string {
  const char = word.charAt(at);
  const next = word.charAt(at + 1);
  if (char === 'c') return next === 'e' || next === 'i' || next === 'y' ? 's' : 'k';
  // An h is heard only at the start of a word or between vowels.
  if (char === 'h') return at === 0 || (isVowel(word.charAt(at - 1)) && isVowel(next)) ? 'h' : '';
  // Between a consonant and a vowel j is the y of Vasiljev; elsewhere the j of Najib.
  if (char === 'j' && at > 0 && !isVowel(word.charAt(at - 1)) && isVowel(next)) return 'i';
  return single[char] ?? char;
}

/** The consonants of a sound, with `a` for any vowel it starts with: `husin` -> `hsn`, `umar` -> `amr`. */
export function skeletonOf(sound: string): string {
  let out = '';
  for (let at = 0; at < sound.length; at += 1) {
    const char = sound.charAt(at);
    if (char === 'a' || char === 'i' || char === 'u') {
      if (at === 0) out = 'a';
    } else if (char !== out.charAt(out.length - 1)) out += char;
  }
  return out;
}

const abjadGroups: readonly (readonly [RegExp, string])[] = [
  [/tch|sch|sh|ch/g, 'S'],
  [/kh/g, 'h'],
  [/[dt]j/g, 'j'],
  [/gh/g, 'k'],
  [/dh/g, 'd'],
  [/th/g, 't'],
  [/ph/g, 'f'],
  [/zh|z/g, 's'],
  [/x/g, 'ks'],
  [/[cgq]/g, 'k'],
  [/p/g, 'b'],
];

/** The consonants a word has in a script that does not write vowels: w, v, y and alif may be vowels there, a last h is silent. */
export function abjadKeyOf(word: string): string {
  let key = word;
  for (const [letters, plain] of abjadGroups) key = key.replace(letters, plain);
  key =
    key
      .charAt(0)
      .replace(/[aeiou]/, 'a')
      .replace('v', 'w') + key.slice(1).replace(/[aeiouyvw]/g, '');
  return key.replace(/(.)\1+/g, '$1').replace(/(?<=.)h$/, '');
}
