/** Keeps in the store what the tools' answers about its cases rest on. */
import type { Store } from '../../ports';
import type { KeepBasis } from '../../tools/keep-basis';

/** Before the answer is given: what a case speaks of is there. */
export function keepBasisIn(store: Pick<Store, 'findCase' | 'keepContents'>): KeepBasis {
  return async (runId, make) => {
    if ((await store.findCase(runId)) === null) return null;
    const contents = await make();
    await store.keepContents(contents);
    return contents[0].hash;
  };
}
