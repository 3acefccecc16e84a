/** Reads the times of one day's rows, which share their date, without parsing that date a million times. */
import { parseUtc } from '../../domain/values/time';

/** UTC milliseconds of a text as `parseUtc` takes it, or null. Keeps the last date it saw. */
export function createInstantReader(): (text: string) => number | null {
  let date = 'none';
  let dateMs = 0;
  return (text) => {
    if (isPlain(text) && text.startsWith(date)) {
      const hours = twoDigits(text, 11);
      const minutes = twoDigits(text, 14);
      const seconds = twoDigits(text, 17);
      if (hours < 24 && minutes < 60 && seconds < 60) return dateMs + ((hours * 60 + minutes) * 60 + seconds) * 1_000;
    }
    const atMs = parseUtc(text);
    if (atMs !== null && isPlain(text)) {
      date = text.slice(0, 10);
      dateMs = Date.parse(`${date}T00:00:00Z`);
    }
    return atMs;
  };
}

/** `2026-01-22 10:25:00`, with T for the space and Z behind it or not. */
function isPlain(text: string): boolean {
  const separator = text[10];
  if (separator !== ' ' && separator !== 'T') return false;
  if (text[13] !== ':' || text[16] !== ':') return false;
  return text.length === 19 || (text.length === 20 && text[19] === 'Z');
}

/** Above 99 where one of the two is no digit. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 100;
}
