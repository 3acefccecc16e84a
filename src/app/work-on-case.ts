/** What a woken case needs next, derived from its state alone: its first card, one step of its run, the card brought up to date. */
import { asFault } from '../domain/errors';
import type { Log, Store } from '../ports';
import type { AdvanceCase } from './advance-case';
import type { ShowCard } from './show-card';

/** True asks to be woken again. A card that cannot be delivered never stops a review; the sweep tries it again. */
export type WorkOnCase = (runId: string) => Promise<boolean>;

export interface WorkOnCaseDeps {
  readonly store: Store;
  readonly advanceCase: AdvanceCase;
  readonly showCard: ShowCard;
  readonly log: Log;
}

export function createWorkOnCase({ store, advanceCase, showCard, log }: WorkOnCaseDeps): WorkOnCase {
  return async (runId) => {
    if (!(await store.findCard(runId))) await showOrLog(runId);
    const advanced = await advanceCase(runId);
    await showOrLog(runId);
    return advanced?.status === 'under_review';
  };

  async function showOrLog(runId: string): Promise<void> {
    try {
      await showCard(runId);
    } catch (error) {
      const { code } = asFault(error);
      log.warn({ runId, code, err: error }, 'the card could not be shown');
    }
  }
}
