/** A clock that jumps to its next alarm once nothing else has anything left to do: waits cost no time and keep their order. */
import type { Clock } from '../../src/ports';

export interface AutoClock extends Clock {
  /** Every wait that ran to its end, in ms. */
  readonly waited: readonly number[];
  /** How many waits are under way. */
  waiting(): number;
  advance(ms: number): void;
}

interface Alarm {
  readonly atMs: number;
  readonly ms: number;
  readonly ring: () => void;
}

export function createAutoClock(startMs: number): AutoClock {
  let nowMs = startMs;
  let alarms: Alarm[] = [];
  const waited: number[] = [];

  const ringNext = () => {
    const next = alarms.toSorted((a, b) => a.atMs - b.atMs)[0];
    if (!next) return;
    alarms = alarms.filter((alarm) => alarm !== next);
    nowMs = Math.max(nowMs, next.atMs);
    waited.push(next.ms);
    next.ring();
  };

  return {
    isDemoDay: false,
    waited,
    waiting: () => alarms.length,
    now: () => nowMs,
    recordedNow: () => nowMs,
    advance: (ms) => {
      nowMs += ms;
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const alarm = { atMs: nowMs + ms, ms, ring: resolve };
        alarms.push(alarm);
        const drop = () => {
          alarms = alarms.filter((other) => other !== alarm);
          reject(signal?.reason as Error);
        };
        if (signal?.aborted) {
          drop();
          return;
        }
        signal?.addEventListener('abort', drop, { once: true });
        // Only after everything already under way has run.
        setImmediate(() => setImmediate(() => alarms.includes(alarm) && ringNext()));
      }),
  };
}
