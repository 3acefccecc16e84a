/** A day's ledger as all bank statements taken so far leave it: always worked out anew from the ledger as it was brought. */
import { refuse, type Problem, type Refusal } from '../../values/errors';
import { fromMinor } from '../ledger/minor-units';
import type { Ledger } from '../ledger/ledger';
import { isSettled, type Account, type LedgerRow } from '../../payment/ledger-row';
import { currencyExponent, zero, type Decimal } from '../../values/money';
import { formatUtc, utcDay } from '../../values/time';
import { assemblePages, type WaitingPages } from './assemble-pages';
import { readBankDay, type BankDay } from './bank-day';
import { statementKey, type OpenEntry, type Settlement } from './open-entry';
import { proveAccount, type AccountProof } from './prove-account';
import { signed, type Statement } from './statement';
import { takeBookings, type TakenBookings } from './take-bookings';

/** A statement with what the ledger calls its account. */
export interface PlacedStatement {
  readonly statement: Statement;
  readonly accountId: string;
  /** Whose account it is, where the ledger does not have it yet. */
  readonly entity?: string | undefined;
  readonly bank?: string | undefined;
}

export interface DerivedAccount extends TakenBookings {
  readonly account: Account;
  /** Null where no statement says otherwise than the ledger. */
  readonly opening: Decimal | null;
  readonly bank: BankDay;
  readonly proof: AccountProof;
  /** When the newest of its statements was true, as far as it is of the day or before; ISO 8601 UTC. */
  readonly asOf: string | null;
}

export interface DerivedLedger {
  readonly day: string;
  readonly accounts: readonly DerivedAccount[];
  readonly open: readonly OpenEntry[];
}

export interface DeriveRequest {
  readonly ledger: Ledger;
  readonly day: string;
  readonly statements: readonly PlacedStatement[];
  readonly settlements: readonly Settlement[];
}

export function deriveLedger({ ledger, day, statements, settlements }: DeriveRequest): DerivedLedger {
  const decided = new Map(settlements.map((settlement) => [settlement.id, settlement]));
  const byAccount = new Map<string, { account: Account; statements: Statement[] }>();
  const open: OpenEntry[] = [];
  for (const placed of statements) {
    const found = accountOf(ledger, placed);
    if (!found.ok) {
      open.push(...setAsideWhole(placed, found.problems, day, decided));
      continue;
    }
    const key = `${found.account.account_id}\n${found.account.currency}`;
    const known = byAccount.get(key) ?? { account: found.account, statements: [] };
    known.statements.push(placed.statement);
    byAccount.set(key, known);
  }
  const accounts = [...byAccount.values()].map((own) => deriveAccount(own, { ledger, day, settlements: decided }));
  return { day, accounts, open: [...open, ...accounts.flatMap((account) => account.open)] };
}

