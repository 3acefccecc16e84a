/** Days as people read them on a card: `23 Jan 2026`. */
import { DateTime } from 'luxon';
import { shown } from './escape-markdown';
import { showInstant } from './show-instant';

/** `day` is `2026-01-23`; text that is no day is shown as it is, escaped. */
export function showDay(day: string): string {
  const parsed = DateTime.fromISO(day, { zone: 'utc' });
  return parsed.isValid ? parsed.setLocale('en-GB').toFormat('d LLL yyyy') : shown(day, 10);
}

/** Text of the desk's own in which days and instants stand as machines write them; still to be escaped. */
export function showDatesIn(text: string): string {
  return text
    .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, showInstant)
    .replace(/(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])/g, showDay);
}
