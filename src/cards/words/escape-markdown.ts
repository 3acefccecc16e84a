/** Makes text from outside show as the characters it consists of: no Markdown, no card functions, no hidden characters. */
import { cut } from '../../domain/values/text/cut';

/**
 * What opens Markdown anywhere in a line; a brace that opens `{{DATE(...)}}` or `${...}`; an entity like `&amp;`.
 * No more than that, because a client that does not know an escape shows its backslash.
 */
const markup = /[\\`*_[\]<~]|\{(?=\{)|(?<=[{$])\{|&(?=#?\w+;)/g;
/** A heading, quote or list item needs these at the start of a line only. */
const lineStart = /^(\s*)(\d+(?=[.)])|[-+=#>])/;
/**
 * What no client draws: control characters, joiners and directions, soft hyphens, fillers, tags, halves of characters. Behind an emoji, and in a
 * keycap, a variation selector says only how that is drawn.
 */
const hidden =
  // eslint-disable-next-line no-control-regex -- control characters are what is made visible here
  /[\u0000-\u001f\u007f-\u009f\ufff9-\ufffb]|(?![\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}|(?<!\p{Extended_Pictographic})[\ufe00-\ufe0f](?!\u20e3)|\p{Surrogate}/gu;

/** Markdown-safe text on one line. Line breaks show as ⏎, other control, zero-width and direction characters as �: nothing vanishes. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\r\n|[\n\r\u2028\u2029]/g, ' ⏎ ')
    .replace(hidden, '\ufffd')
    .replace(markup, '\\$&')
    .replace(lineStart, (_match, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    );
}

/** The same, cut to at most `max` characters with a visible … so that a card stays below its size limit. */
export function shown(text: string, max = 140): string {
  return escapeMarkdown(cut(text, max));
}
