/** What is known of a payment's cutoff on one UTC day: which cutoff binds, or why nothing of the kind goes that day. */
import { DateTime } from 'luxon';
import { dayKind, isBusinessDay, nextBusinessDay, type DayKind } from './business-day';
import type { Calendar } from '../tables/time/calendar-table';
import { closedDayText, type ClosedBecause } from './closed-day';
import { candidatesFor, railOf, type Candidate, type PaymentWay } from './cutoff-candidates';
import type { Policy } from '../policy';
import type { Rail } from '../tables/time/rail-table';
import { minuteMs } from '../../values/time';
import { ownMember } from '../../values/own-member';

/** What is the same at every instant of one UTC day. */
export type CutoffDay = OpenDay | ClosedDay;

interface OpenDay {
  readonly isOpen: true;
  readonly earliest: Candidate;
  readonly railClose: Candidate | undefined;
  readonly cutoffMs: number;
  readonly nextDay: string | null;
  readonly localTime: string;
}

/** Nothing of the kind goes that day, or nothing is known of it. */
export interface ClosedDay {
  readonly isOpen: false;
  readonly because: ClosedBecause;
  /** Whose calendar says so; null where nothing is known. */
  readonly binding: 'rail' | 'bank' | null;
  /** The calendar, or the row that offers no such payment. */
  readonly bindingId: string | null;
  readonly nextDay: string | null;
  readonly reasons: readonly string[];
}

const maxKeptDays = 1_000;
/** A day is worked out once for as long as its policy lives: a review asks six times, and time zones are slow. */
const keptDays = new WeakMap<Policy, Map<string, CutoffDay>>();

/** `day` is `2026-01-22`. */
export function cutoffDay(policy: Policy, way: PaymentWay, day: string): CutoffDay {
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
  const rail = railOf(policy, way.currency, way.channel);
  const calendars = calendarsOf(policy, way, rail);
  const home = calendars[0];
  if (!home) return closed({ kind: 'no_calendar', currency: way.currency }, null, null);
  const nextDay = nextBusinessDay(calendars, day);
  const shut = calendars
    .map((calendar) => ({ calendar, kind: dayKind(calendar, day) }))
    .find(({ kind }) => !isBusinessDay(kind));
  if (shut) return noBusiness(shut.calendar, shut.kind, day, rail, nextDay);
  const refused = notOffered(policy, way);
  if (refused !== null) return closed({ kind: 'not_offered', ...wayOf(way), rule: refused }, refused, nextDay);
  const candidates = candidatesFor(policy, way, { rail, home, day });
  const earliest = candidates.reduce<Candidate | null>(
    (best, next) => (best && best.atMs <= next.atMs ? best : next),
    null,
  );
  if (!earliest || !knowsEntity(policy, way.entity)) return closed({ kind: 'no_cutoff', ...wayOf(way) }, null, nextDay);
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

/** The currency's own calendar first, then the rail's and the paying entity's where they are others. */
function calendarsOf(policy: Policy, { currency, entity }: PaymentWay, rail: Rail | null): readonly Calendar[] {
  const { by_currency: byCurrency, by_entity: byEntity = {}, calendars } = policy.calendars;
  const own = ownMember(byCurrency, currency);
  if (own === undefined) return [];
  const payers = ownMember(byEntity, entity);
  const ids = [...new Set([own, ...(rail ? [rail.calendar] : []), ...(payers === undefined ? [] : [payers])])];
  return ids.flatMap((id) => calendars.filter((calendar) => calendar.id === id));
}

/** The id of the row that says an entity pays no such thing; null where no row does. */
function notOffered({ cutoffs }: Policy, { entity, currency, channel }: PaymentWay): string | null {
  const refused = cutoffs.not_offered?.find(
    (row) => row.entity === entity && row.currency === currency && row.channel === channel,
  );
  return refused?.id ?? null;
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
): ClosedDay {
  if (day.kind === 'unknown') return closed(outside(calendar, date), calendar.id, null);
  const named = { day: date, calendar: calendar.name };
  const because: ClosedBecause =
    'name' in day ? { kind: 'holiday', ...named, holiday: day.name } : { kind: 'weekend', ...named };
  const shut = closed(because, calendar.id, nextDay);
  return {
    ...shut,
    binding: calendar.id === rail?.calendar ? 'rail' : 'bank',
    reasons: [
      ...shut.reasons,
      'Same-day settlement is impossible.',
      `The next value date is ${nextDay ?? 'not in the calendar'}.`,
    ],
  };
}

function outside({ name: calendar, covers }: Calendar, day: string): ClosedBecause {
  return day > covers.to
    ? { kind: 'calendar_ended', day, calendar, lastDay: covers.to }
    : { kind: 'calendar_not_begun', day, calendar };
}

function wayOf({ entity, currency, channel }: PaymentWay): PaymentWay {
  return { entity, currency, channel };
}

function closed(because: ClosedBecause, bindingId: string | null, nextDay: string | null): ClosedDay {
  return { isOpen: false, because, binding: null, bindingId, nextDay, reasons: [`${closedDayText(because)}.`] };
}

function localText(atMs: number, zone: string): string {
  return `${DateTime.fromMillis(atMs, { zone }).toFormat('d LLL yyyy HH:mm', { locale: 'en' })} ${zone}`;
}
