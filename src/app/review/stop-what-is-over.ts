/** Stops agents that work on a case somebody took out of review meanwhile, e.g. withdrew: what they would answer is of no use to anybody. */
import { asFault } from '../../domain/values/errors';
import type { Log } from '../../ports/process';
import type { Store } from '../../ports/store';
import type { AgentsAtWork } from '../../workflow/agents-at-work';

export interface StopWhatIsOverDeps {
  readonly store: Pick<Store, 'findCase'>;
  readonly agents: Pick<AgentsAtWork, 'isAtWork' | 'keepTo'>;
  readonly log: Log;
}

/** Called after each change of a case; never rejects. */
export function createStopWhatIsOver({ store, agents, log }: StopWhatIsOverDeps): (runId: string) => Promise<void> {
  return async (runId) => {
    if (!agents.isAtWork(runId)) return;
    try {
      const current = await store.findCase(runId);
      if (current?.status !== 'under_review') agents.keepTo(runId, null);
    } catch (error) {
      // Whoever works on it meets the same at its next commit.
      log.warn({ runId, err: asFault(error) }, 'whether a review is over could not be read');
    }
  };
}
