/** Finds the names in what a payment gives as one: `A; B`, `A (B)`, `A trading as B` name more than one party or one party twice. */

import { numberStyles, withNumbersAsDigits, withOrdinalsAsWords } from './number-words';
import { otherRomanisation } from './other-romanisations';
import { asDrawn } from './transliterate';

export interface NameReading {
  readonly text: string;
  /** Only a part of what was given, other than a note in brackets left out: it may escalate, never block. */
  readonly isPart: boolean;
  /** Not as it was written: respelt from another language's letters, or its numbers written otherwise. */
  readonly isRespelt?: true;
}

/** More names than this in one field is no payee; the whole text is still compared. */
const maxReadings = 8;
const separators =
  /[;\n|/]|\b(?:a\.?k\.?a\.?|f\.?k\.?a\.?|d\.?b\.?a\.?|t\/a|c\/o|trading as|doing business as|on behalf of|in favou?r of)(?![a-z])/i;
const brackets = /\(([^()]*)\)/g;

/** A longer text is no name by itself. */
const longestRespelt = 100;

/** As another language romanises it, and with its numbers written the other way: likely enough to look at, too free to block. */
function otherSpellings(text: string): readonly string[] {
  if (text.length > longestRespelt) return [];
  const styles = numberStyles(text);
  return [
    otherRomanisation(text),
    styles.words ? withNumbersAsDigits(text) : null,
    styles.digits ? withOrdinalsAsWords(text) : null,
    asDrawn(text),
    ...asTyped(text),
  ].filter((spelling) => spelling !== null);
}

/** Signs that stand for letters: `B4NK M@SKAN`. */
const standIns: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const standIn = /(?<=\p{L})[013457@$!](?=\p{L})|(?<![\p{L}\p{N}])[@$](?=\p{L}{2})/gu;
const endingDigits = /(?<=\p{L}{4})\d+(?!\p{L})/gu;
/** `Putin V.V.`: how Russians are filed. A legal form is of the same shape, and the text as it stands is read too. */
/** `S.K. Shoigu`, and `RamzanKadyrov` with its space. */
const leadingInitials = /(?<!\p{L})(\p{Lu})\.\s?(\p{Lu})\.?(?=\s+\p{L}{3})/u;
const humps = /(?<=\p{Ll}{2})(?=\p{Lu}\p{Ll}{2})/gu;
const initials = /(?<=\p{L}{3}\s+)(\p{Lu})\.\s?(\p{Lu})\.?(?!\p{L})/u;

/** Any of them: most names have none, and every screening asks. */
const typedSign = /[\d@$!.ß]|\p{Ll}\p{Lu}\p{Ll}/u;

/** What was meant by signs in the place of letters, by digits behind a word, by initials behind a surname. */
function asTyped(text: string): readonly string[] {
  if (!typedSign.test(text)) return [];
  const letters = text.replace(standIn, (sign) => standIns[sign] ?? sign);
  // No German word begins with it: it stands for a B.
  const meant = letters.replace(/(?<!\p{L})ß/gu, 'B').replace(endingDigits, '');
  const parted = text.replace(initials, '$1 $2').replace(leadingInitials, '$1 $2');
  return [meant, parted, text.replace(humps, ' ')].filter((spelling) => spelling !== text);
}

/** The whole text first, then the text without its brackets, then each part. */
export function readNames(text: string): NameReading[] {
  const readings: NameReading[] = [{ text, isPart: false }];
  const add = (candidate: string, isPart: boolean, isRespelt = false): void => {
    const part = candidate.trim();
    if (part.length > 1 && readings.length < maxReadings && !readings.some((reading) => reading.text === part))
      readings.push({ text: part, isPart, ...(isRespelt ? { isRespelt } : {}) });
  };
  for (const spelling of otherSpellings(text)) add(spelling, true, true);
  if (!text.includes('(') && !separators.test(text)) return readings;
  const outside = text.replace(brackets, ' ').replace(/[()]/g, ' ').replace(/\s+/g, ' ');
  add(outside, separators.test(outside));
  for (const part of outside.split(separators)) add(part, true);
  for (const [, inside = ''] of text.matchAll(brackets)) for (const part of inside.split(separators)) add(part, true);
  return readings;
}
