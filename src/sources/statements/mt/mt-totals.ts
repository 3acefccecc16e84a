/** Holds an MT942 report's own totals, :90D: and :90C:, against its entries: a wrong one means that a line was lost on the way. */
import { zero } from '../../../domain/values/money';
import type { StatementEntry } from '../../../domain/liquidity/statements/statement';
import { badStatement, quoted, statementAmount } from '../values';

export interface TotalField {
  readonly tag: string;
  readonly value: string;
  readonly line: number;
}

/** Throws `ledger_unreadable` with the line of the total. Banks differ in whether expected entries count: either sum will do. */
export function checkTotals(fields: readonly TotalField[], entries: readonly StatementEntry[], currency: string): void {
  for (const [tag, direction] of [
    ['90D', 'OUT'],
    ['90C', 'IN'],
  ] as const) {
    const [total, second] = fields.filter((field) => field.tag === tag);
    if (second) badStatement(second.line, `:${tag}: stands twice in one report`);
    if (total)
      checkTotal(
        total,
        entries.filter((entry) => entry.direction === direction),
        currency,
      );
  }
}

function checkTotal({ tag, value, line }: TotalField, all: readonly StatementEntry[], currency: string): void {
  const [, number, code = '', amount = ''] = /^(\d{1,5})([A-Z]{3})([\d,]+)$/.exec(value.trim()) ?? [];
  if (number === undefined) badStatement(line, `:${tag}: is not a total`);
  if (code !== currency) badStatement(line, `:${tag}: is in ${code}, the report in ${currency}`);
  const stated = statementAmount(amount, currency, line);
  const fits = [all, all.filter(({ status }) => status === 'booked')].some(
    (counted) =>
      counted.length === Number(number) && counted.reduce((sum, entry) => sum.plus(entry.amount), zero).eq(stated),
  );
  if (!fits) badStatement(line, `:${tag}: says ${quoted(value.trim())}, which its :61: entries do not add up to`);
}
