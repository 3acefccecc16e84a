/** Cutoffs, and their grace, that end after the payment's rail has closed. */
import { DateTime } from 'luxon';
import { dayMs, formatUtc, utcDay, minuteMs } from '../../values/time';
import { dayKind } from '../cutoff/business-day';
import type { Calendar } from '../tables/time/calendar-table';
import { railOf } from '../cutoff/cutoff-candidates';
import type { Policy } from '../policy';
import type { Rail } from '../tables/time/rail-table';
import type { CutoffRow } from './cutoff-rows';
import type { Weakness } from './finding';

interface Close {
  readonly day: string;
  readonly closeMs: number;
}

export function lintRailCloses(policy: Policy, rows: readonly CutoffRow[]): readonly Weakness[] {
  const known = new Map<Rail, readonly Close[]>();
  return rows.flatMap((row) => {
    const rail = railOf(policy, row.currency, row.channel);
    const calendar = policy.calendars.calendars.find(({ id }) => id === rail?.calendar);
    if (!rail || !calendar) return [];
    const closes = known.get(rail) ?? closesOf(rail, calendar);
    known.set(rail, closes);
    return afterClose(policy, row, rail, closes);
  });
}

/** Held against the rail on every ordinary day of its calendar, because zones change their clocks on different days. */
function afterClose(policy: Policy, row: CutoffRow, rail: Rail, closes: readonly Close[]): readonly Weakness[] {
  const graceMs = policy.cutoffs.grace.minutes * minuteMs;
  const days = closes.map(({ day, closeMs }) => ({ closeMs, cutoffMs: instant(day, row.time, row.zone) }));
  const late = days.find(({ cutoffMs, closeMs }) => cutoffMs > closeMs);
  if (late)
    return [
      afterCloseWeakness(
        'cutoff_after_rail_close',
        row,
        rail,
        late.closeMs,
        `${row.time} is after ${rail.name} closes`,
      ),
    ];
  const lateGrace = days.find(({ cutoffMs, closeMs }) => cutoffMs + graceMs > closeMs);
  const [type] = policy.cutoffs.grace.payment_types;
  return lateGrace && type !== undefined
    ? [
        afterCloseWeakness(
          'grace_after_rail_close',
          row,
          rail,
          lateGrace.closeMs,
          `the grace of ${policy.cutoffs.grace.id} ends after ${rail.name} closes`,
          type,
        ),
      ]
    : [];
}

function afterCloseWeakness(
  kind: 'cutoff_after_rail_close' | 'grace_after_rail_close',
  { id, entity, currency, channel, path }: CutoffRow,
  rail: Rail,
  closeMs: number,
  what: string,
  type?: string,
): Weakness {
  return {
    kind,
    file: 'cutoffs.yaml',
    path,
    reason: `${id}: ${what} (${rail.closes} ${rail.zone}, ${formatUtc(closeMs)})`,
    ruleIds: [id, rail.id],
    example: {
      entity,
      currency,
      channel,
      ...(type === undefined ? {} : { payment_type: type }),
      at: formatUtc(closeMs),
    },
  };
}

function closesOf(rail: Rail, calendar: Calendar): readonly Close[] {
  const last = Date.parse(calendar.covers.to);
  const closes: Close[] = [];
  for (let atMs = Date.parse(calendar.covers.from); atMs <= last; atMs += dayMs) {
    const day = utcDay(atMs);
    if (dayKind(calendar, day).kind === 'full') closes.push({ day, closeMs: instant(day, rail.closes, rail.zone) });
  }
  return closes;
}

function instant(day: string, time: string, zone: string): number {
  // UTC needs no zone table, and most cutoffs are in it.
  return zone === 'utc' ? Date.parse(`${day}T${time}:00Z`) : DateTime.fromISO(`${day}T${time}`, { zone }).toMillis();
}
