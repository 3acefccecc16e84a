/** How much of a text somebody can read: a reason of fifty characters that nobody sees is none. */

/** What no client draws: space, controls and formats, fillers, the blank of Braille. */
const everyUnseen = /[\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu;

export function isBlank(text: string): boolean {
  return text.replace(everyUnseen, '') === '';
}

/** In characters as `length` counts them, spaces within included. Runs of spaces count as one. */
export function visibleLength(text: string): number {
  return text
    .replace(everyUnseen, (one) => (/\s/.test(one) ? ' ' : ''))
    .replace(/ +/g, ' ')
    .trim().length;
}
