/** Reads one payment amount as people and JSON write it: 250000, "250,000.00", "250.000,00", "€10k". The one reader of forms, chat and command line. */
import { refuse, type Problem, type Refusal } from '../errors';
import { currencyExponent, decimal, type Decimal } from '../money';
import { findAmounts } from './find-amounts';
import type { DigitsValue, Notation } from './read-digits';

/** An amount in JSON keeps at most this many digits, the most a double carries there and back unchanged. */
const maxDigits = 15;

/** Longer than any amount with its words. */
const maxLength = 60;

export type AmountParsed = { readonly ok: true; readonly amount: Decimal } | Refusal;

/**
 * Refused: not a number, zero or negative, more decimals than the currency has (zeros too, where they were typed), over 15 digits,
 * another currency than `currency`; and what can be read in two ways, with both readings as the problem's choices.
 */
export function parseAmount(input: string | number, currency: string, notation: Notation = 'english'): AmountParsed {
  if (currencyExponent(currency) === null)
    return refuse('unknown_currency', `${shown(currency)} is not a currency code we know.`, 'currency');
  if (typeof input === 'string') return parseText(input, currency, notation);
  const text = String(input);
  if (!/^-?\d+(\.\d+)?$/.test(text)) return notANumber(text);
  const [, fraction = ''] = text.split('.');
  return checked({ value: text, decimals: fraction.length }, currency, text);
}

function parseText(input: string, currency: string, notation: Notation): AmountParsed {
  // Around a number alone, brackets are how accountants write a minus.
  const bracketed = /^\s*\((.*)\)\s*$/.exec(input);
  const text = (bracketed?.[1] ?? input).trim();
  const [found, ...others] = text.length > maxLength ? [] : findAmounts(text, notation, currency);
  if (!found || others.length > 0 || found.text.length !== text.length) return notANumber(input.trim());
  if (found.isNegative || bracketed) return notPositive();
  if (found.currencies.length > 0 && !found.currencies.includes(currency))
    return refuse('amount_currency', `${shown(text)} is not in ${currency}.`, 'amount');
  const { reading } = found;
  if (reading.kind === 'none') return notANumber(text);
  if (reading.kind === 'ambiguous') return askWhich(text, reading.readings, currency);
  return checked(reading, currency, text);
}

function checked({ value, decimals }: DigitsValue, currency: string, text: string): AmountParsed {
  const amount = decimal(value);
  const exponent = currencyExponent(currency) ?? 0;
  if (amount.lte(0)) return notPositive();
  if (decimals > exponent)
    return refuse('amount_too_precise', `${currency} has ${exponent} decimals; ${shown(text)} has more.`, 'amount');
  if (amount.toFixed(exponent).replace('.', '').length > maxDigits)
    return refuse(
      'amount_too_large',
      `The amount has more than ${maxDigits} digits${exponent === 0 ? '' : `, the ${exponent} decimals of ${currency} counted`}.`,
      'amount',
    );
  return { ok: true, amount };
}

function askWhich(text: string, readings: readonly [DigitsValue, DigitsValue], currency: string): Refusal {
  const choices = readings.map((reading) => unmistakable(reading, currencyExponent(currency) ?? 0));
  const message = `${shown(text)} can be read as ${choices.join(' or as ')}. Which one is it?`;
  const problem: Problem = { code: 'amount_ambiguous', message, field: 'amount', choices };
  return { ok: false, problems: [problem] };
}

/** With no more zeros than the currency has decimals, and typed so that it is read in one way: 1.250 becomes 1.25, and 1.234 becomes 01.234. */
export function unmistakable({ value }: DigitsValue, exponent: number): string {
  const plain = value.includes('.') ? value.replace(/0+$/, '').replace(/\.$/, '') : value;
  const [whole = '', fraction] = plain.split('.');
  if (fraction === undefined) return whole;
  const padded = `${whole}.${fraction.padEnd(exponent, '0')}`;
  return fraction.padEnd(exponent, '0').length === 3 ? `0${padded}` : padded;
}

function notANumber(text: string): Refusal {
  return refuse('amount_not_a_number', `${shown(text)} is not an amount.`, 'amount');
}

function notPositive(): Refusal {
  return refuse('amount_not_positive', 'The amount must be more than zero.', 'amount');
}

function shown(text: string): string {
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}
