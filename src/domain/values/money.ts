/** Exact decimal money with each currency's own exponent (ISO 4217). */
import { Decimal } from 'decimal.js';
import { data as currencies } from 'currency-codes';
import { Fault } from './errors';

export type { Decimal };
export const zero = new Decimal(0);
/** Away from zero, and towards it. */
export const roundUp = Decimal.ROUND_UP;
export const roundDown = Decimal.ROUND_DOWN;

/** A decimal from text or from a JSON number's shortest form; never from float arithmetic. */
export function decimal(value: string | number): Decimal {
  return new Decimal(typeof value === 'number' ? String(value) : value);
}

/** Digits after the point for an ISO 4217 currency (JPY 0, USD 2, KWD 3); null for an unknown code. */
export function currencyExponent(currency: string): number | null {
  return exponents.get(currency) ?? null;
}

/** The package itself looks through its whole list for each answer. */
const exponents: ReadonlyMap<string, number> = new Map(currencies.map(({ code, digits }) => [code, digits]));

/** A decimal as a JSON number of the same value. Null where a double cannot hold it exactly: it holds any fifteen digits, and some longer ones. */
export function exactJsonNumber(amount: Decimal): number | null {
  const value = amount.toNumber();
  return new Decimal(String(value)).eq(amount) ? value : null;
}

/** As `exactJsonNumber`. Throws `amount_out_of_range` where there is none. */
export function toJsonNumber(amount: Decimal): number {
  const value = exactJsonNumber(amount);
  if (value === null) throw new Fault('amount_out_of_range', `no exact JSON number for ${amount.toString()}`);
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
