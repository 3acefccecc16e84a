/** A store whose process dies at a chosen moment: right after a commit, of a case, of the house or of many cases together, or after a card went out and before that is noted. */
import type { Store } from '../../../src/ports/store';

export interface KillPoint {
  /** `commit`: a change of a case. What would have been kept with it in one commit is not: so it is where steps are kept one by one. */
  readonly after: 'commit' | 'house' | 'together' | 'card';
  /** Counted from 1, from the start of the process. */
  readonly count: number;
}

/** `commit:3`, `house:1`, `together:1`, `card:1`; empty for a process that lives on. */
export function parseKillPoint(text: string): KillPoint | null {
  if (text === '') return null;
  const [, after, count] = /^(commit|house|together|card):([1-9]\d*)$/.exec(text) ?? [];
  if (after !== 'commit' && after !== 'house' && after !== 'together' && after !== 'card')
    throw new Error(`"${text}" is no kill point`);
  return { after, count: Number(count) };
}

export function killingStore(store: Store, killPoint: KillPoint | null): Store {
  let left = killPoint?.count ?? 0;
  const reached = async (after: KillPoint['after'], count = 1): Promise<void> => {
    if (killPoint?.after !== after || (left -= count) > 0) return;
    process.kill(process.pid, 'SIGKILL');
    // Whatever the kernel's signal still lets run, this call has no sequel.
    await new Promise(() => undefined);
  };
  return {
    ...store,
    async commit(request) {
      const { following = [], ...first } = request;
      const kept = killPoint?.after === 'commit' ? following.slice(0, left - 1) : following;
      const result = await store.commit(kept.length > 0 ? { ...first, following: kept } : first);
      if (result.ok && !result.repeated) await reached('commit', 1 + kept.length);
      return result;
    },
    async commitSubject(request) {
      const result = await store.commitSubject(request);
      if (result.ok && !result.repeated) await reached('house');
      return result;
    },
    async commitTogether(request) {
      const result = await store.commitTogether(request);
      if (result.ok) await reached('together');
      return result;
    },
    async saveCopies(copies, known) {
      // What is written down before a card goes out is not what became of it.
      if (copies.every(({ state }) => state !== 'posting')) await reached('card');
      return store.saveCopies(copies, known);
    },
  };
}
