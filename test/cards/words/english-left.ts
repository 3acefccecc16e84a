/** Which English words of ours stand in a text for readers of Turkish. */
import { english } from '../../../src/cards/words/english/english';
import { turkish } from '../../../src/cards/words/turkish/turkish';

/** Every text of a language, also those inside its functions, as it stands in the source. */
function textsOf(words: unknown): string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function')
    return [...String(words).matchAll(/`([^`]*)`|'([^']*)'|"([^"]*)"/g)].map((match) =>
      match
        .slice(1)
        .join(' ')
        .replace(/\$\{[^}]*\}/g, ' '),
    );
  return words === null || typeof words !== 'object' ? [] : Object.values(words).flatMap(textsOf);
}

function tokensOf(text: string): string[] {
  return (text.match(/[\p{L}’]{3,}/gu) ?? []).map((word) => word.toLowerCase());
}

const turkishTokens = new Set(textsOf(turkish).flatMap(tokensOf));
export const englishTokens = new Set(
  textsOf(english)
    .flatMap(tokensOf)
    .filter((word) => !turkishTokens.has(word)),
);

export function englishOn(text: string): string[] {
  // Ids, wire names, payment types and currencies are the same in every language.
  const plain = text.replace(/\S+@\S+|\b\w+(?:[-_.#]\w+)+|\b(?:EMERGENCY|INTERNAL|SWIFT|TRY)\b/g, ' ');
  return [...new Set(tokensOf(plain))].filter((word) => englishTokens.has(word));
}
