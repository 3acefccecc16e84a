/** Writes down more cards of a case. Somebody else may add one at the same moment, here or in another process: then it is made anew from what is there. */
import { Fault } from '../../domain/values/errors';
import type { CardCopy } from '../../ports/delivery';
import type { Store } from '../../ports/store';

/** Of those who add at once one is through with each try: far more than ever look at one payment in a moment. */
const mostTries = 200;

/** `make` gives what to write down beside what is there; nothing where there is nothing to add, and then this gives false. Throws what the store throws. */
export async function addCopies(
  store: Pick<Store, 'listCopies' | 'saveCopies'>,
  runId: string,
  make: (copies: readonly CardCopy[]) => readonly CardCopy[],
): Promise<boolean> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const copies = await store.listCopies(runId);
    const made = make(copies);
    if (made.length === 0) return false;
    if (await store.saveCopies(made, copies)) return true;
  }
  throw new Fault('store_failed', `cards of case ${runId} were added ${mostTries} times while one was written down`);
}
