import { createReadPast } from '../../src/app/review/read-past';
import type { EarlierPayment } from '../../src/domain/case/unusual/earlier-payment';
import { sampleCase } from '../fakes/sample-case';
import { openTreasury } from '../fakes/treasury';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';

describe('what was paid before a payment', () => {
  it('is read once in a moment, and again once that is over', async () => {
    let [nowMs, read] = [1_000, 0];
    const store = { findEarlier: () => Promise.resolve([{ runId: `WF-${(read += 1)}` } as EarlierPayment]) };
    const past = createReadPast({ store, clock: { recordedNow: () => nowMs }, forMs: 250 });
    const first = await past(sampleCase());
    nowMs += 249;
    expect(await past(sampleCase())).toBe(first);
    expect(read).toBe(1);
    nowMs += 1;
    expect(await past(sampleCase())).not.toBe(first);
    expect(read).toBe(2);
  });

  it('is read once in a review that takes no time, for its agents and its decision', async () => {
    const store = await openSqliteStore({ file: ':memory:', recordedNow: () => 0 });
    let read = 0;
    const counted = {
      ...store,
      findEarlier: (of: Parameters<typeof store.findEarlier>[0]) => ((read += 1), store.findEarlier(of)),
    };
    const treasury = await openTreasury({ sharedStore: counted });
    try {
      await treasury.review('TXN-002');
      read = 0;
      const decided = await treasury.ask(1_000);
      expect(decided.decision?.outcome).toBe('proceed');
      expect(decided.run.recalled).toBeDefined();
      expect(read).toBe(1);
    } finally {
      await treasury.close();
      await store.close();
    }
  });
});
