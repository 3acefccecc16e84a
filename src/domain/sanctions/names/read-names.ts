/** Finds the names in what a payment gives as one: `A; B`, `A (B)`, `A trading as B` name more than one party or one party twice. */

import { numberStyles, withNumbersAsDigits, withOrdinalsAsWords } from './number-words';
import { otherRomanisation } from './other-romanisations';

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
  ].filter((spelling) => spelling !== null);
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
