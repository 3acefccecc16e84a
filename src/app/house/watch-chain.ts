/** Goes along the audit chain a stretch at a time, from its beginning to its end and again: what the start has no time to look at. */
import { firstLink, type ChainLink } from '../../domain/case/audit-event';
import type { Store } from '../../ports/store';

/** Some ten milliseconds of work. */
const eventsAtOnce = 100;

/** One stretch a call. Throws `store_corrupt` at the first event that is not as it was written, and there again until it is. */
export function createWatchChain(store: Pick<Store, 'verifyStretch'>): () => Promise<void> {
  let after: ChainLink = firstLink;
  return async () => {
    const stretch = await store.verifyStretch({ after, limit: eventsAtOnce });
    after = stretch.length < eventsAtOnce ? firstLink : (stretch.at(-1) ?? firstLink);
  };
}
