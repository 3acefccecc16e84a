/** What a bank statement changes in a day's ledger: rows that have settled, flows nobody had, the opening balance. */
import { refuse, type Problem, type Refusal } from '../errors';
import { zero, type Decimal } from '../money';
import { utcDay } from '../time';
import { startOfDay } from './assessed-payment';
import { bookPart, createPartIds } from './booked-part';
import type { Account, Ledger, LedgerRow } from './ledger';
import { isCertain } from './ledger-content';
import type { Statement, StatementEntry } from './statement';

export interface StatementMerge {
  readonly account: Account;
  /** Rows of the ledger by their transaction id, as they shall stand: settled, or, where booked only in part, open with what is left. */
  readonly settled: ReadonlyMap<string, LedgerRow>;
  /** Flows nobody had, and what was booked of rows that are still open. */
  readonly added: readonly LedgerRow[];
  /** Entries the ledger has already, as they stand. */
  readonly known: number;
  /** Null where the statement does not say. */
  readonly openingBalance: Decimal | null;
}

/**
 * `accountId`: the ledger's name for the statement's account. Refused whole: another currency, an entry of a day the ledger
 * is not of, a reference whose row says something else, balances that do not add up. What a bank booked is true: where it booked less
 * than an open row expects, that much is settled and the row keeps the rest, so that both together are what the row was.
 */
export function mergeStatement(
  ledger: Ledger,
  statement: Statement,
  accountId: string,
): { ok: true; merge: StatementMerge } | Refusal {
  const account = findAccount(ledger, statement, accountId);
  if (!account.ok) return account;
  const { day } = ledger;
  if (day === null) return refuse('no_data_for_day', 'The ledger has no rows and so no day to put a statement in.');
  const problems = [
    ...currencyProblems(statement, account.account),
    ...sumProblems(statement),
    ...totalProblems(statement, day),
  ];
  const settled = new Map<string, LedgerRow>();
  const added: LedgerRow[] = [];
  const parts = new Map<string, LedgerRow>();
  const find: FindRow = (txnId) => settled.get(txnId) ?? parts.get(txnId) ?? ledger.findPayment(txnId);
  const partId = createPartIds();
  let known = 0;
  for (const [index, entry] of statement.entries.entries()) {
    // What was booked before the ledger's day is in its opening balance.
    if (entry.day < day && entry.booked) continue;
    if (entry.day !== day) {
      problems.push(problemAt(entry, 'other_day', `is of ${entry.day}; the ledger is of ${day}`));
      continue;
    }
    const named = findRow(find, account.account, entry);
    if (!named) {
      added.push(newRow(statement, account.account, entry, index));
      continue;
    }
    const id = partId(named, entry);
    const row = find(id) ?? named;
    const contradiction = contradictionOf(row, account.account, entry);
    if (contradiction !== null) problems.push(problemAt(entry, 'contradicts_ledger', contradiction));
    else if (entry.booked && row.status !== 'SETTLED') {
      const atMs = entry.atMs ?? Math.min(row.atMs, knownAt(statement, day));
      if (entry.amount.eq(row.amount)) settled.set(row.txn_id, { ...row, status: 'SETTLED', atMs });
      else {
        const { part, rest } = bookPart(row, { id, amount: entry.amount, atMs });
        settled.set(rest.txn_id, rest);
        parts.set(part.txn_id, part);
        added.push(part);
      }
    } else known += 1;
  }
  if (problems.length > 0) return { ok: false, problems };
  const openingBalance = openingOf(statement, day);
  return { ok: true, merge: { account: account.account, settled, added, known, openingBalance } };
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

type FindRow = (txnId: string) => LedgerRow | undefined;

function findRow(find: FindRow, { account_id }: Account, entry: StatementEntry): LedgerRow | undefined {
  for (const reference of entry.references) {
    const row = find(reference) ?? find(rowId(account_id, reference));
    if (row) return row;
  }
  return undefined;
}

function contradictionOf(row: LedgerRow, account: Account, entry: StatementEntry): string | null {
  const differs = (what: string, ours: string, theirs: string): string =>
    `has ${what} ${theirs}; ${row.txn_id} of the ledger has ${ours}`;
  if (row.account_id !== account.account_id) return differs('account', row.account_id, account.account_id);
  if (row.currency !== account.currency) return differs('currency', row.currency, account.currency);
  if (row.direction !== entry.direction) return differs('direction', row.direction, entry.direction);
  // Less than what is still expected is a part of it; what has happened is not booked in parts afterwards.
  const isPart = !isCertain(row) && entry.amount.lt(row.amount);
  if (!isPart && !row.amount.eq(entry.amount)) return differs('amount', row.amount.toFixed(), entry.amount.toFixed());
  return null;
}

/** When it was on the account at the latest: what is booked is not still to come. */
function knownAt({ asOfMs }: Statement, day: string): number {
  const startMs = startOfDay(day);
  return Math.min(Math.max(asOfMs, startMs), startMs + dayMs - 1_000);
}

/**
 * Without an instant of its own an outgoing entry is taken at the day's start and an incoming one when the statement was
 * true: never more money than there was.
 */
function newRow(statement: Statement, account: Account, entry: StatementEntry, index: number): LedgerRow {
  const reference = entry.bankReference ?? `${statement.id}/${index + 1}`;
  return {
    txn_id: rowId(account.account_id, reference),
    atMs: entry.atMs ?? (entry.direction === 'IN' ? knownAt(statement, entry.day) : startOfDay(entry.day)),
    entity: account.entity,
    account_id: account.account_id,
    beneficiary_name: entry.counterparty,
    payment_type: 'STATEMENT',
    amount: entry.amount,
    direction: entry.direction,
    currency: entry.currency,
    status: entry.booked ? 'SETTLED' : 'QUEUED',
    alert_flag: null,
    channel: null,
  };
}

const dayMs = 86_400_000;

/** Bank references are unique for an account, not for all banks. */
function rowId(accountId: string, reference: string): string {
  return `${accountId}:${reference}`;
}

/** The balance after the last day before the ledger's, or the one before the ledger day's first entry. */
function openingOf({ opening, closing, asOfMs }: Statement, day: string): Decimal | null {
  if (closing && closing.day < day) return closing.amount;
  const isOfTheDay = closing ? closing.day === day : utcDay(asOfMs) >= day;
  return isOfTheDay ? (opening?.amount ?? null) : null;
}

function problemAt({ place }: StatementEntry, code: string, what: string): Problem {
  return { code, message: `${place} ${what}.`, field: 'entry' };
}
