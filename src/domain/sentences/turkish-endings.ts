/** Turkish endings that were typed apart from their word, `Siemens AG ye`, are joined to it as they are written: `Siemens AG'ye`. */
import { foldLetters } from '../values/text/fold-letters';
import { isTurkish } from './sentence';

/** Behind a letter or a digit. One letter alone may be somebody's initial or an English article: those only where they end a word typed small or an id. */
const apart = /(?<=[\p{L}\d]) (ye|ya|yi|yı|yu|yü|den|dan|ten|tan|nin|nın|nun|nün|e|a|i|ı|u|ü)(?=\s|$)/giu;
/** What a word of its own means in Turkish, whatever stands before it. */
const ownWords = /(?:^|\s)(?:ya|e) (?:da|de|peki|tamam)/iu;

/** Any other text stays as it is. */
export function withEndingsJoined(text: string): string {
  if (!isTurkish(foldLetters(text)) || ownWords.test(text)) return text;
  return text.replace(apart, (whole, ending: string) => (ending === ending.toLowerCase() ? `'${ending}` : whole));
}