/** The ledger's account of a statement, or why there is none. */
export function accountOf(
  ledger: Pick<Ledger, 'accountsNamed'>,
  { statement: { account, currency, entries }, accountId, entity, bank }: PlacedStatement,
): { ok: true; account: Account } | Refusal {
  const held = ledger.accountsNamed(accountId);
  const [only] = held;
  const code = currency ?? entries[0]?.currency ?? null;
  if (entity !== undefined && code !== null && !held.some((candidate) => candidate.currency === code))
    return {
      ok: true,
      account: {
        entity,
        account_id: accountId,
        currency: code,
        startOfDayBalance: zero,
        ...(bank === undefined ? {} : { bank }),
      },
    };
  if (!only) return refuse('unknown_account', `No account ${account} is in the ledger.`, 'account');
  if (currency === null) {
    const found = held.find((candidate) => candidate.currency === code) ?? (held.length === 1 ? only : undefined);
    if (found) return { ok: true, account: found };
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

function setAsideWhole(
  { statement, accountId }: PlacedStatement,
  problems: readonly Problem[],
  day: string,
  settlements: ReadonlyMap<string, Settlement>,
): OpenEntry[] {
  const { format, id, account, currency } = statement;
  const key = statementKey([format, account, currency, id]);
  if (settlements.has(key)) return [];
  const reason = problems.map(({ message }) => message).join(' ');
  return [
    {
      id: key,
      accountId,
      currency: currency ?? '',
      day,
      statementId: id,
      place: 'statement',
      amount: null,
      counts: false,
      reason,
    },
  ];
}

interface DayOf {
  readonly ledger: Ledger;
  readonly day: string;
  readonly settlements: ReadonlyMap<string, Settlement>;
}

function deriveAccount(
  { account, statements }: { account: Account; statements: readonly Statement[] },
  { ledger, day, settlements }: DayOf,
): DerivedAccount {
  const { account_id: accountId, currency } = account;
  const { whole, waiting } = assemblePages(statements);
  const bank = readBankDay(whole, day);
  const rows = {
    findRow: (txnId: string) => ledger.findPayment(txnId),
    rowIdsOf: (id: string, code: string) => ledger.rowIdsOf(id, code, Number.POSITIVE_INFINITY),
  };
  const taken = takeBookings({ account, day, bank, rows, settlements });
  const opening = bank.opening ?? account.startOfDayBalance;
  const sums = settledSums(ledger, account, bank, taken);
  const waits = waiting.filter((pages) => touches(pages, day));
  const proof = proveAccount({
    accountId,
    currency,
    day,
    opening,
    ...sums,
    closing: bank.closing,
    interim: bank.interim,
    doubts: [...waits.map(({ why }) => why), ...bank.doubts],
    hints: () => unmatchedHints(ledger, account, taken),
  });
  return {
    ...taken,
    open: [
      ...taken.open,
      ...waiting.map((pages) => waitingEntry(pages, account, day)),
      ...otherDays(whole, account, day),
    ],
    account,
    opening: bank.opening,
    bank,
    proof,
    asOf: asOfOf(whole, day),
  };
}

/** What the ledger itself calls settled, with what the statements make of it. */
function settledSums(
  ledger: Ledger,
  { account_id: accountId, currency }: Account,
  { bookings, interim }: BankDay,
  { changed, added, matched }: TakenBookings,
): { settled: Decimal; settledByInterim: Decimal } {
  const own = fromMinor(ledger.settledOn(accountId, currency), currencyExponent(currency) ?? 0);
  const sum = (rows: Iterable<LedgerRow | undefined>): Decimal => {
    let total = zero;
    for (const row of rows) if (row && isSettled(row)) total = total.plus(signed(row));
    return total;
  };
  const before = sum([...changed.keys()].map((id) => ledger.findPayment(id)));
  const settled = own.minus(before).plus(sum(changed.values())).plus(sum(added));
  const unmatched = own.minus(sum([...matched].map((id) => ledger.findPayment(id))));
  const settledByInterim = bookings
    .filter(({ seenMs }) => interim !== null && seenMs <= interim.atMs)
    .reduce((total, booking) => total.plus(signed(booking)), unmatched);
  return { settled, settledByInterim };
}

const maxHints = 3;

/** Rows the ledger calls settled that the bank's statements do not have. */
function unmatchedHints(
  ledger: Ledger,
  { account_id: accountId, currency }: Account,
  { matched }: TakenBookings,
): string[] {
  const ids: string[] = [];
  for (const row of ledger.rowsOf(accountId, currency)) {
    if (ids.length > maxHints) break;
    if (isSettled(row) && !matched.has(row.txn_id)) ids.push(row.txn_id);
  }
  if (ids.length === 0) return [];
  const named = ids.slice(0, maxHints).join(', ');
  return [
    `The ledger calls ${named}${ids.length > maxHints ? ' and more' : ''} settled; the statements do not have it.`,
  ];
}

function touches({ pages }: WaitingPages, day: string): boolean {
  return pages.some((page) => utcDay(page.asOfMs) === day || page.entries.some((entry) => entry.day === day));
}

function waitingEntry(
  { pages, why }: WaitingPages,
  { account_id: accountId, currency }: Account,
  day: string,
): OpenEntry {
  const [first] = pages;
  const statementId = first?.id ?? '';
  const id = statementKey([accountId, currency, statementId, why]);
  return {
    id,
    accountId,
    currency,
    day,
    statementId,
    place: 'statement',
    amount: null,
    counts: false,
    reason: `${why}.`,
  };
}

/** Later days' entries wait for their day. */
function otherDays(
  statements: readonly Statement[],
  { account_id: accountId, currency }: Account,
  day: string,
): OpenEntry[] {
  const seen = new Set<string>();
  return statements.flatMap((statement) =>
    statement.entries.flatMap((entry): OpenEntry[] => {
      if (entry.status === 'information' || entry.day <= day) return [];
      const amount = signed(entry).toFixed();
      const id = statementKey([
        accountId,
        currency,
        entry.day,
        amount,
        entry.bankReference,
        entry.customerReference,
        entry.says,
      ]);
      if (seen.has(id)) return [];
      seen.add(id);
      const what = entry.status === 'booked' ? 'is of' : 'is expected on';
      const reason = `${what} ${entry.day} and counts when a ledger of that day is in force`;
      return [
        {
          id,
          accountId,
          currency,
          day: entry.day,
          statementId: statement.id,
          place: entry.place,
          amount,
          counts: false,
          reason,
        },
      ];
    }),
  );
}

function asOfOf(statements: readonly Statement[], day: string): string | null {
  const times = statements
    .filter(({ closing, isInterim, asOfMs }) => (closing && !isInterim ? closing.day : utcDay(asOfMs)) <= day)
    .map(({ asOfMs }) => asOfMs);
  return times.length === 0 ? null : formatUtc(Math.max(...times));
}
