/** Finds the names in what a payment gives as one: `A; B`, `A (B)`, `A trading as B` name more than one party or one party twice. */

export interface NameReading {
  readonly text: string;
  /** Only a part of what was given, other than a note in brackets left out: it may escalate, never block. */
  readonly isPart: boolean;
}

/** More names than this in one field is no payee; the whole text is still compared. */
const maxReadings = 8;
const separators =
  /[;\n|/]|\b(?:a\.?k\.?a\.?|f\.?k\.?a\.?|d\.?b\.?a\.?|t\/a|c\/o|trading as|doing business as|on behalf of|in favou?r of)(?![a-z])/i;
const brackets = /\(([^()]*)\)/g;

/** The whole text first, then the text without its brackets, then each part. */
export function readNames(text: string): NameReading[] {
  const readings: NameReading[] = [{ text, isPart: false }];
  const add = (candidate: string, isPart: boolean): void => {
    const part = candidate.trim();
    if (part.length > 1 && readings.length < maxReadings && !readings.some((reading) => reading.text === part))
      readings.push({ text: part, isPart });
  };
  if (!text.includes('(') && !separators.test(text)) return readings;
  const outside = text.replace(brackets, ' ').replace(/[()]/g, ' ').replace(/\s+/g, ' ');
  add(outside, separators.test(outside));
  for (const part of outside.split(separators)) add(part, true);
  for (const [, inside = ''] of text.matchAll(brackets)) for (const part of inside.split(separators)) add(part, true);
  return readings;
}
