/** Which bank calendars end soon: beyond a table's end nothing is known, and nobody can pay. */
import { dayMs, startOfDay } from '../../values/time';
import type { Policy } from '../policy';

/** The official calendars of a year are out by then, and a rule change takes its weeks. */
const warnedDays = 90;

export interface EndingCalendar {
  readonly name: string;
  /** The currencies and entities that keep it. */
  readonly users: readonly string[];
  /** `2027-12-31` */
  readonly lastDay: string;
}

export function endingCalendars({ calendars: table }: Policy, nowMs: number): readonly EndingCalendar[] {
  const keepers = [...Object.entries(table.by_currency), ...Object.entries(table.by_entity ?? {})];
  return table.calendars.flatMap(({ id, name, covers }) => {
    const users = keepers.filter(([, calendar]) => calendar === id).map(([user]) => user);
    if (users.length === 0 || startOfDay(covers.to) - nowMs > warnedDays * dayMs) return [];
    return [{ name, users, lastDay: covers.to }];
  });
}
