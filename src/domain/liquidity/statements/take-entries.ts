/** Takes the entries of a bank statement into a day's ledger: what is known, what settles, what is new. */
import type { Problem } from '../../values/errors';
import { zero, type Decimal } from '../../values/money';
import { isPaymentId } from '../../payment/payment-request';
import { bookPart } from './booked-part';
import type { Account, LedgerRow } from '../../payment/ledger-row';
import { isCertain } from '../../payment/ledger-row';
import { createRecogniser, type NamedPayment, type Recognised } from './recognise-entry';
import type { Statement, StatementEntry } from './statement';
import { isBankNamed, knownAt, newRow, rowId } from './statement-row';

export interface TakenEntries {
  /** Rows by the id they had, as they shall stand: settled, or, where booked only in part, open with what is left. */
  readonly changed: ReadonlyMap<string, LedgerRow>;
  /** What was booked of payments that keep the rest. */
  readonly parts: readonly LedgerRow[];
  /** Flows nobody had. */
  readonly added: readonly LedgerRow[];
  /** Entries the ledger has already, as they stand. */
  readonly known: number;
  /** `ACCOUNT:BANK-REFERENCE` to the row, for rows that are not called by it: a later report may give that reference alone. */
  readonly filed: ReadonlyMap<string, string>;
}

export interface TakeRequest {
  readonly statement: Statement;
  readonly account: Account;
  /** The ledger's. */
  readonly day: string;
  readonly findRow: (txnId: string) => LedgerRow | undefined;
  readonly filed: ReadonlyMap<string, string>;
}

interface Read {
  readonly entry: StatementEntry;
  readonly is: Recognised;
}

