/** Numbers written as words: `Second`, `Twenty-First`, `Plant Number Five` beside `2nd`, `21st`, `Plant No. 5`. */

const units =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const unitOrdinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth';
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety';
const tenOrdinals = 'twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth';

const counted = (words: string, step: number, from: number): [string, number][] =>
  words.split(' ').map((word, at) => [word, (at + from) * step]);
const unitOf = new Map([...counted(units, 1, 1), ...counted(unitOrdinals, 1, 1)]);
const tenOf = new Map([...counted(tens, 10, 2), ...counted(tenOrdinals, 10, 2)]);
/** How a second company of a name is numbered; one letter alone is an initial. */
const romanOf = new Map([['ii', 2], ['iii', 3], ['iv', 4], ['vi', 6], ['vii', 7], ['viii', 8], ['ix', 9], ['xi', 11], ['xii', 12]]); // prettier-ignore
const numberSigns = new Set(['no', 'number', 'nr', 'num', 'nbr', 'numero']);

/** The number that stands at that place and how many words it takes; null where none does. Words in lower case. */
function numberAt(words: readonly string[], at: number): { value: number; length: number } | null {
  const word = words[at] ?? '';
  const next = words[at + 1] ?? '';
  const digits = /^(\d{1,4})(?:st|nd|rd|th)?$/.exec(word)?.[1];
  if (digits !== undefined) return { value: Number(digits), length: 1 };
  const ten = tenOf.get(word);
  const unit = unitOf.get(next);
  if (ten !== undefined && ten % 10 === 0 && unit !== undefined && unit < 10) return { value: ten + unit, length: 2 };
  const value = ten ?? unitOf.get(word) ?? romanOf.get(word);
  return value === undefined ? null : { value, length: 1 };
}

/** Every number in digits, without the word for a number before it. */
export function withNumbersAsDigits(text: string): string {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const out: string[] = [];
  for (let at = 0; at < words.length;) {
    const found = numberAt(words, at);
    if (found && numberSigns.has(out.at(-1) ?? '')) out.pop();
    out.push(found ? String(found.value) : (words[at] ?? ''));
    at += found?.length ?? 1;
  }
  return out.join(' ');
}

const inDigits = /(?<![\p{L}\p{N}])\d{1,4}(?:st|nd|rd|th)?(?![\p{L}\p{N}])/iu;
const inWords = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[...unitOf.keys(), ...tenOf.keys(), ...romanOf.keys()].join('|')})(?![\\p{L}\\p{N}])`,
  'iu',
);

/** Whether the text has a number in digits, and whether it has one in words. */
export function numberStyles(text: string): { readonly digits: boolean; readonly words: boolean } {
  return { digits: inDigits.test(text), words: inWords.test(text) };
}

/** `2nd Academy` as `second academy`, as far as one word says it; null where there is nothing to write out. */
export function withOrdinalsAsWords(text: string): string | null {
  const written = text.replace(/(?<![\p{L}\p{N}])(\d{1,2})(?:st|nd|rd|th)(?!\p{L})/giu, (found, digits: string) => {
    return ordinalWords[Number(digits)] ?? found;
  });
  return written === text ? null : written;
}

const ordinalWords = ['', ...unitOrdinals.split(' ')];
