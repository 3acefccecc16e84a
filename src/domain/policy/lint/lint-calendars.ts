/** Calendars that end soon, days that never count or stand there twice, and currencies without a calendar. */
import { DateTime } from 'luxon';
import { dayMs, formatUtc, utcDay } from '../../values/time';
import { dayKind } from '../cutoff/business-day';
import type { Calendar } from '../tables/time/calendar-table';
import type { Policy } from '../policy';
import type { LintInput, Weakness } from './finding';

/** Central banks publish next year's holidays by autumn; two months leave time to enter them. */
const shortestReachDays = 60;

export function lintCalendars({ policy, nowMs }: LintInput): readonly Weakness[] {
  return [
    ...policy.calendars.calendars.flatMap((calendar, at) => [
      ...endingSoon(policy, calendar, at, nowMs),
      ...idleDays(calendar, at),
      ...repeatedDays(calendar, at),
    ]),
    ...withoutCalendar(policy),
  ];
}

function endingSoon(policy: Policy, { id, name, covers }: Calendar, at: number, nowMs: number): readonly Weakness[] {
  if (covers.to >= utcDay(nowMs + shortestReachDays * dayMs)) return [];
  const currency = Object.entries(policy.calendars.by_currency).find(([, calendar]) => calendar === id)?.[0] ?? null;
  const firstUnknown = DateTime.fromISO(covers.to, { zone: 'utc' }).plus({ days: 1 }).toMillis();
  return [
    {
      kind: 'calendar_ends_soon',
      file: 'calendars.yaml',
      path: ['calendars', at, 'covers', 'to'],
      reason: `${id}: ${name} ends on ${covers.to}, less than ${shortestReachDays} days from ${utcDay(nowMs)}`,
      example: { currency, at: formatUtc(firstUnknown + dayMs / 2) },
    },
  ];
}

function idleDays(calendar: Calendar, at: number): readonly Weakness[] {
  const { id, covers, holidays, half_days: halfDays } = calendar;
  const outside = holidays.flatMap(({ date }, row): Weakness[] =>
    date < covers.from || date > covers.to
      ? [
          {
            kind: 'holiday_outside_calendar',
            file: 'calendars.yaml',
            path: ['calendars', at, 'holidays', row],
            reason: `${id}: ${date} is outside ${covers.from} to ${covers.to} and is not looked at`,
            example: { calendar: id, date },
          },
        ]
      : [],
  );
  const never = halfDays.flatMap(({ date }, row): Weakness[] =>
    dayKind(calendar, date).kind === 'half'
      ? []
      : [
          {
            kind: 'half_day_without_effect',
            file: 'calendars.yaml',
            path: ['calendars', at, 'half_days', row],
            reason: `${id}: ${date} is a holiday, a weekend or outside the table, so its half day never counts`,
            example: { calendar: id, date },
          },
        ],
  );
  return [...outside, ...never];
}

/** The second row is most likely another day with the wrong date. */
function repeatedDays(calendar: Calendar, at: number): readonly Weakness[] {
  return (['holidays', 'half_days'] as const).flatMap((key) =>
    calendar[key].flatMap(({ date, name }, row): Weakness[] => {
      const first = calendar[key].findIndex((day) => day.date === date);
      if (first === row) return [];
      return [
        {
          kind: 'day_listed_twice',
          file: 'calendars.yaml',
          path: ['calendars', at, key, row],
          reason: `${calendar.id}: ${date} stands twice, as ${calendar[key][first]?.name ?? ''} and as ${name}`,
          example: { calendar: calendar.id, date },
        },
      ];
    }),
  );
}

function withoutCalendar({ cutoffs, rails, calendars }: Policy): readonly Weakness[] {
  const uses = [
    ...cutoffs.internal.map(
      ({ id, currency }, at) => ({ id, currency, file: 'cutoffs.yaml', path: ['internal', at] }) as const,
    ),
    ...cutoffs.bank.map(
      ({ id, currency }, at) => ({ id, currency, file: 'cutoffs.yaml', path: ['bank', at] }) as const,
    ),
    ...rails.routes.map(
      ({ id, currency }, at) => ({ id, currency, file: 'rails.yaml', path: ['routes', at] }) as const,
    ),
  ];
  return uses
    .filter(({ currency }) => !Object.hasOwn(calendars.by_currency, currency))
    .map(({ id, currency, file, path }) => ({
      kind: 'currency_without_calendar',
      file,
      path,
      reason: `${id}: ${currency} keeps no calendar, so every payment in it counts as late`,
      ruleIds: [id],
      example: { currency },
    }));
}
