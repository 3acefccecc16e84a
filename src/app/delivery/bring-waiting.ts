/** Brings the cards of what waits to people who can be reached, or are asked, from now on. */
import type { Store } from '../../ports/store';
import type { CardDelivery } from './card-delivery';

export interface BringWaitingDeps {
  readonly store: Pick<Store, 'listCases' | 'listToAcknowledge'>;
  readonly delivery: Pick<CardDelivery, 'wake'>;
}

/** What named people are asked to answer. */
const statuses = ['awaiting_approval', 'compliance_review'] as const;

/** The newest, so many at most, and as many blocked ones that nobody has acknowledged; of more than that the list tells. */
export async function bringWaiting({ store, delivery }: BringWaitingDeps, limit: number): Promise<void> {
  const waiting = await store.listCases({ statuses, limit, order: 'newest' });
  for (const current of [...waiting, ...(await store.listToAcknowledge(limit))]) delivery.wake(current);
}
