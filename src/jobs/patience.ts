/** How soon a sweep comes back to a run that stays unfinished: after 1, 2, 4, ... and at last every 64 sweeps, so that one bad case costs little. */

export interface Patience {
  /** Of those that were found, whose turn it is; those somebody is at wait for nobody. */
  due(found: readonly string[], isUnderWay: (runId: string) => boolean): readonly string[];
  /** Somebody did something to the case: whatever it was stuck on may be over. */
  renew(runId: string): void;
}

const longestPauseInSweeps = 64;

interface Stuck {
  readonly pause: number;
  readonly left: number;
}

export function createPatience(): Patience {
  const stuck = new Map<string, Stuck>();

  function isDue(runId: string): boolean {
    const { pause, left } = stuck.get(runId) ?? { pause: 0, left: 0 };
    if (left > 0) stuck.set(runId, { pause, left: left - 1 });
    else stuck.set(runId, { pause: Math.min(pause * 2 + 1, longestPauseInSweeps - 1), left: pause });
    return left === 0;
  }

  return {
    due(found, isUnderWay) {
      const unfinished = new Set(found);
      for (const runId of stuck.keys()) if (!unfinished.has(runId)) stuck.delete(runId);
      return found.filter((runId) => !isUnderWay(runId) && isDue(runId));
    },
    renew(runId) {
      stuck.delete(runId);
    },
  };
}
