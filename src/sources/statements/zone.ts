/** Puts a statement whose times have no zone into its bank's zone. */
import { DateTime } from 'luxon';
import type { Statement } from '../../domain/liquidity/statements/statement';
import { endOfDay } from './bai2/bai2-values';

/** `zone`: IANA, e.g. `America/New_York`. Entries stay on the booking day the bank wrote. */
export function placeInZone(statement: Statement, zone: string): Statement {
  return {
    ...statement,
    asOfMs: statement.hasLocalTimes === true ? toUtc(statement.asOfMs, zone) : statement.asOfMs,
    entries: statement.entries.map((entry) => {
      // What is there at the day's end is not there earlier for a bank further east.
      if (entry.isLocalTime !== true || entry.atMs === null || entry.atMs >= endOfDay(entry.day)) return entry;
      return { ...entry, atMs: toUtc(entry.atMs, zone) };
    }),
  };
}

function toUtc(localMs: number, zone: string): number {
  return DateTime.fromMillis(localMs, { zone: 'utc' }).setZone(zone, { keepLocalTime: true }).toMillis();
}
