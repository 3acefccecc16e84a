/** Bank calendars: which days banks work, and which calendar a currency keeps. */
import { z } from 'zod';
import { calendarDate, currencyCode, ruleId, timeOfDay, timeZone, words } from '../table-values';

const namedDay = z.strictObject({ date: calendarDate, name: words }).readonly();
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const calendar = z
  .strictObject({
    id: ruleId,
    name: words,
    /** Where local times of payments without a rail are shown. */
    zone: timeZone,
    weekend: z.array(z.enum(weekdays)).readonly(),
    /** First and last day the table is complete for; no day outside is taken for a business day. */
    covers: z.strictObject({ from: calendarDate, to: calendarDate }).readonly(),
    holidays: z.array(namedDay).readonly(),
    half_days: z.array(namedDay).readonly(),
    /** On a half day payments without a rail end then, in the calendar's zone. */
    half_day_closes: timeOfDay.optional(),
  })
  .readonly();

export const calendarTable = z
  .strictObject({
    calendars: z.array(calendar).min(1).readonly(),
    by_currency: z.record(currencyCode, ruleId).readonly(),
    /** Calendars of paying entities, kept beside the currency's. */
    by_entity: z.record(words, ruleId).readonly().optional(),
  })
  .readonly();

export type Calendar = z.infer<typeof calendar>;
export type CalendarTable = z.infer<typeof calendarTable>;
