/** Cutoffs that promise more than the rail can do, and payments for which none is known. */
import { DateTime } from 'luxon';
import { channels, type Channel } from '../../payment-request';
import { formatUtc } from '../../time';
import { dayKind } from '../business-day';
import type { Calendar } from '../calendar-table';
import { railOf } from '../cutoff';
import type { Policy } from '../policy';
import type { Rail } from '../rail-table';
import type { LintInput, Weakness } from './finding';

interface CutoffRow {
  readonly id: string;
  readonly entity: string;
  readonly currency: string;
  readonly channel: Channel;
  readonly time: string;
  readonly zone: string;
  readonly path: readonly (string | number)[];
}

const minuteMs = 60_000;

export function lintCutoffs({ policy }: LintInput): readonly Weakness[] {
  const rows = cutoffRows(policy);
  return [
    ...rows.flatMap((row) => afterClose(policy, row)),
    ...gaps(policy, rows),
    ...missingHalfDayCloses(policy),
    ...unknownEntities(policy, rows),
  ];
}

function cutoffRows({ cutoffs }: Policy): readonly CutoffRow[] {
  return [
    ...cutoffs.internal.map(({ at_utc: time, ...row }, at) => ({ ...row, time, zone: 'utc', path: ['internal', at] })),
    ...cutoffs.bank.map(({ at: time, ...row }, at) => ({ ...row, time, path: ['bank', at] })),
  ];
}

/** Held against the rail on every ordinary day of its calendar, because zones change their clocks on different days. */
function afterClose(policy: Policy, row: CutoffRow): readonly Weakness[] {
  const rail = railOf(policy, row.currency, row.channel);
  const calendar = policy.calendars.calendars.find(({ id }) => id === rail?.calendar);
  if (!rail || !calendar) return [];
  const graceMs = policy.cutoffs.grace.minutes * minuteMs;
  const days = fullDays(calendar).map((day) => ({
    day,
    cutoffMs: instant(day, row.time, row.zone),
    closeMs: instant(day, rail.closes, rail.zone),
  }));
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

function fullDays(calendar: Calendar): readonly string[] {
  const days: string[] = [];
  const end = DateTime.fromISO(calendar.covers.to, { zone: 'utc' });
  for (let day = DateTime.fromISO(calendar.covers.from, { zone: 'utc' }); day <= end; day = day.plus({ days: 1 })) {
    const date = day.toFormat('yyyy-MM-dd');
    if (dayKind(calendar, date).kind === 'full') days.push(date);
  }
  return days;
}

/** An entity that pays in a currency can be asked for it by any channel: each needs a cutoff, a rail or a plain no. */
function gaps(policy: Policy, rows: readonly CutoffRow[]): readonly Weakness[] {
  const pairs = new Map(rows.map((row) => [`${row.entity} ${row.currency}`, row]));
  return [...pairs.values()].flatMap(({ entity, currency, path }) =>
    channels.flatMap((channel): Weakness[] => {
      const isOurs = (row: { entity: string; currency: string; channel: Channel }) =>
        row.entity === entity && row.currency === currency && row.channel === channel;
      const isKnown = rows.some(isOurs) || railOf(policy, currency, channel) !== null;
      if (isKnown || (policy.cutoffs.not_offered ?? []).some(isOurs)) return [];
      return [
        {
          kind: 'cutoff_gap',
          file: 'cutoffs.yaml',
          path,
          reason: `no cutoff, rail or not_offered row for ${entity} ${currency} ${channel}: such a payment always counts as late`,
          ruleIds: [],
          example: { entity, currency, channel },
        },
      ];
    }),
  );
}

function missingHalfDayCloses({ rails, calendars }: Policy): readonly Weakness[] {
  return rails.rails.flatMap(({ id, name, calendar, half_day_closes: closes }, at): Weakness[] => {
    const halfDay = calendars.calendars.find((candidate) => candidate.id === calendar)?.half_days[0];
    if (!halfDay || closes !== undefined) return [];
    return [
      {
        kind: 'half_day_close_missing',
        file: 'rails.yaml',
        path: ['rails', at],
        reason: `${id}: ${name} has no half_day_closes, but its calendar has half days like ${halfDay.date}`,
        ruleIds: [id],
        example: { rail: id, date: halfDay.date },
      },
    ];
  });
}

/** An entity no cutoff knows is most likely misspelt: its rule never fires, its credit line is never drawn. */
function unknownEntities({ approvals, liquidity }: Policy, rows: readonly CutoffRow[]): readonly Weakness[] {
  const uses = [
    ...approvals.rules.flatMap(({ id, when }, at) =>
      (when.entities ?? []).map(
        (entity) => ({ id, entity, file: 'approval-matrix.yaml', path: ['rules', at, 'when', 'entities'] }) as const,
      ),
    ),
    ...liquidity.credit_lines.map(
      ({ id, entity }, at) => ({ id, entity, file: 'liquidity.yaml', path: ['credit_lines', at] }) as const,
    ),
  ];
  return uses
    .filter(({ entity }) => !rows.some((row) => row.entity === entity))
    .map(({ id, entity, file, path }) => ({
      kind: 'entity_unknown',
      file,
      path,
      reason: `${id}: no cutoff knows the entity ${entity}`,
      ruleIds: [id],
      example: { entity },
    }));
}

function instant(day: string, time: string, zone: string): number {
  return DateTime.fromISO(`${day}T${time}`, { zone }).toMillis();
}
