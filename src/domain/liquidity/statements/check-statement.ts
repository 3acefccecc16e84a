/** Whether a bank statement holds together in itself: its currencies, its balances, its totals. */
import type { Problem } from '../../values/errors';
import { zero, type Decimal } from '../../values/money';
import { signed, type Statement, type StatementEntry } from './statement';

/** `currency`: the account's. Empty where the statement holds together. */
export function checkStatement(statement: Statement, accountId: string, currency: string): Problem[] {
  return [...currencyProblems(statement, accountId, currency), ...sumProblems(statement), ...totalProblems(statement)];
}

function currencyProblems(
  { place, entries, opening, closing, interim }: Statement,
  accountId: string,
  currency: string,
): Problem[] {
  const differs = (what: string, other: string): Problem => ({
    code: 'currency_mismatch',
    field: 'currency',
    message: `${what} is in ${other}; ${accountId} holds ${currency}.`,
  });
  return [
    ...entries
      .filter((entry) => entry.currency !== currency && entry.status !== 'information')
      .map((entry) => differs(entry.place, entry.currency)),
    ...[opening, closing, interim].flatMap((balance) =>
      balance && balance.currency !== currency ? [differs(`${at(place)}a balance`, balance.currency)] : [],
    ),
  ];
}

/** Only where both balances are given; pending entries are in neither. */
function sumProblems({ place, opening, closing, entries, isInterim, page }: Statement): Problem[] {
  if (!opening || !closing || isInterim || page) return [];
  const expected = entries
    .filter(({ status }) => status === 'booked')
    .reduce((sum, entry) => sum.plus(signed(entry)), opening.amount);
  if (expected.eq(closing.amount)) return [];
  const message = `${at(place)}The entries lead from ${opening.amount.toFixed()} to ${expected.toFixed()}, not to the closing balance ${closing.amount.toFixed()}.`;
  return [{ code: 'balances_do_not_add_up', message }];
}

/** A report that gives its balances and totals alone lists nothing the totals could be of. */
function totalProblems({ place, totals, entries, closing }: Statement): Problem[] {
  if (!totals || (entries.length === 0 && closing)) return [];
  const differs = (what: string, direction: StatementEntry['direction'], stated: Decimal | null): Problem[] => {
    const listed = entries
      .filter((entry) => entry.direction === direction && entry.status !== 'information')
      .reduce((sum, { amount }) => sum.plus(amount), zero);
    if (stated === null || stated.eq(listed)) return [];
    const message = `${at(place)}The ${what} are ${stated.toFixed()} in all; the entries add up to ${listed.toFixed()}.`;
    return [{ code: 'totals_do_not_add_up', message }];
  };
  return [...differs('credits', 'IN', totals.credits), ...differs('debits', 'OUT', totals.debits)];
}

function at(place: string | undefined): string {
  return place === undefined ? '' : `${place}: `;
}
