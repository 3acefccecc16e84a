/** One account's day as a ledger has it, as kept text and back: opening balance, rows, and how sure it is. */
import { canonicalJson } from '../../values/json';
import { decimal } from '../../values/money';
import { formatUtc, parseUtc } from '../../values/time';
import type { Account, LedgerRow } from '../../payment/ledger-row';
import type { Ledger } from '../ledger/ledger';
import type { AccountProof } from '../statements/prove-account';

type RowText = Omit<LedgerRow, 'atMs' | 'entity' | 'account_id' | 'currency' | 'amount'> & {
  readonly at: string;
  readonly amount: string;
};

/** Amounts are text and times ISO 8601: its text is the same in any language. */
export interface AccountDay {
  readonly kind: 'account_day';
  readonly format: 1;
  readonly entity: string;
  readonly account_id: string;
  readonly currency: string;
  readonly start_of_day_balance: string;
  readonly bank: string | null;
  readonly as_of: string | null;
  readonly proof: Pick<AccountProof, 'day' | 'state' | 'why'> | null;
  /** In the order of time. */
  readonly rows: readonly RowText[];
}

/** Some milliseconds of work. */
const rowsAtOnce = 2_000;

/** Its canonical JSON, made in slices: an account may have a hundred thousand rows. */
export function* accountDayText(ledger: Ledger, account: Account): Generator<void, string> {
  const { entity, account_id, currency, bank } = account;
  const proof = ledger.proofOf(account_id, currency);
  const day: AccountDay = {
    kind: 'account_day',
    format: 1,
    entity,
    account_id,
    currency,
    start_of_day_balance: account.startOfDayBalance.toFixed(),
    bank: bank ?? null,
    as_of: ledger.asOfFor(account_id, currency),
    proof: proof && { day: proof.day, state: proof.state, why: proof.why },
    rows: [],
  };
  const rows: string[] = [];
  for (const [at, row] of ledger.rowsOf(account_id, currency).entries()) {
    rows.push(canonicalJson(rowText(row)));
    if (at % rowsAtOnce === rowsAtOnce - 1) yield;
  }
  // The one member that is an array, and the only place where it is empty.
  return canonicalJson(day).replace('"rows":[]', () => `"rows":[${rows.join(',')}]`);
}

function rowText({ atMs, amount, entity: _e, account_id: _a, currency: _c, ...row }: LedgerRow): RowText {
  return { ...row, at: formatUtc(atMs), amount: amount.toFixed() };
}

export function accountOf({ entity, account_id, currency, bank, start_of_day_balance }: AccountDay): Account {
  const account = { entity, account_id, currency, startOfDayBalance: decimal(start_of_day_balance) };
  return bank === null ? account : { ...account, bank };
}

export function rowsOfDay({ entity, account_id, currency, rows }: AccountDay): readonly LedgerRow[] {
  return rows.map(({ at, amount, ...row }) => ({
    ...row,
    entity,
    account_id,
    currency,
    amount: decimal(amount),
    atMs: parseUtc(at) ?? 0,
  }));
}
