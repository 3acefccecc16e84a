/** Puts a bank day's bookings into the ledger's rows: what settles, what comes back, what nobody had. */
import { isPaymentId } from '../../payment/payment-request';
import { isCertain, type Account, type LedgerRow } from '../../payment/ledger-row';
import { zero } from '../../values/money';
import { bankedEntry, type BankedPayment } from './banked-payment';
import { exactKey, type Booking } from './booking';
import type { BankDay } from './bank-day';
import { createPaymentFinder, restNameIn, type LedgerRows } from './find-payment';
import { entryId, type OpenEntry, type Settlement } from './open-entry';
import { settlePayment, type NamedBooking } from './settle-payment';
import { newRow } from './statement-row';

export interface TakeRequest {
  readonly account: Account;
  /** The ledger's. */
  readonly day: string;
  readonly bank: BankDay;
  readonly rows: LedgerRows;
  /** By the id of the entry. */
  readonly settlements: ReadonlyMap<string, Settlement>;
}

export interface TakenBookings {
  /** Rows of the ledger by their id, as they shall stand. */
  readonly changed: ReadonlyMap<string, LedgerRow>;
  /** Rows the ledger does not have. */
  readonly added: readonly LedgerRow[];
  readonly known: number;
  /** Rows of the ledger that bookings name. */
  readonly matched: ReadonlySet<string>;
  readonly open: readonly OpenEntry[];
  /** Payments that bookings pay or bring back, by the id they were found under. */
  readonly banked: readonly BankedPayment[];
}

export function takeBookings({ account, day, bank, rows, settlements }: TakeRequest): TakenBookings {
  const { find, mayBeCut } = createPaymentFinder(rows, account.account_id, account.currency);
  const changed = new Map<string, LedgerRow>();
  const open: OpenEntry[] = [];
  const ids = createIds(account, rows);
  const nths = new Map<string, number>();
  let known = 0;

  function named(booking: Booking): NamedBooking {
    const key = `${booking.status}\n${exactKey(booking)}`;
    const nth = (nths.get(key) ?? 0) + 1;
    nths.set(key, nth);
    const id = entryId(account.account_id, account.currency, booking, nth);
    return { booking, id, isMatched: settlements.get(id)?.act === 'match' };
  }
  function report({ booking, id }: NamedBooking, reason: string, counts = true): void {
    const settlement = settlements.get(id);
    if (settlement && settlement.act !== 'refuse') return;
    const { amount, direction, place, statementId } = booking;
    const { account_id: accountId, currency } = account;
    const signedAmount = (direction === 'IN' ? amount : amount.negated()).toFixed();
    const said = settlement ? `refused by ${settlement.by}: ${settlement.reason}` : reason;
    open.push({ id, accountId, currency, day, statementId, place, amount: signedAmount, counts, reason: said });
  }
  function paymentOf({ booking, id }: NamedBooking): LedgerRow | undefined {
    const settlement = settlements.get(id);
    if (settlement?.act === 'match' && settlement.payment !== undefined) return rows.findRow(settlement.payment);
    return find(booking);
  }

  const groups = new Map<string, NamedBooking[]>();
  const alone: NamedBooking[] = [];
  for (const one of splitBatches(bank.bookings, rows, account).map(named)) {
    if (settlements.get(one.id)?.act === 'refuse') {
      report(one, '', false);
      continue;
    }
    const payment = paymentOf(one);
    const elsewhere = payment && elsewhereReason(payment, account);
    if (elsewhere !== undefined) report(one, elsewhere);
    if (payment && elsewhere === undefined) put(groups, payment.txn_id, ofRest(one, payment));
    else alone.push(one);
  }
  for (const [txnId, bookings] of groups) {
    const payment = rows.findRow(txnId);
    if (!payment) continue;
    const outcome = settlePayment(payment, bookings, { day, isShort: (id) => settlements.get(id)?.act === 'accept' });
    if (outcome.row) changed.set(txnId, outcome.row);
    known += outcome.known;
    for (const { named: one, reason } of outcome.open) report(one, reason);
    for (const { named: one, as, row } of outcome.beside) {
      const id = ids.ofPart(txnId, as, one.booking);
      ids.add(row ? { ...row, txn_id: id } : newRow(account, day, one.booking, id));
    }
  }
  addAlone(alone, { account, day, ids });
  known += addPending(bank.pending, { account, day, ids, find });
  const banked = bankedOf(account.account_id, groups, alone).map((one) =>
    mayBeCut(one.paymentId) ? { ...one, mayBeCut: true } : one,
  );
  return { changed, added: ids.added, known, matched: new Set(groups.keys()), open, banked };
}

function put(groups: Map<string, NamedBooking[]>, paymentId: string, one: NamedBooking): void {
  groups.set(paymentId, [...(groups.get(paymentId) ?? []), one]);
}

/** A rest is never the whole payment, whoever says that the entry is about it. */
function ofRest(one: NamedBooking, { txn_id: paymentId }: LedgerRow): NamedBooking {
  const restName = restNameIn(one.booking, paymentId);
  return restName === null ? one : { ...one, isMatched: false, restName };
}

