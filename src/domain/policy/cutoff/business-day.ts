/** Which days banks work: weekends, holidays, half days, and days the tables do not know. */
import { DateTime } from 'luxon';
import { weekdays, type Calendar } from '../tables/time/calendar-table';

/** Days searched before giving up: no calendar closes that long. */
const searchLimitDays = 31;

export type DayKind =
  | { readonly kind: 'full' }
  | { readonly kind: 'half' | 'holiday'; readonly name: string }
  | { readonly kind: 'weekend' | 'unknown' };

/** What kind of day a calendar date (`2026-01-19`) is for these banks. */
export function dayKind(calendar: Calendar, date: string): DayKind {
  if (date < calendar.covers.from || date > calendar.covers.to) return { kind: 'unknown' };
  const holiday = calendar.holidays.find((day) => day.date === date);
  if (holiday) return { kind: 'holiday', name: holiday.name };
  const weekday = weekdays[DateTime.fromISO(date, { zone: 'utc' }).weekday - 1];
  if (weekday !== undefined && calendar.weekend.includes(weekday)) return { kind: 'weekend' };
  const halfDay = calendar.half_days.find((day) => day.date === date);
  return halfDay ? { kind: 'half', name: halfDay.name } : { kind: 'full' };
}

export function isBusinessDay(day: DayKind): boolean {
  return day.kind === 'full' || day.kind === 'half';
}

/** The first day after `date` on which every calendar works; null where a table ends before one is found. */
export function nextBusinessDay(calendars: readonly Calendar[], date: string): string | null {
  let day = DateTime.fromISO(date, { zone: 'utc' });
  for (let step = 0; step < searchLimitDays; step += 1) {
    day = day.plus({ days: 1 });
    const candidate = day.toFormat('yyyy-MM-dd');
    const kinds = calendars.map((calendar) => dayKind(calendar, candidate));
    if (kinds.some(({ kind }) => kind === 'unknown')) return null;
    if (kinds.every(isBusinessDay)) return candidate;
  }
  return null;
}
