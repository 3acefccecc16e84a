/** What a bank statement changes in a day's ledger: rows that have settled, flows nobody had, the opening balance. */
import { refuse, type Refusal } from '../../values/errors';
import type { Decimal } from '../../values/money';
import { utcDay } from '../../values/time';
import type { Ledger } from '../ledger/ledger';
import type { Account } from '../../payment/ledger-row';
import type { Statement } from './statement';
import { statementProblems } from './statement-problems';
import { takeEntries, type TakenEntries } from './take-entries';

export interface StatementMerge extends TakenEntries {
  readonly account: Account;
  /** Null where the statement does not say. */
  readonly openingBalance: Decimal | null;
}

/**
 * `accountId`: the ledger's name for the statement's account. `filed`: what earlier merges said of the ledger's rows. Refused
 * whole: another currency, an entry of a day the ledger is not of, a reference whose row says something else, balances that do
 * not add up. What a bank booked is true: where it booked less than an open payment expects, that much is settled and the row
 * keeps the rest, so that both together are what the row was.
 */
export function mergeStatement(
  ledger: Ledger,
  statement: Statement,
  accountId: string,
  filed: ReadonlyMap<string, string> = new Map(),
): { ok: true; merge: StatementMerge } | Refusal {
  const found = findAccount(ledger, statement, accountId);
  if (!found.ok) return found;
  const { account } = found;
  const { day } = ledger;
  if (day === null) return refuse('no_data_for_day', 'The ledger has no rows and so no day to put a statement in.');
  const taken = takeEntries({ statement, account, day, filed, findRow: (txnId) => ledger.findPayment(txnId) });
  const problems = [...statementProblems(statement, account, day), ...(taken.ok ? [] : taken.problems)];
  if (problems.length > 0 || !taken.ok) return { ok: false, problems };
  return { ok: true, merge: { ...taken.taken, account, openingBalance: openingOf(statement, day) } };
}

function findAccount(
  ledger: Ledger,
  { currency, account }: Statement,
  accountId: string,
): { ok: true; account: Account } | Refusal {
  const held = ledger.accountsNamed(accountId);
  const [only] = held;
  if (!only) return refuse('unknown_account', `No account ${account} is in the ledger.`, 'account');
  if (currency === null) {
    if (held.length === 1) return { ok: true, account: only };
    return refuse(
      'currency_missing',
      `The statement does not say which currency of ${accountId} it is of.`,
      'currency',
    );
  }
  const found = held.find((candidate) => candidate.currency === currency);
  if (found) return { ok: true, account: found };
  const currencies = held.map((candidate) => candidate.currency).join(', ');
  return refuse('currency_mismatch', `The statement is in ${currency}; ${accountId} holds ${currencies}.`, 'currency');
}

/** The balance after the last day before the ledger's, or the one before the ledger day's first entry. */
function openingOf({ opening, closing, asOfMs }: Statement, day: string): Decimal | null {
  if (closing && closing.day < day) return closing.amount;
  const isOfTheDay = closing ? closing.day === day : utcDay(asOfMs) >= day;
  return isOfTheDay ? (opening?.amount ?? null) : null;
}
