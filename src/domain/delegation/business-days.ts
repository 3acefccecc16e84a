/** Business days of a delegation: Monday to Friday. No bank's holidays are taken off, so that none is longer than policy says. */
import { dayMs, startOfDay, utcDay } from '../values/time';

function isWeekday(dayStartMs: number): boolean {
  const weekday = new Date(dayStartMs).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The last day a delegation of so many business days may have that begins on `first` (ISO day). */
export function latestLastDay(first: string, businessDays: number): string {
  let atMs = startOfDay(first);
  for (let counted = isWeekday(atMs) ? 1 : 0; ;) {
    const next = atMs + dayMs;
    counted += isWeekday(next) ? 1 : 0;
    if (counted > businessDays) return utcDay(atMs);
    atMs = next;
  }
}
