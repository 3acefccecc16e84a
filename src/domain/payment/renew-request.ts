/** A payment request as it stands when its review starts again: its row may have moved, and its day may be over. */
import type { LedgerLookup, LedgerRow } from './ledger-row';
import { toJsonNumber } from '../values/money';
import { ledgerIdOf, type PaymentRequest } from './payment-request';
import { formatUtc, startOfDay, utcDay } from '../values/time';

/**
 * A payment of the ledger leaves when its row says, unless people had it wait, and is no more than its row has left to pay, but for an amount that somebody corrected: that is theirs to say. Any other keeps its instant while that
 * lies on the ledger's day or after it; one that was to leave on an earlier day leaves now, or at the day's start where now is another
 * day. What was asked for in all stays known. The same object where nothing changed.
 */
export function renewRequest(
  request: PaymentRequest,
  ledger: LedgerLookup,
  nowMs: number,
  isCorrected = false,
): PaymentRequest {
  const row = ledger.findPayment(ledgerIdOf(request));
  const rowMs = request.delayed_until === undefined ? row?.atMs : undefined;
  const timestamp_utc = formatUtc(rowMs ?? instantOf(request, ledger, nowMs));
  const amount = row && !isCorrected ? amountOf(request, row) : request.amount;
  const asked_in_all = inAllOf(request, amount);
  const { timestamp_utc: leaves, amount: asked, asked_in_all: inAll } = request;
  if (timestamp_utc === leaves && amount === asked && asked_in_all === inAll) return request;
  return { ...request, timestamp_utc, amount, ...(asked_in_all === undefined ? {} : { asked_in_all }) };
}

/** Of a part that was made before this was kept, its whole; of what a bank has paid some of, what it was before. */
function inAllOf({ amount, full_amount: full, asked_in_all: inAll }: PaymentRequest, now: number): number | undefined {
  return inAll ?? full ?? (now < amount ? amount : undefined);
}

/** A bank may have paid some of it already. What a part of a payment still is, nobody can tell from the rest: its review says so. */
function amountOf({ amount, full_amount: full }: PaymentRequest, row: LedgerRow): number {
  return full === undefined && row.amount.lt(amount) ? toJsonNumber(row.amount) : amount;
}

function instantOf(request: PaymentRequest, ledger: LedgerLookup, nowMs: number): number {
  const today = utcDay(nowMs);
  const day = ledger.day ?? today;
  const ownMs = Date.parse(request.timestamp_utc);
  if (utcDay(ownMs) >= day) return ownMs;
  return day === today ? nowMs : startOfDay(day);
}
