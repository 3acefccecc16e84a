/** Work on what all processes share, such as a folder, done by one of them at a time: it is locked as a case is. */
import type { CaseLocks } from '../../ports/case-locks';

/** Null where another process, or an earlier call, is at it. Throws what the work throws, and what the store throws. */
export type Alone = <Result>(name: string, work: () => Promise<Result>) => Promise<Result | null>;

export function createAlone(locks: Pick<CaseLocks, 'take' | 'holds' | 'giveBack'>): Alone {
  return async (name, work) => {
    if (locks.holds(name) || !(await locks.take(name))) return null;
    try {
      return await work();
    } finally {
      await locks.giveBack(name);
    }
  };
}

/** Where there is one process. */
export const withoutOthers: Alone = (_name, work) => work();
