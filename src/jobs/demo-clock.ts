/** The demo day's clock: business time starts where the demo wants it and ticks with real time. */
import type { Clock } from '../ports/process';
import { createSystemClock } from './system-clock';

export interface DemoClockOptions {
  /** Business time at the moment of creation, UTC milliseconds. */
  readonly startMs: number;
  /** What ticks; the real clock unless a test brings another. */
  readonly ticking?: Clock;
}

export function createDemoClock({ startMs, ticking = createSystemClock() }: DemoClockOptions): Clock {
  const createdMs = ticking.now();
  return {
    isDemoDay: true,
    now: () => startMs + ticking.now() - createdMs,
    recordedNow: () => ticking.recordedNow(),
    sleep: (ms, signal) => ticking.sleep(ms, signal),
  };
}
