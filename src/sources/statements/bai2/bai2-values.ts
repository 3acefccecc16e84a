/** The values a BAI2 file is made of: whole amounts in minor units, days and times without a zone, and when funds can be used. */
import { parseUtc } from '../../../domain/values/time';
import type { Bai2Fields } from './bai2-records';
import { badStatement, maxNumberLength, quoted } from '../values';

/** As many digits as a ledger amount may have, and far more for the sums of a file. */
const maxDigits = { amount: 15, total: 30 };

/** Signed; 0 where the field is empty, which is the format's default. */
export function bai2Amount(text: string, line: number, kind: keyof typeof maxDigits = 'amount'): bigint {
  if (text === '') return 0n;
  // Matching zeros before a wrong letter takes the square of their number: the length comes first.
  const isShort = text.length <= maxNumberLength;
  const [, sign = '', digits = ''] = (isShort && /^([+-]?)0*(\d+)$/.exec(text)) || [];
  if (digits === '' || digits.length > maxDigits[kind]) badStatement(line, `${quoted(text)} is not an amount`);
  return sign === '-' ? -BigInt(digits) : BigInt(digits);
}

/** `260122`; no file is older than 2000. */
export function bai2Day(text: string, line: number): string {
  const day = text.replace(/^(\d\d)(\d\d)(\d\d)$/, '20$1-$2-$3');
  return parseUtc(`${day}T00:00`) === null ? badStatement(line, `${quoted(text)} is not a date`) : day;
}

/** `1430`; null where the field is empty. 2400 is the end of the day, and so is 9999 for some banks. */
export function bai2Time(day: string, text: string, line: number): number | null {
  if (text === '') return null;
  if (text === '2400' || text === '9999') return endOfDay(day);
  const atMs = parseUtc(`${day}T${text.replace(/^(\d\d)(\d\d)$/, '$1:$2')}`);
  return atMs ?? badStatement(line, `${quoted(text)} is not a time`);
}

/** The day's last second. */
export function endOfDay(day: string): number {
  return Date.parse(`${day}T23:59:59Z`);
}

/** When money that came in can be used: not said, at an instant of the day, or only after it. */
export type Usable = 'unsaid' | 'later' | { readonly atMs: number };

/**
 * Reads the funds type and what belongs to it: Z or nothing unsaid, 0 at once, 1 and 2 days later, V from a value date, S and D
 * in parts. Of an amount in parts all is later where any of it is: no more money is promised than there is.
 */
export function readFunds(fields: Bai2Fields, amount: bigint, day: string, line: number): Usable {
  const type = fields.next().toUpperCase();
  switch (type) {
    case '':
    case 'Z':
    case '0':
      return 'unsaid';
    case '1':
    case '2':
      return 'later';
    case 'V': {
      const [date, time] = [fields.next(), fields.next()];
      const valueDay = date === '' ? day : bai2Day(date, line);
      if (valueDay !== day) return valueDay > day ? 'later' : 'unsaid';
      const atMs = bai2Time(day, time, line);
      return atMs === null ? 'unsaid' : { atMs };
    }
    case 'S': {
      const parts = [0, 1, 2].map(() => bai2Amount(fields.next(), line));
      return usableOfParts(parts, amount, line);
    }
    case 'D':
      return usableOfParts(readDistribution(fields, line), amount, line);
    default:
      return badStatement(line, `${quoted(type)} is no funds type`);
  }
}

/** A count, then for each part in how many days it can be used, and how much; today's first, then all later ones. */
function readDistribution(fields: Bai2Fields, line: number): bigint[] {
  const count = fields.next();
  if (!/^\d{1,3}$/.test(count)) badStatement(line, `${quoted(count)} is no number of funds parts`);
  const sums = [0n, 0n];
  for (let part = 0; part < Number(count); part += 1) {
    const days = fields.next();
    if (!/^\d{1,3}$/.test(days)) badStatement(line, `${quoted(days)} is no number of days`);
    sums[Number(days) === 0 ? 0 : 1] = (sums[Number(days) === 0 ? 0 : 1] ?? 0n) + bai2Amount(fields.next(), line);
  }
  return sums;
}

function usableOfParts([now = 0n, ...later]: readonly bigint[], amount: bigint, line: number): Usable {
  const sum = later.reduce((total, part) => total + part, now);
  if (sum !== amount) badStatement(line, `the parts of the funds add up to ${sum}, not to the amount ${amount}`);
  return now === amount ? 'unsaid' : 'later';
}
