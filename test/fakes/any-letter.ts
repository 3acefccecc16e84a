/** Any code point Unicode has, as a unit of made-up texts: fast-check's own `binary` makes a table of all of them first, a second for each suite. */
import fc from 'fast-check';

const firstHalf = 0xd800;
const halves = 0x800;
const last = 0x10ffff;

/** Halves of pairs are none. Told both ways, so that words a program could trip over (`__proto__`) are among the texts. */
export const anyLetter = fc.integer({ min: 0, max: last - halves }).map(
  (place) => String.fromCodePoint(place < firstHalf ? place : place + halves),
  (letter) => {
    const code = typeof letter === 'string' ? letter.codePointAt(0) : undefined;
    if (code === undefined || String.fromCodePoint(code) !== letter) throw new Error('is not one letter');
    if (code >= firstHalf && code < firstHalf + halves) throw new Error('is half of one');
    return code < firstHalf ? code : code - halves;
  },
);
