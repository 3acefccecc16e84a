/** A name written from its end: `NAKSAM KNAB`. Looked for by a hash of all letters alone, since every name would have to be read twice otherwise. */
import type { NameIndex } from './candidates/build-index';
import { hashText } from '../values/text/hash-text';
import type { NameReading } from './names/read-names';

/** Shorter ones are words in both directions by chance. */
const fewestLetters = 6;

/** `squeezed`: the text's letters, normalised. Null where no listed name has them in that order. */
export function readBackwards({ bySqueezed }: NameIndex, text: string, squeezed: string): NameReading | null {
  if (squeezed.length < fewestLetters) return null;
  const listed: number[] = [];
  bySqueezed.visit(hashText(reversed(squeezed)), (name) => void listed.push(name));
  return listed.length > 0 ? { text: reversed(text), isPart: true, isRespelt: true } : null;
}

function reversed(text: string): string {
  return Array.from(text).reverse().join('');
}
