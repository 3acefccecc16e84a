/** The values statements are made of, refused with the line they stand on. */
import { Fault } from '../../domain/values/errors';
import { currencyExponent, decimal, type Decimal } from '../../domain/values/money';

/** The message starts with the line: `12: amount "1.2.3" is not an amount`. */
export function badStatement(line: number, reason: string): never {
  throw new Fault('ledger_unreadable', `${line}: ${reason}`);
}

/** As it is shown to people: what a file has in the place of a number or a date can be megabytes long. */
export function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 40));
}

/** No number of a statement is written with more letters; what is longer is refused before anything looks through it. */
export const maxNumberLength = 40;

/** A point or a comma for the decimals, no sign, no more decimals than the currency has but zeros. */
export function statementAmount(text: string, currency: string, line: number): Decimal {
  const exponent = currencyExponent(currency);
  if (exponent === null) badStatement(line, `${quoted(currency)} is not a currency code we know`);
  // Some banks fill amounts up with zeros; those are no digits of it.
  const plain = text.length > maxNumberLength ? text : text.replace(/^0+(?=\d)/, '');
  if (plain.length > maxNumberLength || !/^\d{1,15}([.,]\d*)?$/.test(plain))
    badStatement(line, `${quoted(text)} is not an amount`);
  const amount = decimal(plain.replace(',', '.').replace(/\.$/, ''));
  if (amount.decimalPlaces() > exponent) badStatement(line, `${currency} has ${exponent} decimals; ${text} has more`);
  return amount;
}

/** Counterparty names are shown to people: control and bidirectional-override characters become spaces. */
export function statementText(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out here
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ');
  return plain.replace(/\s+/g, ' ').trim().slice(0, 200);
}
