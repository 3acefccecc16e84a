/** How words people type are compared: lower case, without accents, one kind of dash, quote and space. Every letter keeps its place. */

const dash = /[\p{Pd}\u2212]/u;
const quote = /[\u2018\u2019\u201b\u02bc\u00b4`]/u;
const space = /[\s\u00a0]/u;

/** The Turkish ı and İ are an i here: who has no Turkish keyboard types one. */
const turkishI: Readonly<Record<string, string>> = { ı: 'i', İ: 'i' };

/** The same length as `text`, so that a place found in one is a place of the other. */
export function foldLetters(text: string): string {
  let folded = '';
  for (let at = 0; at < text.length; at += 1) folded += foldLetter(text.charAt(at));
  return folded;
}

function foldLetter(letter: string): string {
  if (letter < '\u0080' && letter !== '`') return letter < ' ' ? ' ' : letter.toLowerCase();
  const own = turkishI[letter];
  if (own !== undefined) return own;
  if (dash.test(letter)) return '-';
  if (quote.test(letter)) return "'";
  if (space.test(letter)) return ' ';
  const plain = letter.normalize('NFD').charAt(0).toLowerCase();
  return plain.length === 1 ? plain : letter;
}
