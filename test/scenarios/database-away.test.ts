/** A database that lets nobody in for a while stops no review: it waits, and goes on from where it was. */
import type { Store } from '../../src/ports/store';
import { postgresFault } from '../../src/storage/postgres/postgres-fault';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { openTreasury } from '../fakes/treasury';

const withCode = (code: string) => Object.assign(new Error('no'), { code });

it.each([
  ['whose password was changed', '28P01'],
  ['that was restored without the rights to a table', '42501'],
  ['that is being moved', '55000'],
  ['whose server takes no more connections', '53300'],
  ['whose server starts', '57P03'],
  ['whose certificate is over', 'CERT_HAS_EXPIRED'],
  ['that nobody answers for', 'ECONNREFUSED'],
])('a review on a database %s goes on once that is mended', async (_, code) => {
  const own = await openSqliteStore({ file: ':memory:', recordedNow: () => Date.parse('2026-01-22T10:25:00Z') });
  let isAway = false;
  const sharedStore: Store = {
    ...own,
    findEarlier: (query) => (isAway ? Promise.reject(postgresFault('desk', withCode(code))) : own.findEarlier(query)),
  };
  const treasury = await openTreasury({ sharedStore });
  try {
    const asked = await treasury.submit({ payment_id: 'TXN-002' });
    if (!asked.ok) throw new Error('it was asked for');
    isAway = true;
    await expect(treasury.runOn(asked.case.runId)).rejects.toMatchObject({ name: 'Fault' });
    expect(await treasury.find(asked.case.runId)).toMatchObject({ status: 'under_review' });
    isAway = false;
    expect(await treasury.runOn(asked.case.runId)).toMatchObject({ status: 'awaiting_approval' });
  } finally {
    await treasury.close();
    await own.close();
  }
});
