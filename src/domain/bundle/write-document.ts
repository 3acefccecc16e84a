/** A document of a bundle as text: JSON that people can read, the same bytes for the same content. */

export function asDocument(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** One JSON value a line, each already written. */
export function asLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
