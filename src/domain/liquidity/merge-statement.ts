/** What a bank statement changes in a day's ledger: rows that have settled, flows nobody had, the opening balance. */
import { refuse, type Problem, type Refusal } from '../errors';
import { zero, type Decimal } from '../money';
import { utcDay } from '../time';
import { startOfDay } from './assessed-payment';
import type { Account, Ledger, LedgerRow } from './ledger';
import type { Statement, StatementEntry } from './statement';

export interface StatementMerge {
  readonly account: Account;
  /** Rows of the ledger that are settled now, by their transaction id, as they shall stand. */
  readonly settled: ReadonlyMap<string, LedgerRow>;
  readonly added: readonly LedgerRow[];
  /** Entries the ledger has already, as they stand. */
  readonly known: number;
  /** Null where the statement does not say. */
  readonly openingBalance: Decimal | null;
}

/**
 * `accountId`: the ledger's name for the statement's account. Refused whole: another currency, an entry of a day the ledger
 * is not of, a reference whose row says something else, balances that do not add up.
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
  let known = 0;
  for (const [index, entry] of statement.entries.entries()) {
    // What was booked before the ledger's day is in its opening balance.
    if (entry.day < day && entry.booked) continue;
    if (entry.day !== day) {
      problems.push(problemAt(entry, 'other_day', `is of ${entry.day}; the ledger is of ${day}`));
      continue;
    }
    const row = findRow(ledger, account.account, entry);
    if (!row) {
      added.push(newRow(statement, account.account, entry, index));
      continue;
    }
    const contradiction = contradictionOf(row, account.account, entry);
    if (contradiction !== null) problems.push(problemAt(entry, 'contradicts_ledger', contradiction));
    else if (entry.booked && row.status !== 'SETTLED') {
      settled.set(row.txn_id, {
        ...row,
        status: 'SETTLED',
        atMs: entry.atMs ?? Math.min(row.atMs, knownAt(statement, day)),
      });
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

function findRow(ledger: Ledger, { account_id }: Account, entry: StatementEntry): LedgerRow | undefined {
  for (const reference of entry.references) {
    const row = ledger.findPayment(reference) ?? ledger.findPayment(rowId(account_id, reference));
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
  if (!row.amount.eq(entry.amount)) return differs('amount', row.amount.toFixed(), entry.amount.toFixed());
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
