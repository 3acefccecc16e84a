/** How often something may be done for one key: token buckets, kept only for keys that were busy lately. */

export interface PaceLimit {
  /** At once, after a rest. */
  readonly burst: number;
  readonly perSecond: number;
}

export interface Pace {
  /** 0 where it may be done now, and then it counts; otherwise how long to wait, ms. */
  take(key: string): number;
}

interface Bucket {
  readonly left: number;
  readonly atMs: number;
}

/** Keys are forgotten once there are so many: whoever has rested has full buckets anyhow. */
const keptKeys = 10_000;

/** `nowMs` never goes back. */
export function createPace(limits: readonly PaceLimit[], nowMs: () => number): Pace {
  const byKey = new Map<string, readonly Bucket[]>();

  return {
    take(key) {
      const atMs = nowMs();
      const before = byKey.get(key);
      const buckets = limits.map(({ burst, perSecond }, index) => {
        const last = before?.[index] ?? { left: burst, atMs };
        return { left: Math.min(burst, last.left + ((atMs - last.atMs) * perSecond) / 1_000), atMs };
      });
      const waits = buckets.map(({ left }, index) =>
        Math.max(0, ((1 - left) * 1_000) / (limits[index]?.perSecond ?? 1)),
      );
      const waitMs = Math.ceil(Math.max(0, ...waits));
      byKey.delete(key);
      byKey.set(key, waitMs > 0 ? buckets : buckets.map((bucket) => ({ ...bucket, left: bucket.left - 1 })));
      if (byKey.size > keptKeys) byKey.delete(byKey.keys().next().value ?? key);
      return waitMs;
    },
  };
}
