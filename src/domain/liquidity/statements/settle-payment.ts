/** What a bank's bookings make of one payment of the ledger: settled, settled in part, returned, or not what the ledger says. */
import { isCertain, type LedgerRow } from '../../payment/ledger-row';
import { zero, type Decimal } from '../../values/money';
import type { Booking } from './booking';
import { settledAt } from './statement-row';

/** A booking that names the payment, and its id among the open entries. */
export interface NamedBooking {
  readonly booking: Booking;
  readonly id: string;
  /** A person said that it is this payment. */
  readonly isMatched: boolean;
  /** What the bank calls the rest of the payment, where it is that which was booked; left out for the payment itself. */
  readonly restName?: string | undefined;
}

export interface PaymentOutcome {
  /** As the row shall stand; null where nothing of it was booked. */
  readonly row: LedgerRow | null;
  /** Booked of a payment that keeps the rest, or beside it, or come back: rows of their own. */
  readonly beside: readonly {
    readonly named: NamedBooking;
    readonly as: 'part' | 'return';
    readonly row: LedgerRow | null;
  }[];
  /** Entries the row had already. */
  readonly known: number;
  readonly open: readonly { readonly named: NamedBooking; readonly reason: string }[];
}

interface Draft {
  readonly day: string;
  row: LedgerRow;
  isChanged: boolean;
  known: number;
  readonly beside: { named: NamedBooking; as: 'part' | 'return'; row: LedgerRow | null }[];
  readonly open: { named: NamedBooking; reason: string }[];
}

/** `bookings` of the payment's account and currency, in a fixed order. What does not fit counts as money of its own all the same. */
export function settlePayment(
  payment: LedgerRow,
  bookings: readonly NamedBooking[],
  { day, isShort }: { readonly day: string; readonly isShort: (id: string) => boolean },
): PaymentOutcome {
  const draft: Draft = { day, row: payment, isChanged: false, known: 0, beside: [], open: [] };
  const forward = bookings.filter(({ booking }) => booking.direction === payment.direction && !booking.isReturn);
  const others = bookings.filter((named) => !forward.includes(named));
  const whole = wholeOf(payment, forward);
  if (whole) {
    takeWhole(draft, payment, whole);
    for (const named of forward) if (named !== whole) draft.beside.push({ named, as: 'part', row: null });
  } else takeParts(draft, payment, forward, isShort);
  takeOthers(draft, payment, others);
  return { row: draft.isChanged ? draft.row : null, beside: draft.beside, known: draft.known, open: draft.open };
}

function wholeOf(payment: LedgerRow, forward: readonly NamedBooking[]): NamedBooking | undefined {
  return forward.find(({ isMatched }) => isMatched) ?? forward.find(({ booking }) => booking.amount.eq(payment.amount));
}

function takeWhole(draft: Draft, payment: LedgerRow, { booking, isMatched }: NamedBooking): void {
  if (payment.status === 'SETTLED' && (!isMatched || booking.amount.eq(payment.amount))) draft.known += 1;
  else change(draft, { status: 'SETTLED', amount: booking.amount, atMs: settledAt(payment, booking, draft.day) });
}

function change(draft: Draft, to: Partial<LedgerRow>): void {
  draft.row = { ...draft.row, ...to };
  draft.isChanged = true;
}

/** Both together are what the row was: what was booked is settled, the rest is still expected. */
function takeParts(
  draft: Draft,
  payment: LedgerRow,
  forward: readonly NamedBooking[],
  isShort: (id: string) => boolean,
): void {
  const sum = forward.reduce((total, { booking }) => total.plus(booking.amount), zero);
  if (payment.status === 'SETTLED') {
    if (forward.length > 0 && sum.eq(payment.amount)) draft.known += forward.length;
    else for (const named of forward) misfit(draft, named, payment.amount);
    return;
  }
  for (const named of forward) {
    const { booking } = named;
    const left = draft.row.amount;
    const atMs = settledAt(payment, booking, draft.day);
    if (draft.row.status === 'SETTLED' || booking.amount.gt(left)) misfit(draft, named, left);
    else if (booking.amount.eq(left) || isShort(named.id))
      change(draft, { status: 'SETTLED', amount: booking.amount, atMs });
    else {
      draft.beside.push({ named, as: 'part', row: { ...payment, amount: booking.amount, status: 'SETTLED', atMs } });
      change(draft, { amount: left.minus(booking.amount) });
      if (isCertain(payment)) draft.open.push({ named, reason: shortOf(payment, booking) });
    }
  }
}

function shortOf(payment: LedgerRow, { amount }: Booking): string {
  return `${payment.txn_id} was released with ${payment.amount.toFixed()} and booked with ${amount.toFixed()}; the rest still counts as on its way`;
}

function misfit(draft: Draft, named: NamedBooking, left: Decimal): void {
  const reason = `has amount ${named.booking.amount.toFixed()}; ${draft.row.txn_id} of the ledger has ${left.toFixed()}`;
  draft.open.push({ named, reason });
  draft.beside.push({ named, as: 'part', row: null });
}

/** What comes back reopens the payment as returned; anything else the other way is nobody's guess. */
function takeOthers(draft: Draft, payment: LedgerRow, others: readonly NamedBooking[]): void {
  const returned = others.filter(({ booking }) => booking.isReturn && booking.direction !== payment.direction);
  for (const named of returned) draft.beside.push({ named, as: 'return', row: null });
  const sum = returned.reduce((total, { booking }) => total.plus(booking.amount), zero);
  if (returned.length > 0) {
    if (draft.row.status === 'SETTLED' && sum.eq(draft.row.amount)) change(draft, { status: 'RETURNED' });
    else for (const named of returned) draft.open.push({ named, reason: returnedReason(draft.row, named.booking) });
  }
  for (const named of others) {
    if (returned.includes(named)) continue;
    const { direction } = named.booking;
    draft.open.push({
      named,
      reason: `has direction ${direction}; ${payment.txn_id} of the ledger has ${payment.direction}`,
    });
    draft.beside.push({ named, as: 'part', row: null });
  }
}

function returnedReason(row: LedgerRow, { amount }: Booking): string {
  return row.status === 'SETTLED'
    ? `${amount.toFixed()} of ${row.txn_id} came back; it was ${row.amount.toFixed()}`
    : `is a return of ${row.txn_id}, which the bank has not booked`;
}
