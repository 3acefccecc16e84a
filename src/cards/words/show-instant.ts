/** Instants as people read them on a card: `22 Jan 2026 10:25 UTC`. */
import { DateTime } from 'luxon';
import { parseUtc } from '../../domain/values/time';

/** `instant` is UTC milliseconds or ISO 8601; text that is no instant is shown as it is, still to be escaped. */
export function showInstant(instant: number | string): string {
  const atMs = typeof instant === 'number' ? instant : parseUtc(instant);
  if (atMs === null) return String(instant);
  return `${DateTime.fromMillis(atMs, { zone: 'utc' }).setLocale('en-GB').toFormat('d LLL yyyy HH:mm')} UTC`;
}
