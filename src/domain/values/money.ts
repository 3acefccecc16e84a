/** Exact decimal money with each currency's own exponent (ISO 4217). */
import { Decimal } from 'decimal.js';
import { code as findCurrency } from 'currency-codes';
import { Fault, refuse, type Refusal } from './errors';

/** An amount in JSON keeps at most this many digits, the most a double carries there and back unchanged. */
const maxDigits = 15;

export type { Decimal };
export const zero = new Decimal(0);

/** A decimal from text or from a JSON number's shortest form; never from float arithmetic. */
export function decimal(value: string | number): Decimal {
  return new Decimal(typeof value === 'number' ? String(value) : value);
}

/** Digits after the point for an ISO 4217 currency (JPY 0, USD 2, KWD 3); null for an unknown code. */
export function currencyExponent(currency: string): number | null {
  const found = /^[A-Z]{3}$/.test(currency) ? findCurrency(currency) : undefined;
  return found ? found.digits : null;
}

/**
 * Reads a payment amount as people and JSON write it: 250000, "250,000.00", "250000.5".
 * Refused: not a number, zero or negative, more decimals than the currency has, over 15 digits.
 */
export function parseAmount(input: string | number, currency: string): { ok: true; amount: Decimal } | Refusal {
  const exponent = currencyExponent(currency);
  if (exponent === null)
    return refuse('unknown_currency', `${shown(currency)} is not a currency code we know.`, 'currency');
  const text = typeof input === 'number' ? String(input) : input.trim();
  if (!/^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(text))
    return refuse('amount_not_a_number', `${shown(text)} is not an amount.`, 'amount');
  const amount = new Decimal(text.replaceAll(',', ''));
  if (amount.lte(0)) return refuse('amount_not_positive', 'The amount must be more than zero.', 'amount');
  if (amount.decimalPlaces() > exponent) {
    return refuse('amount_too_precise', `${currency} has ${exponent} decimals; ${shown(text)} has more.`, 'amount');
  }
  if (amount.toFixed(exponent).replace('.', '').length > maxDigits) {
    return refuse(
      'amount_too_large',
      `The amount has more than ${maxDigits} digits${exponent === 0 ? '' : `, the ${exponent} decimals of ${currency} counted`}.`,
      'amount',
    );
  }
  return { ok: true, amount };
}

/** A decimal as a JSON number of the same value. Throws `amount_out_of_range` where a double cannot hold it exactly. */
export function toJsonNumber(amount: Decimal): number {
  const value = amount.toNumber();
  if (!new Decimal(String(value)).eq(amount))
    throw new Fault('amount_out_of_range', `no exact JSON number for ${amount.toString()}`);
  return value;
}

/** `500,000` or `191.83`: thousands separated, decimals only where there are some, then padded to the currency's exponent. */
export function formatAmount(amount: Decimal, currency: string): string {
  const exponent = currencyExponent(currency) ?? amount.decimalPlaces();
  const [whole = '0', fraction] = amount
    .abs()
    .toFixed(amount.isInteger() ? 0 : exponent)
    .split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amount.isNegative() && !amount.isZero() ? '-' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

function shown(text: string): string {
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}
