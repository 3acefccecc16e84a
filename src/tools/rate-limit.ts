/** How many calls a caller may make: so many a minute, spread as it likes. */
import { minuteMs } from '../domain/values/time';

export interface RateLimit {
  /** 0 where the call may be made; otherwise in how many seconds one may. */
  take(caller: string): number;
}

/** Callers are few: a key, an identity, this machine. */
export function createRateLimit(perMinute: number, elapsedMs: () => number): RateLimit {
  const buckets = new Map<string, { left: number; atMs: number }>();
  return {
    take(caller) {
      const nowMs = elapsedMs();
      const { left, atMs } = buckets.get(caller) ?? { left: perMinute, atMs: nowMs };
      const filled = Math.min(perMinute, left + ((nowMs - atMs) * perMinute) / minuteMs);
      const isAllowed = filled >= 1;
      buckets.set(caller, { left: isAllowed ? filled - 1 : filled, atMs: nowMs });
      return isAllowed ? 0 : Math.ceil(((1 - filled) * 60) / perMinute);
    },
  };
}
