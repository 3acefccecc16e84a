/** Turns a name as somebody wrote it into the words it is compared by. */
import { isLegalForm, shortenLegalForms } from './legal-forms';
import { spelledOut } from './name-words';
import { abjadMark, transliterate } from './transliterate';

export interface NormalisedName {
  /** Lower-case ASCII words, abbreviations spelled out, legal forms in their short form. */
  readonly words: readonly string[];
  /** The same before legal forms were shortened. */
  readonly spelled: readonly string[];
  /** Parallel to `spelled`: the word's vowels were never written (Arabic, Hebrew script). */
  readonly abjad: readonly boolean[];
  /** All letters and digits without spaces, before legal forms were shortened. */
  readonly squeezed: string;
}

/** `Abdulmajid` and `Abd al-Majid` are one name: the servant word is cut off where a name of four letters follows. */
const attachedServant = /^(abd[uaeo][lrs])([a-z]{4,})$/;
/** `61st` is `61`. */
const ordinal = /^(\d+)(?:st|nd|rd|th)$/;
const wholeServants = new Set(['abdullah', 'abdallah', 'abdulla', 'abdellah', 'abdollah', 'abdalla', 'abdella']);

export function normaliseName(raw: string): NormalisedName {
  const text = transliterate(raw);
  const pieces = splitWords(text);
  const squeezed = pieces.join('').replaceAll(abjadMark, '');
  const hasAbjad = text.includes(abjadMark);
  const plain = hasAbjad ? pieces.map((piece) => piece.replaceAll(abjadMark, '')) : pieces;
  const separated: string[] = [];
  const abjadAt: boolean[] = [];
  for (let index = 0; index < plain.length; index += 1) {
    const word = spelledOut((plain[index] ?? '').replace(ordinal, '$1'));
    if (word === '') continue;
    const servant = word.startsWith('abd') && !wholeServants.has(word) ? attachedServant.exec(word) : null;
    for (const part of servant ? ['abdul', servant[2] ?? ''] : [word]) {
      separated.push(part);
      abjadAt.push(pieces[index]?.startsWith(abjadMark) === true);
    }
  }
  const words = hasAbjad ? separated : shortenForms(separated);
  return { words, spelled: separated, abjad: abjadAt, squeezed };
}

/** `PSC` alone is a name of three letters, not every public joint stock company. */
export function shortenForms(words: readonly string[]): readonly string[] {
  const shortened = shortenLegalForms(words);
  return shortened.every(isLegalForm) ? words : shortened;
}

/** Letters and digits make words; apostrophes join, dots join single letters (`S.A.` is `sa`), `&` is `and`, the rest parts. */
function splitWords(text: string): string[] {
  const words: string[] = [];
  let word = '';
  const flush = (): void => {
    if (word !== '') words.push(word);
    word = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isWordCode(code)) {
      word += text[at] ?? '';
    } else if (code === 39) {
      continue;
    } else if (code === 46 && joinsInitials(text, at, word)) {
      continue;
    } else {
      flush();
      if (code === 38) words.push('and');
    }
  }
  flush();
  return words;
}

/** At the dot of `S.A.`: a single letter before it (or a run of such), one letter after it, and then no further letter. */
function joinsInitials(text: string, dotAt: number, word: string): boolean {
  const isSingle = word.length === 1 || text.charCodeAt(dotAt - 2) === 46;
  return isSingle && isWordCode(text.charCodeAt(dotAt + 1)) && !isWordCode(text.charCodeAt(dotAt + 2));
}

function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 126;
}
