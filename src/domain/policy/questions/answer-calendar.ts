/** Whether banks work on a day, and which holidays come next: from the calendars. */
import { DateTime } from 'luxon';
import type { Fields } from '../../sentences/reading';
import { dayKind, isBusinessDay, nextBusinessDay, type DayKind } from '../cutoff/business-day';
import type { Policy } from '../policy';
import type { Calendar } from '../tables/calendar-table';

export interface CalendarAnswer {
  readonly text: string;
  readonly rule_ids: readonly string[];
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
  const lines = asked.map((found) => (isOfNext ? nextHolidays(found, today) : onDay(found, date ?? today)));
  return { text: lines.join('\n'), rule_ids: asked.map(({ id }) => id) };
}

function onDay(calendar: Calendar, date: string): string {
  const day = dayKind(calendar, date);
  const next = isBusinessDay(day) ? null : nextBusinessDay([calendar], date);
  return `${calendar.name}: ${stateOf(day)} on ${inWords(date)}${next === null ? '' : `; the next business day is ${inWords(next)}`}.`;
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

function nextHolidays({ name, holidays }: Calendar, today: string): string {
  const coming = holidays.filter(({ date }) => date > today).slice(0, holidaysShown);
  return `${name}: ${coming.map(({ date, name: holiday }) => `${inWords(date)} (${holiday})`).join(', ') || 'no holiday is entered'}.`;
}

/** `Monday 25 May 2026`. */
function inWords(date: string): string {
  return DateTime.fromISO(date, { zone: 'utc' }).setLocale('en-GB').toFormat('cccc d LLLL yyyy');
}
