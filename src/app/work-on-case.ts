/** What a woken case needs next, derived from its state alone: one step of its run. Its cards follow in lanes of their own. */
import type { AdvanceCase } from './advance-case';
import type { CardDelivery } from './show-card';

/** True asks to be woken again. A chat that does not answer never holds up a review. */
export type WorkOnCase = (runId: string) => Promise<boolean>;

export interface WorkOnCaseDeps {
  readonly advanceCase: AdvanceCase;
  readonly delivery: Pick<CardDelivery, 'wake'>;
}

export function createWorkOnCase({ advanceCase, delivery }: WorkOnCaseDeps): WorkOnCase {
  return async (runId) => {
    const advanced = await advanceCase(runId);
    if (advanced) delivery.wake(advanced);
    return advanced?.status === 'under_review';
  };
}
