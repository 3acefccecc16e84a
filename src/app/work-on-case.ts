/** What a woken case needs next, derived from its state alone: its first card, one step of its run, the card brought up to date. */
import type { Store } from '../ports';
import type { AdvanceCase } from './advance-case';
import type { ShowOrLog } from './show-card';

/** True asks to be woken again. A card that cannot be delivered never stops a review; the sweep tries it again. */
export type WorkOnCase = (runId: string) => Promise<boolean>;

export interface WorkOnCaseDeps {
  readonly store: Store;
  readonly advanceCase: AdvanceCase;
  readonly showOrLog: ShowOrLog;
}

export function createWorkOnCase({ store, advanceCase, showOrLog }: WorkOnCaseDeps): WorkOnCase {
  return async (runId) => {
    const isReachable = (await store.findCard(runId)) !== null || (await showOrLog(runId));
    const advanced = await advanceCase(runId);
    // A chat that does not answer is not asked twice in one round.
    if (isReachable) await showOrLog(runId);
    return advanced?.status === 'under_review';
  };
}
