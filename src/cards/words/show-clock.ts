/** Times of the day as cards show them: `14:30 UTC`, and the date only where it is another day. */
import { clockTime } from '../../domain/liquidity/alternatives/option-question';
import { parseUtc, utcDay } from '../../domain/values/time';
import { shown } from './escape-markdown';
import { showInstant } from './show-instant';

/** `instant` is ISO 8601 and escaped; `sameDayAs` in UTC milliseconds or ISO 8601. */
export function showClock(instant: string, sameDayAs: number | string): string {
  const atMs = parseUtc(instant);
  const otherMs = typeof sameDayAs === 'number' ? sameDayAs : parseUtc(sameDayAs);
  if (atMs === null || otherMs === null || utcDay(atMs) !== utcDay(otherMs)) return shown(showInstant(instant), 40);
  return clockTime(atMs);
}
