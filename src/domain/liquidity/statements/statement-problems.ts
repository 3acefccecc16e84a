/** What is wrong with a bank statement as a whole: its currencies, its balances, its totals. */
import type { Problem } from '../../values/errors';
import { zero, type Decimal } from '../../values/money';
import { utcDay } from '../../values/time';
import type { Account } from '../../payment/ledger-row';
import type { Statement, StatementEntry } from './statement';

/** `day`: the ledger's. Empty where the statement holds together. */
export function statementProblems(statement: Statement, account: Account, day: string): Problem[] {
  return [...currencyProblems(statement, account), ...sumProblems(statement), ...totalProblems(statement, day)];
}

function currencyProblems({ entries, opening, closing }: Statement, { account_id, currency }: Account): Problem[] {
  const differs = (what: string, other: string): Problem => ({
    code: 'currency_mismatch',
    field: 'currency',
    message: `${what} is in ${other}; ${account_id} holds ${currency}.`,
  });
  return [
    ...entries.filter((entry) => entry.currency !== currency).map((entry) => differs(entry.place, entry.currency)),
    ...[opening, closing].flatMap((balance) =>
      balance && balance.currency !== currency ? [differs('a balance', balance.currency)] : [],
    ),
  ];
}

/** Only where both balances are given; pending entries are in neither. */
function sumProblems({ opening, closing, entries }: Statement): Problem[] {
  if (!opening || !closing) return [];
  const booked = entries
    .filter((entry) => entry.booked)
    .reduce((sum, { amount, direction }) => (direction === 'IN' ? sum.plus(amount) : sum.minus(amount)), zero);
  const expected = opening.amount.plus(booked);
  if (expected.eq(closing.amount)) return [];
  const message = `The entries lead from ${opening.amount.toFixed()} to ${expected.toFixed()}, not to the closing balance ${closing.amount.toFixed()}.`;
  return [{ code: 'balances_do_not_add_up', message }];
}

/** A report of an earlier day may give its balances alone; of the ledger's own day, money nobody lists would be missing. */
function totalProblems({ totals, entries, asOfMs }: Statement, day: string): Problem[] {
  if (!totals || (entries.length === 0 && utcDay(asOfMs) < day)) return [];
  const differs = (what: string, direction: StatementEntry['direction'], stated: Decimal | null): Problem[] => {
    const listed = entries
      .filter((entry) => entry.direction === direction)
      .reduce((sum, { amount }) => sum.plus(amount), zero);
    if (stated === null || stated.eq(listed)) return [];
    const message = `The ${what} are ${stated.toFixed()} in all; the entries add up to ${listed.toFixed()}.`;
    return [{ code: 'totals_do_not_add_up', message }];
  };
  return [...differs('credits', 'IN', totals.credits), ...differs('debits', 'OUT', totals.debits)];
}
