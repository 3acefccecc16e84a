/** Times of what happened, to the minute: `10:25 UTC`, and the date only where it is another day. */
import { parseUtc } from '../../domain/values/time';
import { showClock } from './show-clock';

const minuteMs = 60_000;

/** As `showClock`; the seconds of a press or a decision help nobody. */
export function showMinute(instant: string, sameDayAs: number | string): string {
  const atMs = parseUtc(instant);
  if (atMs === null) return showClock(instant, sameDayAs);
  return showClock(new Date(Math.floor(atMs / minuteMs) * minuteMs).toISOString(), sameDayAs);
}
