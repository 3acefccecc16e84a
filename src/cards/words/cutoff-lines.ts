/** Today's cutoffs as a person asks for them: a line for each payer and currency, ways that end together as one, what ends first on top. */
import type { CutoffAnswer } from '../../domain/policy/cutoff/cutoff';
import type { ToldCutoffs } from '../../domain/policy/questions/told-answer';
import { parseUtc, utcDay } from '../../domain/values/time';
import type { Show } from './show';

export interface CutoffSayings {
  readonly heading: (day: string, now: string) => string;
  readonly row: (entity: string, currency: string, ends: readonly string[]) => string;
  readonly ways: (channels: readonly string[]) => string;
  /** `place` is `10:00 New York`; empty where no rail has a place. */
  readonly where: (place: string, binding: string) => string;
  readonly left: (duration: string) => string;
  readonly passed: string;
  readonly grace: (time: string) => string;
  readonly value: (day: string) => string;
  /** Nothing of the kind goes today, or nothing is known of today. */
  readonly closed: (answer: CutoffAnswer) => string;
  readonly bindings: Readonly<Record<NonNullable<CutoffAnswer['binding']>, string>>;
}

interface Told {
  readonly nowMs: number;
  readonly say: CutoffSayings;
  readonly show: Show;
  /** Where, and which rule: of one currency it is one place, of all of them nobody asked for it. */
  readonly isDetailed: boolean;
}

export function cutoffLines({ nowMs, ways }: ToldCutoffs, say: CutoffSayings, show: Show): readonly string[] {
  const isDetailed = new Set(ways.map(({ currency }) => currency)).size === 1;
  const rows = [...grouped(ways, ({ entity, currency }) => `${entity} ${currency}`).values()];
  return [
    say.heading(show.day(utcDay(nowMs)), clockOf(new Date(nowMs).toISOString())),
    ...rows.toSorted(byFirstOpen).flatMap((row) => {
      const [first] = row;
      return first ? [say.row(first.entity, first.currency, endsOf(row, { nowMs, say, show, isDetailed }))] : [];
    }),
  ];
}

type Way = ToldCutoffs['ways'][number];

function endsOf(row: readonly Way[], told: Told): readonly string[] {
  const ends = [...grouped(row, ({ answer }) => sameEnd(answer)).values()];
  return ends.toSorted(byFirstOpen).flatMap((together) => {
    const [first] = together;
    const by = told.say.ways(together.map(({ channel }) => channel));
    return first ? [`${by} ${endOf(first.answer, told)}`] : [];
  });
}

function sameEnd(answer: CutoffAnswer): string {
  const { effective_cutoff_utc: utc, grace_until_utc: grace, binding, value_date: value, reasons } = answer;
  return [utc ?? reasons[0], grace, binding, value].join(' ');
}

function endOf(answer: CutoffAnswer, { nowMs, say, show, isDetailed }: Told): string {
  const { effective_cutoff_utc: utc, grace_until_utc: grace, binding, value_date: value } = answer;
  const later = value === null || value === utcDay(nowMs) ? [] : [say.value(show.day(value))];
  if (utc === null) return [say.closed(answer), ...later].join(', ');
  const place = answer.local_time === null ? '' : show.clockAt(utc, answer.local_time.split(' ').at(-1) ?? '');
  const where = isDetailed && binding !== null ? say.where(place, say.bindings[binding]) : '';
  const state = answer.before_cutoff ? say.left(show.duration((parseUtc(utc) ?? nowMs) - nowMs)) : say.passed;
  return [`${clockOf(utc)}${where}`, state, ...(grace === null ? [] : [say.grace(clockOf(grace))]), ...later].join(
    ', ',
  );
}

/** Those still open first, by when they end; then those that are over, and last those of another day. */
function byFirstOpen(one: readonly Way[], other: readonly Way[]): number {
  return orderOf(one).localeCompare(orderOf(other));
}

function orderOf(ways: readonly Way[]): string {
  return ways
    .map(({ answer: { effective_cutoff_utc: utc, before_cutoff: isOpen } }) =>
      utc === null ? '2' : `${isOpen ? '0' : '1'}${utc}`,
    )
    .reduce((first, next) => (next < first ? next : first), '3');
}

function grouped<One>(all: readonly One[], keyOf: (one: One) => string): Map<string, One[]> {
  const groups = new Map<string, One[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

function clockOf(utc: string): string {
  return `${utc.slice(11, 16)} UTC`;
}
