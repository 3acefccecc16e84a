/** Puts a statement whose times have no zone into its bank's zone. */
import { DateTime } from 'luxon';
import type { Statement } from '../../domain/liquidity/statements/statement';
import { endOfDay } from './bai2-values';

/** `zone`: IANA, e.g. `America/New_York`. Entries stay on their booking day, which the ledger counts in UTC. */
export function placeInZone(statement: Statement, zone: string): Statement {
  if (statement.hasLocalTimes !== true) return statement;
  return {
    ...statement,
    asOfMs: toUtc(statement.asOfMs, zone),
    entries: statement.entries.map((entry) => {
      const lastMs = endOfDay(entry.day);
      // What is there at the day's end is not there earlier for a bank further east.
      if (entry.atMs === null || entry.atMs >= lastMs) return entry;
      const firstMs = Date.parse(`${entry.day}T00:00:00Z`);
      return { ...entry, atMs: Math.min(Math.max(toUtc(entry.atMs, zone), firstMs), lastMs) };
    }),
  };
}

function toUtc(localMs: number, zone: string): number {
  return DateTime.fromMillis(localMs, { zone: 'utc' }).setZone(zone, { keepLocalTime: true }).toMillis();
}
