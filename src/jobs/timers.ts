/** The process's own timers, as a part that tests replace. */

export interface Timers {
  /** Time that passes evenly, ms from some beginning: no clock that is set moves it. */
  nowMs(): number;
  /** Runs once after the delay; the returned function calls it off. */
  after(delayMs: number, run: () => void): () => void;
  /** Resolves when the process has taken what came in meanwhile: messages, answers, timers. */
  turn(): Promise<void>;
}

export function createTimers(): Timers {
  return {
    nowMs: () => performance.now(),
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs);
      return () => {
        clearTimeout(timer);
      };
    },
    turn: () => new Promise((resolve) => setImmediate(resolve)),
  };
}
