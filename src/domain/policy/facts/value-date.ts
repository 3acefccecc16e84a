/** The day a payment is asked to have value on: refused when it has passed, moved off days without business, and waited for when it is ahead. */
import type { PaymentRequest } from '../../payment/payment-request';
import { refuse, type Refusal } from '../../values/errors';
import { parseUtc, utcDay } from '../../values/time';
import { cutoffDay } from '../cutoff/cutoff-day';
import type { Policy } from '../policy';
import type { Doubt } from '../why/why';

/**
 * The request with a value date on which the banks of its currency, its rail and its payer work: the next such day where the one
 * asked for is none, which then stands in `value_date_asked`. Where the calendars end, the day asked for stays and the decision holds.
 */
export function placeValueDate(
  policy: Policy,
  request: PaymentRequest,
): { ok: true; request: PaymentRequest } | Refusal {
  const { value_date: asked } = request;
  if (asked === undefined) return { ok: true, request };
  const leaves = leavingDay(request);
  if (asked < leaves) {
    const next = openDayFrom(policy, request, leaves);
    return refuse(
      'value_date_past',
      `The value date ${asked} has passed: the payment leaves on ${leaves}.${next === null ? '' : ` The next day it can have value on is ${next}.`}`,
      'value_date',
      next === null ? {} : { next },
    );
  }
  const placed = openDayFrom(policy, request, asked) ?? asked;
  return {
    ok: true,
    request: placed === asked ? request : { ...request, value_date: placed, value_date_asked: asked },
  };
}

/** Why nothing about today's money says whether the payment may go: null where its value date is the day it leaves. */
export function valueDateFault(request: PaymentRequest): Doubt | null {
  const { value_date: day, value_date_asked: asked = null } = request;
  const leaves = leavingDay(request);
  if (day === undefined || day === leaves) return null;
  if (day < leaves) return { kind: 'value_date_passed', day };
  return { kind: 'value_date_ahead', day, asked, knownFor: leaves };
}

function leavingDay({ timestamp_utc: at }: PaymentRequest): string {
  const atMs = parseUtc(at);
  if (atMs === null) throw new RangeError(`${at} is no instant`);
  return utcDay(atMs);
}

/** `day` itself where it is open, or closed for another reason than its calendars; else the next open one, null beyond the tables. */
function openDayFrom(policy: Policy, request: PaymentRequest, day: string): string | null {
  const { entity, currency, payment_type: type, channel = policy.rails.default_channels[type] } = request;
  const kept = cutoffDay(policy, { entity, currency, channel }, day);
  const isShut = !kept.isOpen && kept.binding !== null;
  return isShut ? kept.nextDay : day;
}
