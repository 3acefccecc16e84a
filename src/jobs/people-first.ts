/** Lets the answers people wait for go before the desk's own work, which is put off while somebody is being answered, but never for long. */
import type { Timers } from './timers';

export interface PeopleFirst {
  /** Gives one answer; work that has not begun waits for its end. */
  answer<Result>(give: () => Promise<Result>): Promise<Result>;
  /** Resolves once nobody waits for an answer, and at the latest after the longest wait. */
  quiet(): Promise<void>;
}

export interface PeopleFirstDeps {
  readonly timers: Pick<Timers, 'after'>;
  /** What keeps reviews going under a stream of messages that never ends. */
  readonly longestWaitMs: number;
}

export function createPeopleFirst({ timers, longestWaitMs }: PeopleFirstDeps): PeopleFirst {
  let answering = 0;
  const waiting = new Set<() => void>();

  return {
    async answer(give) {
      answering += 1;
      try {
        return await give();
      } finally {
        answering -= 1;
        if (answering === 0) for (const go of waiting) go();
      }
    },
    quiet() {
      if (answering === 0) return Promise.resolve();
      return new Promise((resolve) => {
        const cancel = timers.after(longestWaitMs, go);
        function go(): void {
          cancel();
          waiting.delete(go);
          resolve();
        }
        waiting.add(go);
      });
    },
  };
}
