/** Cards that are not delivered and that somebody should know of. */
import type { Store } from '../../ports/store';
import type { UndeliveredCard } from '../../ports/delivery';

/** A card that failed once or twice is on its way again before anybody has read of it. */
const worthTellingAfter = 3;
/** Enough for `/status`, which names a few; the log names all. */
const looked = 50;

export async function undeliveredWorthTelling(
  store: Pick<Store, 'listUndelivered'>,
): Promise<readonly UndeliveredCard[]> {
  const undelivered = await store.listUndelivered(looked);
  return undelivered.filter(({ state, failures }) => state === 'given_up' || failures >= worthTellingAfter);
}
