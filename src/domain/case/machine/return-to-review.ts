/** Sending a case back under review: begun anew, gone on where it stopped, or reduced to the part that fits. */
import type { Press } from './commands';
import { rulesFor, type InForce, type Known } from '../in-force';
import { nextCase, type Transition } from './next-case';
import type { Offer } from './offer';
import type { PaymentCase, Rest } from '../payment-case';
import { restFitsAt } from '../acts/rest';
import { nextValueDateOf } from '../time/next-value-date';
import { cutoffOf } from '../../policy/facts/compute-facts';
import { withEarlierDays, type BankedEntry } from '../../liquidity/statements/banked-payment';
import type { PaymentRequest } from '../../payment/payment-request';
import type { JsonObject } from '../../values/json';
import { samePerson, withoutRoles, type Person } from '../../values/person';
import { formatUtc, parseUtc, startOfDay, utcDay } from '../../values/time';
import type { AuditEventType } from '../audit-event';
import { openNodes } from '../run/run';

/** From its last completed step, or from the first where the request changed or nothing can be resumed. */
export function restartReview(command: Press, terms: Offer, current: PaymentCase, known: Known): Transition {
  const payment = requestNow(current, known);
  return returned(command, terms, current, known, {
    payment,
    goesOn: goesOnWhereItStopped(current, known),
    type: 'review_restarted',
    told: { failure: current.failure, leaves_at: payment.timestamp_utc, amount: payment.amount },
  });
}

/** A review that stopped and goes on costs nobody their words: they were given to what it goes on with. */
export function goesOnWhereItStopped(current: PaymentCase, inForce: InForce): boolean {
  const { runPolicy, workflow } = inForce;
  if (current.status !== 'held' || runPolicy === null) return false;
  return workflow.canGoOn(current.run) && requestNow(current, inForce) === current.payment;
}

/** As the ledger has it now, for the day it can still leave on; the same object where nothing changed. */
function requestNow(current: PaymentCase, inForce: InForce): PaymentRequest {
  const payment = inForce.workflow.renew(current);
  const now = cutoffOf(rulesFor(inForce), payment, inForce.nowMs);
  return movedOn(payment, nextValueDateOf(current, now), inForce.nowMs);
}

/** What missed its cutoff is asked for the next value date: from the start of that day on, or held until it comes, as a request of today for that day is. */
function movedOn(payment: PaymentRequest, day: string | null, nowMs: number): PaymentRequest {
  if (day === null || utcDay(parseUtc(payment.timestamp_utc) ?? 0) >= day) return payment;
  if (day > utcDay(nowMs)) return { ...payment, value_date: day };
  return { ...payment, timestamp_utc: formatUtc(startOfDay(day)), value_date: day };
}

/** Part and rest are together what the bank has left to pay: what it has paid is asked for by neither. The part is reviewed as if it had just been asked for. */
export function releasePart(command: Press, terms: Offer, current: PaymentCase, known: Known): Transition {
  const renewed = known.workflow.renew(current);
  const { amount, rest: remainder } = terms.part ?? { amount: renewed.amount, rest: 0 };
  const whole = renewed.full_amount ?? renewed.amount;
  const inAll = renewed.asked_in_all ?? whole;
  const payment: PaymentRequest = { ...renewed, amount, full_amount: whole, asked_in_all: inAll };
  const { successor } = command;
  const rest: Rest | null = successor ? { ...successor, amount: remainder, fitsAt: restFitsAt(current) } : null;
  const lowered = withChanger(current, withoutRoles(command.actor));
  const noted = rest ? { ...lowered, rests: [...(lowered.rests ?? []), rest] } : lowered;
  return returned(command, terms, noted, known, {
    payment,
    goesOn: false,
    type: 'payment_reduced',
    told: {
      from: current.payment.amount,
      to: amount,
      remainder,
      ...(rest ? { rest_payment_id: rest.paymentId, rest_run: rest.runId } : {}),
    },
  });
}

/** A restart that takes what the bank has left to pay changes nothing of anybody's choosing, and is not noted so. */
export function withChanger(
  current: PaymentCase,
  by: Person,
  what: 'amountChangedBy' | 'beneficiaryChangedBy' = 'amountChangedBy',
): PaymentCase {
  const before = current[what] ?? [];
  return before.some((one) => samePerson(one, by)) ? current : { ...current, [what]: [...before, by] };
}

/** Statements of other days are not read again: what was known of them stays. */
function withBookedBefore(
  { bankedBefore = [] }: Pick<PaymentCase, 'bankedBefore'>,
  now: readonly BankedEntry[],
): Pick<PaymentCase, 'bankedBefore'> {
  return now.length === 0 ? {} : { bankedBefore: withEarlierDays(bankedBefore, now) };
}

export interface Returning {
  readonly payment: PaymentRequest;
  readonly goesOn: boolean;
  readonly type: AuditEventType;
  readonly told: JsonObject;
}

/**
 * Under review, without a decision. A run begun anew makes new evidence under the policy now in force, and new evidence needs new words
 * from people: the old ones stay in the audit, and in the version of the case that had them.
 */
export function returned(
  { actor, comment }: Press,
  { voided }: Offer,
  current: PaymentCase,
  { nowMs, policy, workflow }: Known,
  { payment, goesOn, type, told }: Returning,
): Transition {
  const { liquidityCheck: _ofTheDecision, expiry: _over, ...kept } = current;
  const lost = goesOn ? [] : voided;
  const by = withoutRoles(actor);
  const anew = () => ({
    run: workflow.begin(current.runId, payment),
    policyFingerprint: policy.fingerprint,
    dispositions: [],
    approvals: [],
    ...withBookedBefore(current, workflow.bookedBefore({ ...current, payment })),
  });
  const next: PaymentCase = {
    ...kept,
    payment,
    status: 'under_review',
    decision: null,
    failure: null,
    returned: { by, at: formatUtc(nowMs), reason: comment, voided: lost },
    ...(goesOn ? {} : anew()),
  };
  return nextCase(next, {
    by,
    nowMs,
    type,
    payload: {
      ...told,
      reason: comment,
      from_step: openNodes(next.run),
      policy_fingerprint: next.policyFingerprint,
      voided: lost.map(({ role, by: whose }) => ({ role, by: whose.name, object_id: whose.objectId })),
      // What it leaves behind stands in the version before, which is never removed.
      abandoned_version: goesOn ? null : current.version,
    },
    showsAnew: true,
  });
}