/** All entries, or the problems of those that are of another day or contradict the row they name. */
export function takeEntries(
  request: TakeRequest,
): { ok: true; taken: TakenEntries } | { ok: false; problems: Problem[] } {
  const { statement, account, day } = request;
  const changed = new Map<string, LedgerRow>();
  const parts: LedgerRow[] = [];
  const added: LedgerRow[] = [];
  /** What this statement made of payments, by its own id. */
  const own = new Map<string, LedgerRow>();
  const filed = new Map<string, string>();
  const problems: Problem[] = [];
  let known = 0;
  const find = (id: string): LedgerRow | undefined => changed.get(id) ?? own.get(id) ?? request.findRow(id);
  const read = readEntries(request, problems);
  const uses = countReferences(statement);
  /** Payments the statement has an entry of that is all of them: another one of their name is not of them. */
  const whole = new Set<string>();

  function file({ bankReference }: StatementEntry, id: string): void {
    const banks = bankReference === null ? id : rowId(account.account_id, bankReference);
    if (banks !== id && request.filed.get(banks) !== id) filed.set(banks, id);
  }
  /** A payment of the desk is found by its own id; `id` where the payer's reference names none, or not this entry alone. */
  function payersId({ customerReference, direction, booked }: StatementEntry, id: string): string {
    if (customerReference === null || direction === 'IN' || !booked) return id;
    const isFree = uses.get(customerReference) === 1 && !find(customerReference);
    return isFree && isPaymentId(customerReference) ? customerReference : id;
  }
  function add(entry: StatementEntry, id: string): void {
    const row = newRow(statement, account, entry, payersId(entry, id));
    added.push(row);
    file(entry, row.txn_id);
  }
  function settle(row: LedgerRow, entry: StatementEntry, txnId = row.txn_id): void {
    const atMs = entry.atMs ?? Math.min(row.atMs, knownAt(statement, day));
    changed.set(row.txn_id, { ...row, txn_id: txnId, amount: entry.amount, status: 'SETTLED', atMs });
    file(entry, txnId);
  }
  function keep(row: LedgerRow, entry: StatementEntry): void {
    known += 1;
    if (entry.booked && row.status === 'SETTLED') file(entry, row.txn_id);
  }
  function refuse({ place }: StatementEntry, contradiction: string): void {
    problems.push({ code: 'contradicts_ledger', message: `${place} ${contradiction}.`, field: 'entry' });
  }

  function takeRow(found: LedgerRow, entry: StatementEntry): void {
    const row = find(found.txn_id) ?? found;
    const isOpen = isBankNamed(row) && !isCertain(row);
    const contradiction = contradictionOf(row, account, entry, isOpen ? entry.amount : row.amount);
    if (contradiction !== null) refuse(entry, contradiction);
    else if (entry.booked && row.status !== 'SETTLED')
      settle(row, entry, isOpen ? payersId(entry, row.txn_id) : row.txn_id);
    else keep(row, entry);
    if (entry.booked) whole.add(row.txn_id);
  }
  function takeWhole(payment: LedgerRow, entry: StatementEntry): void {
    if (entry.booked && payment.status !== 'SETTLED') settle(payment, entry);
    else keep(payment, entry);
    if (entry.booked) whole.add(payment.txn_id);
  }
  function takePart({ payment: before, id }: NamedPayment, entry: StatementEntry): void {
    const payment = find(before.txn_id) ?? before;
    const { bankReference, amount } = entry;
    const filedHere = bankReference === null ? undefined : filed.get(rowId(account.account_id, bankReference));
    const same = find(filedHere ?? id);
    // Pending with all of it, it is the payment once more.
    const isOther = entry.booked ? amount.lte(payment.amount) : amount.lt(payment.amount);
    const isBeside = !same && whole.has(payment.txn_id) && isOther;
    const isPart = !same && !isCertain(payment) && amount.lt(payment.amount);
    const row = same ?? payment;
    const contradiction = contradictionOf(row, account, entry, isBeside || isPart ? amount : row.amount);
    if (contradiction !== null) refuse(entry, contradiction);
    else if (isBeside) {
      const beside = newRow(statement, account, entry, id);
      added.push(beside);
      own.set(id, beside);
    } else if (!entry.booked || row.status === 'SETTLED') known += 1;
    else if (isPart) {
      const atMs = entry.atMs ?? Math.min(payment.atMs, knownAt(statement, day));
      const { part, rest } = bookPart(payment, { id, amount, atMs });
      changed.set(rest.txn_id, rest);
      parts.push(part);
      own.set(id, part);
    } else settle(payment, entry);
  }

  const partsHere = new Map<string, Decimal>();
  for (const { entry, is } of read) {
    if (is.kind === 'new') add(entry, is.id);
    if (is.kind !== 'row') continue;
    takeRow(is.row, entry);
    const { payment } = is;
    if (payment) partsHere.set(payment.txn_id, (partsHere.get(payment.txn_id) ?? zero).plus(entry.amount));
  }
  // All of a payment before parts of it: a fee booked under its name must not make the payment too large for what is left.
  const others: { readonly entry: StatementEntry; readonly is: NamedPayment }[] = [];
  for (const { entry, is } of read) {
    if (is.kind !== 'payment') continue;
    const { payment } = is;
    const all = isCertain(payment) ? payment.amount : payment.amount.plus(partsHere.get(payment.txn_id) ?? zero);
    const isAll = entry.amount.eq(payment.amount) || (entry.booked && entry.amount.eq(all));
    if (isAll && !whole.has(payment.txn_id) && contradictionOf(payment, account, entry, entry.amount) === null)
      takeWhole(payment, entry);
    else others.push({ entry, is });
  }
  for (const { entry, is } of others) takePart(is, entry);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, taken: { changed, parts, added, known, filed } };
}

/** What was booked before the ledger's day is in its opening balance. */
function readEntries({ statement, account, day, findRow, filed }: TakeRequest, problems: Problem[]): Read[] {
  const recognise = createRecogniser({ account, statementId: statement.id, findRow, filed });
  return statement.entries.flatMap((entry, index) => {
    if (entry.day < day && entry.booked) return [];
    if (entry.day === day) return [{ entry, is: recognise(entry, index) }];
    const message = `${entry.place} is of ${entry.day}; the ledger is of ${day}.`;
    problems.push({ code: 'other_day', message, field: 'entry' });
    return [];
  });
}

function countReferences({ entries }: Statement): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const { customerReference: name } of entries) if (name !== null) uses.set(name, (uses.get(name) ?? 0) + 1);
  return uses;
}

function contradictionOf(row: LedgerRow, account: Account, entry: StatementEntry, amount: Decimal): string | null {
  const differs = (what: string, ours: string, theirs: string): string =>
    `has ${what} ${theirs}; ${row.txn_id} of the ledger has ${ours}`;
  if (row.account_id !== account.account_id) return differs('account', row.account_id, account.account_id);
  if (row.currency !== account.currency) return differs('currency', row.currency, account.currency);
  if (row.direction !== entry.direction) return differs('direction', row.direction, entry.direction);
  if (!amount.eq(entry.amount)) return differs('amount', row.amount.toFixed(), entry.amount.toFixed());
  return null;
}
