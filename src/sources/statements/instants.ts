/** Dates and times as banks write them: the day is the one written, in the offset written with it. */
import { dayMs, parseUtc, startOfDay, utcDay } from '../../domain/values/time';

export interface StatedInstant {
  readonly day: string;
  /** Midnight where only a date is given. */
  readonly atMs: number;
  readonly hasTime: boolean;
  /** A time without an offset: the bank's own, read as UTC. */
  readonly isLocal: boolean;
}

/** Null where it is no date, with a time or without. */
export function instantAt(text: string): StatedInstant | null {
  const day = text.slice(0, 10);
  // A date may carry an offset of its own: 2026-01-22+01:00, or 2026-01-22Z.
  if (/^\d{4}-\d{2}-\d{2}(Z|[+-]\d{2}:\d{2})?$/.test(text)) {
    const atMs = parseUtc(`${day}T00:00`);
    return atMs === null ? null : { day, atMs, hasTime: false, isLocal: false };
  }
  const atMs = parseUtc(text);
  if (atMs === null) return null;
  return { day, atMs, hasTime: true, isLocal: !/(Z|[+-]\d{2}:?\d{2})$/i.test(text.trim()) };
}

export function dayAfter(day: string): string {
  return utcDay(startOfDay(day) + dayMs);
}