/** Of a payment the ledger does not have, the bank's word for it is the only name. */
function bankedOf(
  accountId: string,
  groups: ReadonlyMap<string, readonly NamedBooking[]>,
  alone: readonly NamedBooking[],
): BankedPayment[] {
  const byPayment = new Map<string, NamedBooking[]>();
  // What settles a part settles no rest, and the other way round.
  for (const [paymentId, bookings] of groups)
    for (const one of bookings) put(byPayment, one.restName ?? paymentId, one);
  for (const one of alone) {
    const { customerReference: name } = one.booking;
    if (name !== null && isPaymentId(name) && !groups.has(name)) put(byPayment, name, one);
  }
  return [...byPayment].flatMap(([paymentId, bookings]) => {
    const entries = bookings.flatMap(({ booking }) => bankedEntry(booking, accountId) ?? []);
    return entries.length === 0 ? [] : [{ paymentId, entries }];
  });
}

function elsewhereReason(payment: LedgerRow, account: Account): string | undefined {
  const { txn_id: id } = payment;
  if (payment.account_id !== account.account_id)
    return `has account ${account.account_id}; ${id} of the ledger has ${payment.account_id}`;
  if (payment.currency !== account.currency)
    return `has currency ${account.currency}; ${id} of the ledger has ${payment.currency}`;
  return undefined;
}

/** A batch whose payments the bank names without amounts is those payments, where the ledger's amounts make it up. */
function splitBatches(bookings: readonly Booking[], rows: LedgerRows, account: Account): Booking[] {
  return bookings.flatMap((booking) => {
    const names = booking.partNames ?? [];
    if (names.length < 2) return [booking];
    const parts = names.map((name) => rows.findRow(name));
    const isOurs = parts.every((row) => row?.account_id === account.account_id && row.direction === booking.direction);
    const sum = parts.reduce((total, row) => total.plus(row?.amount ?? zero), zero);
    if (!isOurs || !sum.eq(booking.amount)) return [booking];
    return parts.flatMap((row, index) =>
      row
        ? [
            {
              ...booking,
              amount: row.amount,
              references: [row.txn_id],
              customerReference: row.txn_id,
              bankReference: booking.bankReference === null ? null : `${booking.bankReference}/${index + 1}`,
            },
          ]
        : [],
    );
  });
}

interface NewRows {
  readonly added: LedgerRow[];
  add(row: LedgerRow): void;
  ofPart(paymentId: string, as: 'part' | 'return', booking: Booking): string;
  /** For what no payment names. */
  ofBooking(booking: Booking): string;
  isFree(id: string): boolean;
}

/** No two rows share an id; of several that would, the larger one has it plain. */
function createIds({ account_id: accountId }: Account, rows: LedgerRows): NewRows {
  const added: LedgerRow[] = [];
  const taken = new Set<string>();
  const isFree = (id: string): boolean => !taken.has(id) && rows.findRow(id) === undefined;
  const free = (id: string): string => {
    let unique = id;
    for (let number = 2; !isFree(unique); number += 1) unique = `${id}/${number}`;
    return unique;
  };
  return {
    added,
    isFree,
    add(row) {
      taken.add(row.txn_id);
      added.push(row);
    },
    ofPart: (paymentId, as, { bankReference, amount }) =>
      free(bankReference === null ? `${paymentId}:${as}:${amount.toFixed()}` : `${paymentId}:${as}:${bankReference}`),
    ofBooking: ({ bankReference, customerReference, direction, amount }) =>
      free(`${accountId}:${bankReference ?? `${customerReference ?? 'entry'}:${direction}:${amount.toFixed()}`}`),
  };
}

interface AddTo {
  readonly account: Account;
  readonly day: string;
  readonly ids: NewRows;
}

/**
 * A payment of the desk that the ledger has not is called by its own id, where that is the only booking of its name that goes out:
 * so the desk sees that it has left, or came back.
 */
function addAlone(alone: readonly NamedBooking[], { account, day, ids }: AddTo): void {
  const uses = new Map<string, number>();
  const returns = new Map<string, Booking[]>();
  for (const { booking } of alone) {
    const { customerReference: name, direction, isReturn } = booking;
    if (name === null) continue;
    if (direction === 'OUT') uses.set(name, (uses.get(name) ?? 0) + 1);
    else if (isReturn) returns.set(name, [...(returns.get(name) ?? []), booking]);
  }
  const bySize = [...alone].sort((one, other) => other.booking.amount.comparedTo(one.booking.amount));
  for (const { booking } of bySize) {
    const { customerReference: name, direction, isReturn } = booking;
    const isOwn = name !== null && direction === 'OUT' && uses.get(name) === 1 && isPaymentId(name) && ids.isFree(name);
    if (isOwn) {
      const back = (returns.get(name) ?? []).reduce((sum, { amount }) => sum.plus(amount), zero);
      const row = newRow(account, day, booking, name);
      ids.add(back.eq(row.amount) ? { ...row, status: 'RETURNED' } : row);
    } else {
      const isBack = name !== null && direction === 'IN' && isReturn && isPaymentId(name);
      ids.add(newRow(account, day, booking, isBack ? ids.ofPart(name, 'return', booking) : ids.ofBooking(booking)));
    }
  }
}

/** Returns how many the ledger expects already. */
function addPending(
  pending: readonly Booking[],
  { account, day, ids, find }: AddTo & { find: (booking: Booking) => LedgerRow | undefined },
): number {
  let known = 0;
  for (const booking of pending) {
    const row = find(booking);
    const isExpected = row?.direction === booking.direction && row.account_id === account.account_id;
    if (isExpected && (!isCertain(row) || row.amount.eq(booking.amount))) known += 1;
    else ids.add(newRow(account, day, booking, ids.ofBooking(booking)));
  }
  return known;
}
