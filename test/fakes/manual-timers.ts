/** Timers that fire when a test says so; turns of the event loop stay real. */
import type { Timers } from '../../src/jobs/timers';

export interface ManualTimers extends Timers {
  /** Fires everything that is set now, then lets what follows run. */
  fire(): Promise<void>;
  /** Delays of the timers that are set now. */
  delays(): readonly number[];
  /** Lets time pass without firing anything. */
  pass(ms: number): void;
}

export function createManualTimers(): ManualTimers {
  const set = new Map<() => void, number>();
  let nowMs = 0;
  return {
    nowMs: () => nowMs,
    pass(ms) {
      nowMs += ms;
    },
    after(delayMs, run) {
      set.set(run, delayMs);
      return () => set.delete(run);
    },
    turn: () => turns(1),
    async fire() {
      const due = [...set.keys()];
      set.clear();
      for (const run of due) run();
      await turns(10);
    },
    delays: () => [...set.values()],
  };
}

/** Lets everything that is ready run, so many times over. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
