/** A clock that stands still until a test moves it. */
import type { Clock } from '../../src/ports';

export interface ManualClock extends Clock {
  /** Moves time on and wakes every sleeper whose time has come, in the order they are due. */
  advance(ms: number): Promise<void>;
  /** What each sleep asked for, in order. */
  readonly sleeps: readonly number[];
}

export interface ManualClockOptions {
  readonly startMs?: number;
  /** `at_once`: a sleep moves the time on by itself. `when_advanced`: it waits for `advance`. */
  readonly sleep?: 'at_once' | 'when_advanced';
  /** How far real time is from business time, as on the demo day. */
  readonly recordedOffsetMs?: number;
  readonly isDemoDay?: boolean;
}

interface Sleeper {
  readonly dueMs: number;
  readonly wake: () => void;
}

/** Starts at Thursday 2026-01-22 10:25:00 UTC unless told otherwise. */
export function createManualClock({
  startMs = Date.UTC(2026, 0, 22, 10, 25),
  sleep = 'at_once',
  recordedOffsetMs = 0,
  isDemoDay = false,
}: ManualClockOptions = {}): ManualClock {
  let nowMs = startMs;
  const sleeps: number[] = [];
  const sleepers = new Set<Sleeper>();

  const sleepUntilAdvanced = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const sleeper: Sleeper = { dueMs: nowMs + ms, wake: finish };
      const abort = (): void => {
        sleepers.delete(sleeper);
        reject(signal?.reason as Error);
      };
      function finish(): void {
        sleepers.delete(sleeper);
        signal?.removeEventListener('abort', abort);
        resolve();
      }
      signal?.addEventListener('abort', abort, { once: true });
      sleepers.add(sleeper);
    });

  return {
    isDemoDay,
    sleeps,
    now: () => nowMs,
    recordedNow: () => nowMs + recordedOffsetMs,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      sleeps.push(ms);
      if (sleep === 'when_advanced') return sleepUntilAdvanced(ms, signal);
      nowMs += ms;
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      for (;;) {
        const [next] = [...sleepers].filter(({ dueMs }) => dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs);
        if (!next) break;
        nowMs = Math.max(nowMs, next.dueMs);
        next.wake();
        // What was woken may sleep again within the time that is being passed.
        await settle();
      }
      nowMs = untilMs;
      await settle();
    },
  };
}

/** Lets everything that is ready run. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
