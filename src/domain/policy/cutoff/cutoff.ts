/** Until when a payment may still go today, which of rail, bank and treasury says so, and its value date. */
import type { Channel, PaymentType } from '../../payment/payment-request';
import { dayMs, formatUtc, utcDay, minuteMs } from '../../values/time';
import type { ClosedBecause } from './closed-day';
import { cutoffDay, type ClosedDay } from './cutoff-day';
import type { Policy } from '../policy';

export interface CutoffQuestion {
  readonly entity: string;
  readonly currency: string;
  /** Left out: the channel the payment type goes by. */
  readonly channel?: Channel | undefined;
  readonly paymentType: PaymentType;
  /** UTC milliseconds. */
  readonly atMs: number;
}

export interface CutoffAnswer {
  readonly before_cutoff: boolean;
  /** Why there is none: the day is closed to such a payment, or nothing is known of it. Left out where there is one. */
  readonly closed?: ClosedBecause;
  /** Null on a day without business, or where no cutoff is known. */
  readonly effective_cutoff_utc: string | null;
  /** What the cutoff comes from; on a day without business, whose calendar says so; null where nothing is known. */
  readonly binding: 'rail' | 'bank' | 'internal' | null;
  /** The rule, rail or bank row that binds; on a day without business or beyond its table the calendar; the row that offers no such payment; null where nothing is known. */
  readonly binding_id: string | null;
  /** Set where the payment counts as before the cutoff by the emergency grace alone. */
  readonly grace_id?: string;
  /** Set for payment types with emergency grace. */
  readonly grace_until_utc: string | null;
  /** The day itself before the cutoff of a business day, else the next business day; null where calendars do not reach. */
  readonly value_date: string | null;
  /** The cutoff in the rail's (or the currency's) own zone: `22 Jan 2026 10:00 America/New_York`. */
  readonly local_time: string | null;
  /** Sentences for people: what binds, and why a payment is late. */
  readonly reasons: readonly string[];
}

/** Until when it may leave although its cutoff has passed, ISO 8601; null where it may not. For whoever has seen that the cutoff has passed. */
export function graceEnd({
  before_cutoff: isBefore,
  grace_until_utc: grace,
}: Pick<CutoffAnswer, 'before_cutoff' | 'grace_until_utc'>): string | null {
  return isBefore ? grace : null;
}

/** Unknown is never in time: without a calendar or any cutoff for the payment `before_cutoff` is false, and `closed` says why. */
export function effectiveCutoff(policy: Policy, question: CutoffQuestion): CutoffAnswer {
  const { entity, currency, paymentType, atMs } = question;
  const channel = question.channel ?? policy.rails.default_channels[paymentType];
  const way = { entity, currency, channel };
  const { grace } = policy.cutoffs;
  const graceMs = grace.payment_types.includes(paymentType) ? grace.minutes * minuteMs : null;
  // Treasury's cutoffs are in UTC, so the desk's day is the UTC day; but a rail of the west closes, or its grace ends, after midnight there.
  const dayBefore = utcDay(atMs - dayMs);
  const keptBefore = cutoffDay(policy, way, dayBefore);
  const isDayBefore = keptBefore.isOpen && isInTime(keptBefore, graceMs, atMs);
  const day = isDayBefore ? dayBefore : utcDay(atMs);
  const kept = isDayBefore ? keptBefore : cutoffDay(policy, way, day);
  if (!kept.isOpen) return closedAnswer(kept);
  const { earliest, railClose, cutoffMs, nextDay, localTime } = kept;
  const graceUntilMs = graceMs === null ? null : cutoffMs + graceMs;
  const onTime = atMs < cutoffMs;
  const inGrace = !onTime && graceUntilMs !== null && atMs <= graceUntilMs;
  const reasons = [`${earliest.label} binds: ${formatUtc(cutoffMs)}.`];
  if (policy.cutoffs.lead_time_minutes > 0)
    reasons.push(`Lead time of ${policy.cutoffs.lead_time_minutes} minutes is taken off.`);
  if (inGrace)
    reasons.push(
      `Counts as before the cutoff until ${formatUtc(graceUntilMs)} (${grace.id}), with at least ${grace.at_least}.`,
    );
  if (inGrace && railClose && atMs >= railClose.atMs)
    reasons.push(`${railClose.label} has closed: the bank must agree to same-day value.`);
  if (!onTime && !inGrace)
    reasons.push(`The cutoff has passed; the next value date is ${nextDay ?? 'not in the calendar'}.`);
  return {
    before_cutoff: onTime || inGrace,
    effective_cutoff_utc: formatUtc(cutoffMs),
    binding: earliest.binding,
    binding_id: earliest.id,
    ...(inGrace ? { grace_id: grace.id } : {}),
    grace_until_utc: graceUntilMs === null ? null : formatUtc(graceUntilMs),
    value_date: onTime || inGrace ? day : nextDay,
    local_time: localTime,
    reasons,
  };
}

function closedAnswer({ binding, bindingId, nextDay, reasons, because }: ClosedDay): CutoffAnswer {
  return {
    before_cutoff: false,
    closed: because,
    effective_cutoff_utc: null,
    binding,
    binding_id: bindingId,
    grace_until_utc: null,
    value_date: nextDay,
    local_time: null,
    reasons,
  };
}

/** The cutoff itself is too late, the last instant of the grace is not. */
function isInTime({ cutoffMs }: { readonly cutoffMs: number }, graceMs: number | null, atMs: number): boolean {
  return atMs < cutoffMs || (graceMs !== null && atMs <= cutoffMs + graceMs);
}

/** The rules by which a payment is late, or on time by the grace alone; none for one that simply is on time. */
export function cutoffRules({
  before_cutoff: isBefore,
  binding_id: id,
  grace_id: graceId,
}: CutoffAnswer): readonly string[] {
  if (isBefore && graceId === undefined) return [];
  return [id, graceId].flatMap((rule) => rule ?? []);
}
