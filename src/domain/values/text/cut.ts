/** Bounds the length of a text, visibly. */

/** Half a word reads as another one. What is longer than this without a space is an id or a number, and is cut where it has to be. */
const longestWord = 20;

export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = max - 1;
  // A cut inside a surrogate pair would leave half a character.
  const kept = text.slice(0, /[\ud800-\udbff]/.test(text.charAt(end - 1)) ? end - 1 : end);
  const lastSpace = /\s/.test(text.charAt(end)) ? end : kept.search(/\s\S*$/);
  return `${lastSpace > Math.max(0, end - longestWord) ? kept.slice(0, lastSpace).trimEnd() : kept}…`;
}
