import { createFollowedPayments } from '../../src/app/waiting/followed-payments';
import type { CaseStatus } from '../../src/domain/case/machine/states';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import type { Store } from '../../src/ports/store';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { commitOf, nextVersion, numberedCase } from '../fakes/sample-case';

describe('payments that a bank statement may name', () => {
  let store: Store;
  let lists: number;
  let cases: Map<number, PaymentCase>;
  beforeEach(async () => {
    store = await openSqliteStore({ file: ':memory:', recordedNow: () => 0 });
    lists = 0;
    cases = new Map();
  });
  afterEach(() => store.close());

  async function put(number: number, status: CaseStatus): Promise<void> {
    const before = cases.get(number);
    const next = before ? nextVersion(before, { status }) : numberedCase(number, { status });
    await store.commit(commitOf(next));
    cases.set(number, next);
  }

  const follow = () =>
    createFollowedPayments({
      ...store,
      listRunIds: (filter) => {
        lists += 1;
        return store.listRunIds(filter);
      },
    });
  const runIds = (...numbers: readonly number[]) => numbers.map((number) => cases.get(number)?.runId);

  it('are listed once, and from then on only what has changed is looked up', async () => {
    await put(1, 'settled');
    await put(2, 'approved');
    await put(3, 'held');
    const followed = follow();
    expect(await followed.bringUpToDate('ledger')).toBeNull();
    expect([...followed.due()]).toEqual(runIds(2, 1));
    const listed = lists;
    for (const runId of [...followed.due()]) followed.noteLooked(runId);
    expect(await followed.bringUpToDate('ledger')).toEqual([]);
    expect([...followed.due()]).toEqual([]);
    await put(3, 'approved');
    await put(4, 'under_review');
    expect(await followed.bringUpToDate('ledger')).toEqual(runIds(3, 4));
    expect([...followed.due()]).toEqual(runIds(3));
    expect(lists).toBe(listed);
  });

  it('are all to be looked at with another ledger, those that went elsewhere no more', async () => {
    for (const number of [1, 2, 3]) await put(number, 'approved');
    const followed = follow();
    await followed.bringUpToDate('ledger');
    for (const runId of [...followed.due()]) followed.noteLooked(runId);
    await put(1, 'returned');
    await put(2, 'settled');
    await followed.bringUpToDate('another');
    expect([...followed.due()]).toEqual(runIds(3, 2));
  });

  it('stay to be looked at until they were, whatever else happens', async () => {
    await put(1, 'approved');
    const followed = follow();
    await followed.bringUpToDate('ledger');
    await put(2, 'released');
    await followed.bringUpToDate('ledger');
    expect([...followed.due()]).toEqual(runIds(1, 2));
    for (const runId of followed.due()) followed.noteLooked(runId);
    expect([...followed.due()]).toEqual([]);
  });

  it('are listed anew where more happened than is gone through', async () => {
    await put(1, 'approved');
    const followed = follow();
    await followed.bringUpToDate('ledger');
    const listed = lists;
    for (let number = 2; number <= 2_100; number += 100)
      await Promise.all(Array.from({ length: 100 }, (_, at) => put(number + at, 'released')));
    expect(await followed.bringUpToDate('ledger')).toBeNull();
    expect(lists).toBeGreaterThan(listed);
    expect([...followed.due()]).toHaveLength(2_101);
  });
});
