/** Which bank calendars end soon: beyond a table's end nothing is known, and nobody can pay. */
import { dayMs, startOfDay } from '../../values/time';
import type { Policy } from '../policy';

/** The official calendars of a year are out by then, and a rule change takes its weeks. */
const warnedDays = 90;

/** One sentence for each, naming the currencies and entities that keep it. */
export function endingCalendars({ calendars: table }: Policy, nowMs: number): readonly string[] {
  const users = [...Object.entries(table.by_currency), ...Object.entries(table.by_entity ?? {})];
  return table.calendars.flatMap(({ id, name, covers }) => {
    const of = users.filter(([, calendar]) => calendar === id).map(([user]) => user);
    if (of.length === 0 || startOfDay(covers.to) - nowMs > warnedDays * dayMs) return [];
    return [
      `The calendar of ${of.join(', ')} (${name}) ends on ${covers.to}: extend policy/calendars.yaml, or nothing goes after it.`,
    ];
  });
}
