/** A clock that stands still until a test moves it, or until nothing else has anything left to do. */
import type { Clock } from '../../src/ports/process';

export interface ManualClock extends Clock {
  /** Moves time on and wakes every sleeper whose time has come, in the order they are due. */
  advance(ms: number): Promise<void>;
  /** What each sleep asked for, in order. */
  readonly sleeps: readonly number[];
  /** Every sleep that ran to its end, in ms, in the order they ended. */
  readonly slept: readonly number[];
  /** How many sleeps are under way. */
  sleeping(): number;
}

/**
 * When a sleep ends. `at_once`: it moves the time on by itself. `when_idle`: the time jumps to it once everything already under way has
 * run, so waits cost nothing and keep their order. `when_advanced`: it waits for `advance`.
 */
export type Sleep = 'at_once' | 'when_idle' | 'when_advanced';

export interface ManualClockOptions {
  readonly startMs?: number;
  /** One for all, or by its length: a retry's wait may pass at once where a step's limit must not. */
  readonly sleep?: Sleep | ((ms: number) => Sleep);
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
  const slept: number[] = [];
  const sleepers = new Set<Sleeper>();
  const next = () => [...sleepers].sort((a, b) => a.dueMs - b.dueMs)[0];

  const wakeNext = (): void => {
    const first = next();
    if (!first) return;
    nowMs = Math.max(nowMs, first.dueMs);
    first.wake();
  };

  const fallAsleep = (ms: number, kind: Sleep, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const sleeper: Sleeper = { dueMs: nowMs + ms, wake: finish };
      const abort = (): void => {
        sleepers.delete(sleeper);
        reject(signal?.reason as Error);
      };
      function finish(): void {
        sleepers.delete(sleeper);
        signal?.removeEventListener('abort', abort);
        slept.push(ms);
        resolve();
      }
      signal?.addEventListener('abort', abort, { once: true });
      sleepers.add(sleeper);
      if (kind === 'when_idle') afterTurns(turnsUntilIdle, () => sleepers.has(sleeper) && wakeNext());
    });

  return {
    isDemoDay,
    sleeps,
    slept,
    sleeping: () => sleepers.size,
    now: () => nowMs,
    recordedNow: () => nowMs + recordedOffsetMs,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      sleeps.push(ms);
      const kind = typeof sleep === 'function' ? sleep(ms) : sleep;
      if (kind !== 'at_once') return fallAsleep(ms, kind, signal);
      nowMs += ms;
      slept.push(ms);
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      for (let first = next(); first && first.dueMs <= untilMs; first = next()) {
        nowMs = Math.max(nowMs, first.dueMs);
        first.wake();
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

/** A tool's answer writes down what it rests on, and the step's commit comes after it: each waits a turn or two for its transaction. */
const turnsUntilIdle = 10;

function afterTurns(left: number, work: () => void): void {
  if (left === 0) work();
  else setImmediate(() => afterTurns(left - 1, work));
}
