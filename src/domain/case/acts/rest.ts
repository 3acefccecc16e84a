/** What a part leaves out is not dropped: it is asked for as a request of its own, which names the part and is named by it. */
import { readEvidence } from '../run/case-evidence';
import type { RestOf } from '../machine/commands';
import { rulesFor, type RulesInForce } from '../in-force';
import type { PaymentCase, Rest } from '../payment-case';
import { ledgerIdOf, type PaymentRequest } from '../../payment/payment-request';
import { cutoffOf } from '../../policy/facts/compute-facts';
import { parseUtc } from '../../values/time';

/** Everything as it was asked for, with what is left of the amount; it leaves when the evidence says that all of it fits, where it may leave then. */
export function requestOfRest(
  current: PaymentCase,
  { paymentId, amount, fitsAt }: Rest,
  { inLedger, inForce }: { readonly inLedger: boolean; readonly inForce: RulesInForce },
): PaymentRequest {
  const {
    full_amount: whole,
    asked_in_all: inAll = whole,
    ledger_payment_id: _row,
    delayed_until: _own,
    ...payment
  } = current.payment;
  const rest: PaymentRequest = {
    ...payment,
    payment_id: paymentId,
    amount,
    ...(inAll === undefined ? {} : { asked_in_all: inAll }),
    ...(inLedger ? { ledger_payment_id: ledgerIdOf(current.payment) } : {}),
  };
  const fitsMs = parseUtc(fitsAt ?? '');
  if (fitsAt === null || fitsMs === null || fitsMs <= inForce.nowMs) return rest;
  const later = { ...rest, timestamp_utc: fitsAt, delayed_until: fitsAt };
  return cutoffOf(rulesFor(inForce), later, inForce.nowMs).before_cutoff ? later : rest;
}

export function restOf({ runId, payment, isTest }: PaymentCase): RestOf {
  return { runId, paymentId: payment.payment_id, isTest };
}

/** When the evidence says that the rest fits; null where not that day. */
export function restFitsAt({ run }: PaymentCase): string | null {
  const options = readEvidence(run).liquidity?.recommendation.alternative_details ?? [];
  const part = options.find((option) => option.kind === 'partial_release');
  return part?.kind === 'partial_release' ? part.remainder_release_at : null;
}
