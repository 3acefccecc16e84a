/** Whether banks work on a day, and which holidays come next: from the calendars. */
import { DateTime } from 'luxon';
import type { Fields } from '../../sentences/reading';
import { dayKind, isBusinessDay, nextBusinessDay, type DayKind } from '../cutoff/business-day';
import type { Policy } from '../policy';
import type { Calendar } from '../tables/time/calendar-table';
import type { ToldCalendars, ToldDay, ToldHolidays } from './told-answer';

export interface CalendarAnswer {
  readonly text: string;
  readonly rule_ids: readonly string[];
  readonly told: ToldCalendars;
}

/** By which currency people's names for calendars are found in the policy. */
const currencyOf: Readonly<Record<string, string>> = {
  Fed: 'USD',
  T2: 'EUR',
  'Turkish banks': 'TRY',
  'English banks': 'GBP',
};
const holidaysShown = 3;

/** One line for each calendar the question leaves open. `today` is the business day. Null where policy has no such calendar. */
export function answerCalendar(
  { calendars }: Policy,
  { calendar, currency, date }: Fields,
  question: string,
  today: string,
): CalendarAnswer | null {
  const wanted = calendar === undefined ? currency : currencyOf[calendar];
  const ids = wanted === undefined ? Object.values(calendars.by_currency) : [calendars.by_currency[wanted]];
  const asked = calendars.calendars.filter(({ id }) => ids.includes(id));
  if (asked.length === 0) return null;
  const isOfNext = date === undefined && /\bnext\b|\bholidays\b|\btatiller|\bsonraki/i.test(question);
  const told = asked.map((found) => (isOfNext ? nextHolidays(found, today) : onDay(found, date ?? today)));
  return {
    text: told.map((one) => ('holidays' in one ? holidaysText(one) : dayText(one))).join('\n'),
    rule_ids: asked.map(({ id }) => id),
    told: { about: 'calendars', calendars: told },
  };
}

function onDay(calendar: Calendar, date: string): ToldDay {
  const kind = dayKind(calendar, date);
  const next = isBusinessDay(kind) ? null : nextBusinessDay([calendar], date);
  return { name: calendar.name, date, kind, nextBusinessDay: next };
}

function dayText({ name, date, kind, nextBusinessDay: next }: ToldDay): string {
  return `${name}: ${stateOf(kind)} on ${inWords(date)}${next === null ? '' : `; the next business day is ${inWords(next)}`}.`;
}

function stateOf(day: DayKind): string {
  switch (day.kind) {
    case 'full':
      return 'open';
    case 'half':
      return `open for half the day (${day.name})`;
    case 'holiday':
      return `closed (${day.name})`;
    case 'weekend':
      return 'closed for the weekend';
    case 'unknown':
      return 'nothing is known, the calendar does not reach so far,';
  }
}

function nextHolidays({ name, holidays }: Calendar, today: string): ToldHolidays {
  return { name, holidays: holidays.filter(({ date }) => date > today).slice(0, holidaysShown) };
}

function holidaysText({ name, holidays }: ToldHolidays): string {
  return `${name}: ${holidays.map(({ date, name: holiday }) => `${inWords(date)} (${holiday})`).join(', ') || 'no holiday is entered'}.`;
}

/** `Monday 25 May 2026`. */
function inWords(date: string): string {
  return DateTime.fromISO(date, { zone: 'utc' }).setLocale('en-GB').toFormat('cccc d LLLL yyyy');
}
