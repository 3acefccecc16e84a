/** How much of a text somebody can read: a reason of fifty characters that nobody sees is none. */

/** What no client draws: space, controls and formats, fillers, the blank of Braille. */
const everyUnseen = /[\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Said of a text that is blank and not empty. */
export const nothingSeen = 'has nothing that can be seen';

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
