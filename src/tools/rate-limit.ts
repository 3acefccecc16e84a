/** How many calls a caller may make: so many a minute, spread as it likes, whichever process answers them. */
import { minuteMs } from '../domain/values/time';
import type { SharedPace } from '../ports/case-locks';

export interface RateLimit {
  /** 0 where the call may be made; otherwise in how many seconds one may. Never rejects. */
  take(caller: string): Promise<number>;
}

export interface RateLimitDeps {
  readonly elapsedMs: () => number;
  /** Of all processes together; left out where there is one. */
  readonly shared?: SharedPace | null;
}

/** Callers are few: a key, an identity, this machine. */
export function createRateLimit(perMinute: number, { elapsedMs, shared = null }: RateLimitDeps): RateLimit {
  const buckets = new Map<string, { left: number; atMs: number }>();

  function takeHere(caller: string): number {
    const nowMs = elapsedMs();
    const { left, atMs } = buckets.get(caller) ?? { left: perMinute, atMs: nowMs };
    const filled = Math.min(perMinute, left + ((nowMs - atMs) * perMinute) / minuteMs);
    const isAllowed = filled >= 1;
    buckets.set(caller, { left: isAllowed ? filled - 1 : filled, atMs: nowMs });
    return isAllowed ? 0 : Math.ceil(((1 - filled) * 60) / perMinute);
  }

  return {
    async take(caller) {
      const here = takeHere(caller);
      if (here > 0 || shared === null) return here;
      try {
        return Math.ceil((await shared(`calls of ${caller}`)) / 1_000);
      } catch {
        // A call that the database is too far away to count is counted here alone.
        return 0;
      }
    },
  };
}
