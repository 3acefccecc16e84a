/** What a woken case needs next, derived from its state alone: one step of its run. Its cards follow in lanes of their own. */
import type { PaymentCase } from '../../domain/case/payment-case';
import type { AdvanceCase } from './advance-case';
import type { Store } from '../../ports/store';
import type { Wakeups } from '../../ports/wakeups';
import { waitsForItsPart, type OpenRests } from '../requests/release-part';
import type { CardDelivery } from '../delivery/card-delivery';

/** True asks to be woken again. A chat that does not answer never holds up a review. */
export type WorkOnCase = (runId: string) => Promise<boolean>;

export interface WorkOnCaseDeps {
  readonly advanceCase: AdvanceCase;
  readonly delivery: Pick<CardDelivery, 'wake'>;
  readonly store: Pick<Store, 'findCase'>;
  readonly openRests: OpenRests;
  readonly wakeups: Pick<Wakeups, 'wake'>;
  readonly after: (ms: number, work: () => void) => unknown;
}

/** Agents without a model are through in a tenth of that: a step is shown where people would wait for the decision, not before it is there. */
const progressAfterMs = 500;

export function createWorkOnCase({
  advanceCase,
  delivery,
  store,
  openRests,
  wakeups,
  after,
}: WorkOnCaseDeps): WorkOnCase {
  const toShow = new Set<string>();

  return async (runId) => {
    const before = await store.findCase(runId);
    if (before?.rests) await openRests(before);
    // Woken again by its part, or found by the sweep.
    if (before && (await waitsForItsPart(store, before))) return false;
    const advanced = await advanceCase(runId);
    if (advanced?.status !== 'under_review') {
      if (advanced) delivery.wake(advanced);
      for (const rest of advanced?.rests ?? []) wakeups.wake(rest.runId);
      return false;
    }
    if (!toShow.has(advanced.runId)) showLater(advanced);
    return true;
  };

  /** Whatever it is by then; one that was shown since costs a look. */
  function showLater(underWay: PaymentCase): void {
    toShow.add(underWay.runId);
    after(progressAfterMs, () => {
      toShow.delete(underWay.runId);
      delivery.wake(underWay);
    });
  }
}
