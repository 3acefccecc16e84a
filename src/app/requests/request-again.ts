/** The request of a payment that is asked for again. */
import type { PaymentCase } from '../../domain/case/payment-case';
import { completeRequest } from '../../domain/payment/complete-request';
import type { LedgerLookup } from '../../domain/payment/ledger-row';
import { ledgerIdOf, type PaymentDraft, type PaymentRequest } from '../../domain/payment/payment-request';
import { cutoffOf } from '../../domain/policy/facts/compute-facts';
import { placeValueDate } from '../../domain/policy/facts/value-date';
import type { Policy } from '../../domain/policy/policy';
import type { Refusal } from '../../domain/values/errors';
import { utcDay } from '../../domain/values/time';

interface Asking {
  readonly paymentId: string;
  readonly originator: string;
  readonly nowMs: number;
}

/**
 * As it was asked for, and complete and checked as if it came in now: a part that was left out is not forgotten, but for one that is
 * asked for beside it. Where the ledger has it otherwise, its review says so and holds it.
 */
export function requestAgain(
  old: PaymentCase,
  { paymentId, originator, nowMs }: Asking,
  { ledger, policy }: { readonly ledger: LedgerLookup; readonly policy: Policy },
): { ok: true; request: PaymentRequest } | Refusal {
  const { payment } = old;
  const { full_amount: whole, asked_in_all: inAll = whole } = payment;
  const isPart = whole !== undefined && (old.rests ?? []).length > 0;
  const row = ledger.findPayment(ledgerIdOf(payment));
  // What left and came back is over for the ledger: asked for again, it is a payment of its own, and no row waits to pay it.
  const inLedger = row?.status === 'RETURNED' ? undefined : row?.txn_id;
  const completed = completeRequest(draftOf(payment, { paymentId, inLedger, isPart, nowMs }), {
    ledger,
    nowMs,
    originator,
    mayDiffer: true,
    newPaymentId: () => paymentId,
  });
  if (!completed.ok) return completed;
  const placed = placeValueDate(policy, onOpenDay(policy, completed.request, nowMs));
  if (!placed.ok) return placed;
  const again = {
    ...placed.request,
    payment_id: paymentId,
    ...(isPart ? { full_amount: whole } : {}),
    // Nobody who asks again has it judged by less.
    ...(inAll === undefined || inAll === placed.request.amount ? {} : { asked_in_all: inAll }),
  };
  return { ok: true, request: inLedger === undefined ? again : { ...again, ledger_payment_id: inLedger } };
}

/** After the day's cutoff it would be rejected at once, however often it is asked for: it is for the day that is next, as the card offers. */
function onOpenDay(policy: Policy, request: PaymentRequest, nowMs: number): PaymentRequest {
  const { before_cutoff: isBefore, value_date: next } = cutoffOf(policy, request, nowMs);
  return isBefore || next === null ? request : { ...request, value_date: next };
}

interface Placing {
  readonly paymentId: string;
  readonly inLedger: string | undefined;
  readonly isPart: boolean;
  readonly nowMs: number;
}

/** Without what the desk worked out; a value date that is over is left to be found anew, and it leaves when its row says: without one, what should have left by now leaves now. */
function draftOf(payment: PaymentRequest, { paymentId, inLedger, isPart, nowMs }: Placing): PaymentDraft {
  const {
    ledger_payment_id: _inLedger,
    full_amount: fullAmount,
    asked_in_all: _inAll,
    delayed_until: delayedUntil,
    originator: _by,
    claimed_originator: claimed,
    timestamp_utc: leaves,
    value_date: placedDate,
    value_date_asked: askedDate,
    ...stated
  } = payment;
  const valueDate = askedDate ?? placedDate;
  const isAhead = inLedger === undefined && Date.parse(leaves) > nowMs;
  return {
    ...stated,
    payment_id: inLedger ?? paymentId,
    amount: isPart ? payment.amount : (fullAmount ?? payment.amount),
    ...(isAhead && delayedUntil === undefined ? { timestamp_utc: leaves } : {}),
    ...(claimed === undefined ? {} : { originator: claimed }),
    ...(valueDate === undefined || valueDate < utcDay(nowMs) ? {} : { value_date: valueDate }),
  };
}
