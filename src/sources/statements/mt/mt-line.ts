/** Reads one entry of an MT940 or MT942: its :61: and what the :86: behind it says. */
import type { StatementEntry } from '../../../domain/liquidity/statements/statement';
import { decimal } from '../../../domain/values/money';
import { sha256 } from '../../../domain/values/json';
import { readInformation } from './mt-information';
import { mtDay, mtDayNear } from './mt-values';
import { referenceIn, referencesIn } from '../references';
import { splitCharge } from '../split-charge';
import { badStatement, statementAmount } from '../values';

export interface LineContext {
  readonly currency: string;
  /** The days the message is of. */
  readonly firstDay: string;
  readonly lastDay: string;
}

/**
 * Value date, entry date (left out, or blanks), mark, the third letter of the currency, amount, type, references. Some banks put a
 * blank before the type or leave its first letter out. Each part ends where the next begins, so that no text is gone through twice.
 */
const statementLine =
  /^(\d{6})(\d{4}| {4})?(E?[CD]|R[CD])([A-Z])?(\d[\d,.]*) ?([SNF][A-Z0-9]{3}|[A-Z]{3}(?=NONREF|\/\/|$| ))?([^\n]*)$/;

export function readStatementLine(
  field: { readonly value: string; readonly line: number },
  information: string,
  { currency, firstDay, lastDay }: LineContext,
): StatementEntry[] {
  const { line } = field;
  // A second line holds details of the bank's own; further ones are banks' too long lines.
  const [first = '', ...more] = field.value.split('\n');
  const match = statementLine.exec(first.trimEnd());
  if (!match) badStatement(line, ':61: is not a statement line');
  const [, valueDate = '', entryDate = '', mark = '', , amountText = '', type, references = ''] = match;
  if (type === undefined && references.trim() !== '' && !/^[A-Z]{3}/.test(references))
    badStatement(line, ':61: has no type');
  const { ours, banks } = splitReferences(type === undefined ? references.slice(3) : references);
  const told = readInformation(information);
  const valueDay = mtDay(valueDate, line);
  const isDated = entryDate.trim() !== '';
  const amount = statementAmount(amountText, currency, line);
  const names = referencesIn([told.endToEnd, ours, told.customer, told.batch]);
  const entry: StatementEntry = {
    place: `line ${line}`,
    references: referencesIn([...names, banks]),
    bankReference: banks,
    customerReference: referenceIn(told.endToEnd) ?? ours ?? referenceIn(told.customer),
    // A reversal of a debit comes in; E marks what is only expected.
    direction: ['C', 'EC', 'RD'].includes(mark) ? 'IN' : 'OUT',
    amount,
    currency,
    status: mark.startsWith('E') ? 'pending' : 'booked',
    day: isDated ? mtDayNear(entryDate, valueDay, line) : dayWithin(valueDay, firstDay, lastDay),
    valueDay,
    atMs: null,
    isReturn: mark.startsWith('R') || told.isReturn,
    counterparty: told.name,
    says: sha256([type ?? '', ...more, information].join('\n')).slice(0, 16),
  };
  return withCharge(entry, told);
}

/** Without an entry date it was booked on a day of the statement: its value date where that is one, else the last. */
function dayWithin(valueDay: string, firstDay: string, lastDay: string): string {
  return valueDay >= firstDay && valueDay <= lastDay ? valueDay : lastDay;
}

/** Ours before the slashes, the bank's behind. */
function splitReferences(text: string): { ours: string | null; banks: string | null } {
  const slashes = text.indexOf('//');
  const [ours, banks] = slashes < 0 ? [text, ''] : [text.slice(0, slashes), text.slice(slashes + 2)];
  return { ours: referenceIn(ours), banks: referenceIn(banks) };
}

/** A charge the bank names inside the amount is an entry of its own, where both make up the amount. */
function withCharge(
  entry: StatementEntry,
  { original, charge }: { original: string | null; charge: string | null },
): StatementEntry[] {
  const [paid, taken] = [original, charge].map((text) => amountIn(text, entry.currency));
  return paid && taken ? splitCharge(entry, paid, taken) : [entry];
}

/** `EUR1500,00`; null for another currency. */
function amountIn(text: string | null, currency: string) {
  const [, code, amount = ''] = /^([A-Z]{3})(\d{1,15}(?:[.,]\d{0,3})?)$/.exec(text ?? '') ?? [];
  return code === currency ? decimal(amount.replace(',', '.').replace(/\.$/, '')) : null;
}
