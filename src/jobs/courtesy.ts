/** The desk's own work gives way to people: while somebody waits for an answer it gets a share of the process, and never none of it. */
import type { Timers } from './timers';

export interface Courtesy {
  /** Somebody waits until `answer` has settled. */
  readonly serve: <Result>(answer: () => Promise<Result>) => Promise<Result>;
  /** Between two pieces of the desk's own work. Resolves when the next may begin. */
  readonly turn: () => Promise<void>;
}

/** For each ms of its own work the desk leaves people three, while any of them waits. */
const leftToPeople = 3;
/** What waited for somebody else's server looks like work from here. */
const longestWaitMs = 100;

export function createCourtesy(timers: Pick<Timers, 'nowMs' | 'after' | 'turn'>): Courtesy {
  let waiting = 0;
  let wentOnMs = timers.nowMs();
  /** Told when nobody waits any more. */
  const onQuiet = new Set<() => void>();

  function quietWithin(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const goOn = (): void => {
        callOff();
        onQuiet.delete(goOn);
        resolve();
      };
      const callOff = timers.after(ms, goOn);
      onQuiet.add(goOn);
    });
  }

  return {
    async serve(answer) {
      waiting += 1;
      try {
        return await answer();
      } finally {
        waiting -= 1;
        if (waiting === 0) for (const goOn of [...onQuiet]) goOn();
      }
    },
    async turn() {
      const workedMs = timers.nowMs() - wentOnMs;
      // What has come in meanwhile is taken first.
      await timers.turn();
      if (waiting > 0) await quietWithin(Math.min(workedMs * leftToPeople, longestWaitMs));
      wentOnMs = timers.nowMs();
    },
  };
}
