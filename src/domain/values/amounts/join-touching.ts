/** Digits that only marks and spaces part are one number, and where it is none that can be read, nobody knows how much is meant. */
import type { AmountFound } from './amount-found';

/**
 * `264.,334`, `900 6`, `75 , 000`, `250, 000`, `60, 1421`, `50-60`. Behind a comma and a space a number may also be another one: it is where it has marks
 * of its own (`Studio 54, 75,000`). Bare digits behind at most three
 * may be what was split off, and behind a year (`rent 2026, 25000`) are not. Digits behind a colon are a time's.
 */
const touching =
  /(?<![\d:/])\d+(?:(?:[.,'-]{2,3}|[.,'-]| {1,2}(?:[.,'-] {0,2})?|[.,'-]{1,2} (?=\d{3}(?!\d)|\d{1,2}(?![\d.,]*\d))|(?<=(?<![\d.,])\d{1,3}), (?=\d{4,}(?![\d.,]*\d))|['-]{1,2} )\d+)+/g;

/** `found` in the order of the text; `unread` stand where an amount does, with their currencies. One that is only a piece of such digits is not read: the whole of them stands in its place. */
export function joinTouching(
  text: string,
  found: readonly AmountFound[],
  unread: readonly AmountFound[],
): readonly AmountFound[] {
  const joined: AmountFound[] = [...found];
  for (const match of text.matchAll(touching)) {
    const from = match.index;
    const to = from + match[0].length;
    const touches = (one: AmountFound) => one.from < to && from < one.to;
    const pieces = joined.filter(touches);
    const [first] = pieces;
    if (!first || (pieces.length === 1 && first.from <= from && to <= first.to)) continue;
    joined.splice(
      joined.indexOf(first),
      pieces.length,
      asked(text, [...pieces, ...unread.filter(touches)], { from, to }),
    );
  }
  return joined;
}

function asked(text: string, pieces: readonly AmountFound[], digits: { from: number; to: number }): AmountFound {
  const from = Math.min(digits.from, ...pieces.map((piece) => piece.from));
  const to = Math.max(digits.to, ...pieces.map((piece) => piece.to));
  return {
    from,
    to,
    text: text.slice(from, to),
    reading: { kind: 'none' },
    isNegative: false,
    currencies: [...new Set(pieces.flatMap(({ currencies }) => currencies))],
    hasUnit: false,
  };
}
