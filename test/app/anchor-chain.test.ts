import { createAnchorChain } from '../../src/app/house/anchor-chain';
import type { Anchor } from '../../src/domain/case/anchor';
import type { AnchorPlace, SignedAnchor } from '../../src/ports/anchors';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import type { Store } from '../../src/ports/store';
import { createManualClock } from '../fakes/manual-clock';
import { commitOf, nextVersion, numberedCase } from '../fakes/sample-case';

const minutes = (count: number): number => count * 60_000;

interface Set {
  readonly store: Store;
  readonly kept: Anchor[];
  readonly place: AnchorPlace & { isDown: boolean };
  readonly clock: ReturnType<typeof createManualClock>;
  readonly open: () => ReturnType<typeof createAnchorChain>;
}

async function set(kept: Anchor[] = []): Promise<Set> {
  const clock = createManualClock();
  const store = await openSqliteStore({ file: ':memory:', recordedNow: () => clock.recordedNow() });
  const place = {
    name: 'a notebook',
    isDown: false,
    keep({ anchor }: SignedAnchor) {
      if (place.isDown) return Promise.reject(new Error('down'));
      kept.push(anchor);
      return Promise.resolve();
    },
    last: () => Promise.resolve(kept.length === 0 ? null : { anchor: kept.at(-1)!, jws: '' }),
  };
  const sign = (anchor: Anchor): Promise<SignedAnchor> => Promise.resolve({ anchor, jws: '' });
  const open = () => createAnchorChain({ store, place, sign, clock, every: { events: 3, ms: minutes(15) } });
  return { store, kept, place, clock, open };
}

async function commitCases(store: Store, numbers: readonly number[]): Promise<void> {
  for (const number of numbers) await store.commit(commitOf(numberedCase(number)));
}

it('anchors the first event at once, then after so many events or so much time, and nothing twice', async () => {
  const { store, kept, clock, open } = await set();
  const chain = open();
  await chain.keepUp();
  expect(kept).toEqual([]);
  await commitCases(store, [1]);
  await chain.keepUp();
  await chain.keepUp();
  expect(kept).toMatchObject([{ format: 1, count: 1, head: (await store.lastEvent())?.hash }]);
  await commitCases(store, [2, 3]);
  await chain.keepUp();
  expect(kept).toHaveLength(1);
  await commitCases(store, [4]);
  await chain.keepUp();
  expect(kept.map(({ count }) => count)).toEqual([1, 4]);
  await commitCases(store, [5]);
  await clock.advance(minutes(15));
  await chain.keepUp();
  await clock.advance(minutes(60));
  await chain.keepUp();
  expect(kept.map(({ count }) => count)).toEqual([1, 4, 5]);
  await store.close();
});

it('anchors at an end what is not due yet', async () => {
  const { store, kept, open } = await set();
  const chain = open();
  await commitCases(store, [1]);
  await chain.keepUp();
  await commitCases(store, [2]);
  await chain.catchUp();
  await chain.catchUp();
  expect(kept.map(({ count }) => count)).toEqual([1, 2]);
  await store.close();
});

it('anchors anew what a place that was down did not take', async () => {
  const { store, kept, place, open } = await set();
  const chain = open();
  await commitCases(store, [1]);
  place.isDown = true;
  await expect(chain.keepUp()).rejects.toThrow('down');
  place.isDown = false;
  await chain.keepUp();
  expect(kept).toHaveLength(1);
  await store.close();
});

it('goes on after a restart without anchoring again', async () => {
  const { store, kept, open } = await set();
  await commitCases(store, [1]);
  await open().catchUp();
  const again = open();
  await again.open();
  await again.keepUp();
  expect(kept).toHaveLength(1);
  await store.close();
});

it.each([
  ['shorter than it was', [1], 'its end was cut off'],
  ['another one', [3, 2], 'the trail is not the one that was anchored'],
])('does not open on a trail that is %s', async (_name, numbers, why) => {
  const before = await set();
  await commitCases(before.store, [1]);
  await before.store.commit(commitOf(nextVersion(numberedCase(1), { status: 'held' })));
  await before.open().catchUp();
  await before.store.close();
  const after = await set(before.kept);
  await commitCases(after.store, numbers);
  await expect(after.open().open()).rejects.toMatchObject({
    code: 'store_corrupt',
    message: expect.stringContaining(why),
  });
  await after.store.close();
});
