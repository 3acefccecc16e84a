/** Days as people read them on a card: `23 Jan 2026`. */
import { DateTime } from 'luxon';
import { shown } from './escape-markdown';

/** `day` is `2026-01-23`; text that is no day is shown as it is, escaped. */
export function showDay(day: string): string {
  const parsed = DateTime.fromISO(day, { zone: 'utc' });
  return parsed.isValid ? parsed.setLocale('en-GB').toFormat('d LLL yyyy') : shown(day, 10);
}
