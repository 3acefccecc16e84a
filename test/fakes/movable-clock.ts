/** The demo day's clock, which a test moves on: nobody waits for the hour in a browser. */
import { createSystemClock } from '../../src/jobs/system-clock';
import type { Clock } from '../../src/ports/process';

export interface MovableClock extends Clock {
  /** Business time alone, and only forward; it ticks on from there. ISO 8601 UTC. */
  moveTo(instant: string): void;
}

export function createMovableClock(start: string): MovableClock {
  const real = createSystemClock();
  const aheadAt = (instant: string): number => Date.parse(instant) - real.now();
  let aheadMs = aheadAt(start);
  return {
    ...real,
    isDemoDay: true,
    now: () => real.now() + aheadMs,
    moveTo(instant) {
      if (aheadAt(instant) < aheadMs) throw new Error(`${instant} is in the past`);
      aheadMs = aheadAt(instant);
    },
  };
}
