/** Until when a payment may still go today, which of rail, bank and treasury says so, and its value date. */
import { DateTime } from 'luxon';
import type { Channel, PaymentType } from '../payment-request';
import { formatUtc, utcDay } from '../time';
import { dayKind, isBusinessDay, nextBusinessDay, type DayKind } from './business-day';
import type { Calendar } from './calendar-table';
import { candidatesFor, railOf, type Candidate, type PaymentWay } from './cutoff-candidates';
import type { Policy } from './policy';
import type { Rail } from './rail-table';

const minuteMs = 60_000;
const dayMs = 86_400_000;

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

/** What is the same at every instant of one UTC day. */
type CutoffDay =
  | { readonly isOpen: false; readonly answer: CutoffAnswer }
  | {
      readonly isOpen: true;
      readonly earliest: Candidate;
      readonly railClose: Candidate | undefined;
      readonly cutoffMs: number;
      readonly nextDay: string | null;
      readonly localTime: string;
    };

const maxKeptDays = 1_000;
/** A day is worked out once for as long as its policy lives: a review asks six times, and time zones are slow. */
const keptDays = new WeakMap<Policy, Map<string, CutoffDay>>();

/** Unknown is late: without a calendar or any cutoff for the payment, `before_cutoff` is false and a reason says so. */
export function effectiveCutoff(policy: Policy, question: CutoffQuestion): CutoffAnswer {
  const { entity, currency, paymentType, atMs } = question;
  const channel = question.channel ?? policy.rails.default_channels[paymentType];
  const way = { entity, currency, channel };
  const { grace } = policy.cutoffs;
  const graceMs = grace.payment_types.includes(paymentType) ? grace.minutes * minuteMs : null;
  // Treasury's cutoffs are in UTC, so the desk's day is the UTC day; but a rail of the west closes, or its grace ends, after midnight there.
  const dayBefore = utcDay(atMs - dayMs);
  const keptBefore = keptDay(policy, way, dayBefore);
  const isDayBefore = keptBefore.isOpen && isInTime(keptBefore, graceMs, atMs);
  const day = isDayBefore ? dayBefore : utcDay(atMs);
  const kept = isDayBefore ? keptBefore : keptDay(policy, way, day);
  if (!kept.isOpen) return kept.answer;
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

function keptDay(policy: Policy, way: PaymentWay, day: string): CutoffDay {
  const days = keptDays.get(policy) ?? new Map<string, CutoffDay>();
  keptDays.set(policy, days);
  const key = [day, way.entity, way.currency, way.channel].join('\n');
  const known = days.get(key);
  if (known) return known;
  const worked = workOutDay(policy, way, day);
  if (days.size >= maxKeptDays) days.clear();
  days.set(key, worked);
  return worked;
}

function workOutDay(policy: Policy, way: PaymentWay, day: string): CutoffDay {
  const closed = (answer: CutoffAnswer): CutoffDay => ({ isOpen: false, answer });
  const rail = railOf(policy, way.currency, way.channel);
  const calendars = calendarsOf(policy, way.currency, rail);
  const home = calendars[0];
  if (!home) return closed(unknown(`No bank calendar is recorded for ${way.currency}.`, null, null));
  const nextDay = nextBusinessDay(calendars, day);
  const shut = calendars
    .map((calendar) => ({ calendar, kind: dayKind(calendar, day) }))
    .find(({ kind }) => !isBusinessDay(kind));
  if (shut) return closed(noBusiness(shut.calendar, shut.kind, day, rail, nextDay));
  const candidates = candidatesFor(policy, way, rail, day);
  const earliest = candidates.reduce<Candidate | null>(
    (best, next) => (best && best.atMs <= next.atMs ? best : next),
    null,
  );
  if (!earliest || !knowsEntity(policy, way.entity)) {
    const refused = notOffered(policy, way);
    return closed(unknown(whyNone(way, refused), nextDay, refused));
  }
  const cutoffMs = earliest.atMs - policy.cutoffs.lead_time_minutes * minuteMs;
  const railClose = candidates.find(({ binding }) => binding === 'rail');
  return {
    isOpen: true,
    earliest,
    railClose,
    cutoffMs,
    nextDay,
    localTime: localText(cutoffMs, rail?.zone ?? home.zone),
  };
}

/** The currency's own calendar first, then the rail's where it is another. */
function calendarsOf(policy: Policy, currency: string, rail: Rail | null): readonly Calendar[] {
  const { by_currency: byCurrency, calendars } = policy.calendars;
  const own = Object.hasOwn(byCurrency, currency) ? byCurrency[currency] : undefined;
  if (own === undefined) return [];
  const ids = [...new Set([own, ...(rail ? [rail.calendar] : [])])];
  return ids.flatMap((id) => calendars.filter((calendar) => calendar.id === id));
}

/** The id of the row that says an entity pays no such thing; null where no row does. */
function notOffered({ cutoffs }: Policy, { entity, currency, channel }: PaymentWay): string | null {
  const refused = cutoffs.not_offered?.find(
    (row) => row.entity === entity && row.currency === currency && row.channel === channel,
  );
  return refused?.id ?? null;
}

function whyNone({ entity, currency, channel }: PaymentWay, refused: string | null): string {
  return refused === null
    ? `No cutoff is known for ${entity} ${currency} ${channel}.`
    : `${entity} does not pay ${currency} by ${channel} (${refused}).`;
}

/** An entity that no cutoff table names is a mistake, not a payment without an internal cutoff. */
function knowsEntity(policy: Policy, entity: string): boolean {
  return [...policy.cutoffs.internal, ...policy.cutoffs.bank].some((row) => row.entity === entity);
}

function noBusiness(
  calendar: Calendar,
  day: DayKind,
  date: string,
  rail: Rail | null,
  nextDay: string | null,
): CutoffAnswer {
  if (day.kind === 'unknown')
    return unknown(`The ${calendar.name} calendar does not cover ${date}.`, null, calendar.id);
  const why =
    'name' in day
      ? `a holiday of the ${calendar.name} calendar (${day.name})`
      : `a weekend in the ${calendar.name} calendar`;
  return {
    before_cutoff: false,
    effective_cutoff_utc: null,
    binding: rail ? 'rail' : 'bank',
    binding_id: calendar.id,
    grace_until_utc: null,
    value_date: nextDay,
    local_time: null,
    reasons: [
      `${date} is ${why}.`,
      'Same-day settlement is impossible.',
      `The next value date is ${nextDay ?? 'not in the calendar'}.`,
    ],
  };
}

function unknown(reason: string, nextDay: string | null, id: string | null): CutoffAnswer {
  return {
    before_cutoff: false,
    effective_cutoff_utc: null,
    binding: null,
    binding_id: id,
    grace_until_utc: null,
    value_date: nextDay,
    local_time: null,
    reasons: [reason],
  };
}

function localText(atMs: number, zone: string): string {
  return `${DateTime.fromMillis(atMs, { zone }).toFormat('d LLL yyyy HH:mm', { locale: 'en' })} ${zone}`;
}
