/** Instants are UTC milliseconds inside and ISO 8601 with Z outside; a text without a zone is UTC. */

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

const pattern = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(\.\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** Reads an ISO 8601 date and time (space or T between, zone optional and then UTC). Null when it is no real instant. */
export function parseUtc(text: string): number | null {
  const match = pattern.exec(text.trim());
  if (!match) return null;
  const [, date = '', minutes = '', seconds = '00', fraction = '', zone = 'Z'] = match;
  const atMs = Date.parse(`${date}T${minutes}:${seconds}${fraction.slice(0, 4)}${zone.toUpperCase()}`);
  if (Number.isNaN(atMs)) return null;
  // Date.parse rolls 31 February over to March; a calendar date that does not exist is refused instead. Every month has 28 days.
  if (Number(date.slice(8)) <= 28) return atMs;
  return new Date(`${date}T00:00:00Z`).toISOString().startsWith(date) ? atMs : null;
}

/** Whether a text is a day there is, written `2026-01-22`: 31 February is none. */
export function isCalendarDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && parseUtc(`${text}T00:00Z`) !== null;
}

/** `2026-01-22T10:25:00Z`; milliseconds appear only when there are some. */
export function formatUtc(atMs: number): string {
  return new Date(atMs).toISOString().replace('.000Z', 'Z');
}

/** `2026-01-22`, the UTC calendar day. */
export function utcDay(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

/** Midnight UTC of a `2026-01-22`. */
export function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
