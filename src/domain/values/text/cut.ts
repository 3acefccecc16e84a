/** Bounds the length of a text, visibly. */

export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = max - 1;
  // A cut inside a surrogate pair would leave half a character.
  return `${text.slice(0, /[\ud800-\udbff]/.test(text.charAt(end - 1)) ? end - 1 : end)}…`;
}
