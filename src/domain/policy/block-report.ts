/** The day a block must be reported by: business days after it, by the calendar of whoever is reported to. */
import { nextBusinessDay } from './cutoff/business-day';
import type { Policy } from './policy';

export interface BlockReport {
  readonly ruleId: string;
  /** Whom it goes to: `OFAC`. */
  readonly to: string;
  /** ISO day; null where the calendar ends before it. */
  readonly dueOn: string | null;
  readonly source: string;
  readonly businessDays: number;
}

/** `causes`: families of lists, or `jurisdiction`. `blockedAt`: ISO 8601 UTC. Null where no rule speaks of any of them; else the first that is due, an unknown day before all. */
export function reportDue(
  { sanctions, calendars }: Policy,
  causes: readonly string[],
  blockedAt: string,
): BlockReport | null {
  const reports = (sanctions.block_reports ?? [])
    .filter(({ of }) => of.some((cause) => causes.includes(cause)))
    .map(({ id, to, business_days: businessDays, calendar: named, source }): BlockReport => {
      const calendar = calendars.calendars.find((one) => one.id === named);
      let day: string | null = blockedAt.slice(0, 10);
      for (let passed = 0; passed < businessDays && day !== null; passed += 1)
        day = calendar ? nextBusinessDay([calendar], day) : null;
      return { ruleId: id, to, dueOn: day, source, businessDays };
    });
  return reports.sort((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? ''))[0] ?? null;
}
