/** Why a day has no cutoff: nothing of the kind goes that day, or nothing is known of it. */
import { z } from 'zod';
import { channels } from '../../payment/payment-request';
import { isCalendarDay } from '../../values/time';

/** `2026-01-22`. */
export const calendarDay = z.string().refine(isCalendarDay, 'is no day');

/** Calendars, holidays and entities by the names policy gives them. */
export const closedDaySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('holiday'), day: calendarDay, calendar: z.string(), holiday: z.string() }),
  z.strictObject({ kind: z.literal('weekend'), day: calendarDay, calendar: z.string() }),
  /** `rule` says that the entity pays no such thing. */
  z.strictObject({
    kind: z.literal('not_offered'),
    entity: z.string(),
    currency: z.string(),
    channel: z.enum(channels),
    rule: z.string(),
  }),
  z.strictObject({ kind: z.literal('no_calendar'), currency: z.string() }),
  z.strictObject({
    kind: z.literal('no_cutoff'),
    entity: z.string(),
    currency: z.string(),
    channel: z.enum(channels),
  }),
  z.strictObject({ kind: z.literal('calendar_ended'), day: calendarDay, calendar: z.string(), lastDay: calendarDay }),
  z.strictObject({ kind: z.literal('calendar_not_begun'), day: calendarDay, calendar: z.string() }),
]);

export type ClosedBecause = z.infer<typeof closedDaySchema>;

/** Nothing is known of the day, which is another thing than knowing it is closed. */
export function isUnknownDay({ kind }: ClosedBecause): boolean {
  switch (kind) {
    case 'holiday':
    case 'weekend':
    case 'not_offered':
      return false;
    case 'no_calendar':
    case 'no_cutoff':
    case 'calendar_ended':
    case 'calendar_not_begun':
      return true;
  }
}

/** In English, without its full stop. */
export function closedDayText(closed: ClosedBecause): string {
  switch (closed.kind) {
    case 'holiday':
      return `${closed.day} is a holiday of the ${closed.calendar} calendar (${closed.holiday})`;
    case 'weekend':
      return `${closed.day} is a weekend in the ${closed.calendar} calendar`;
    case 'not_offered':
      return `${closed.entity} does not pay ${closed.currency} by ${closed.channel} (${closed.rule})`;
    case 'no_calendar':
      return `No bank calendar is recorded for ${closed.currency}`;
    case 'no_cutoff':
      return `No cutoff is known for ${closed.entity} ${closed.currency} ${closed.channel}`;
    case 'calendar_ended':
      return `The ${closed.calendar} calendar ends on ${closed.lastDay} and does not cover ${closed.day}`;
    case 'calendar_not_begun':
      return `The ${closed.calendar} calendar does not cover ${closed.day}`;
  }
}
