import { createActOnCase } from '../../src/app/act-on-case';
import { createChangeCase } from '../../src/app/change-case';
import { createKnowledge } from '../../src/app/know';
import { readConfig } from '../../src/composition/config/config';
import type { Store } from '../../src/ports/store';
import { openReferenceData } from '../../src/composition/data/reference-data';
import { shippedPolicy } from '../domain/policy/shipped-policy';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { createManualClock, type ManualClock } from '../fakes/manual-clock';
import { commitOf, sampleCase, sampleDecision } from '../fakes/sample-case';

const at = (text: string) => Date.parse(text);
const maya = { tenantId: 't', objectId: 'maya', name: 'Maya', email: null, roles: ['Treasury Manager'] };
const waiting = sampleCase({
  policyFingerprint: shippedPolicy.fingerprint,
  status: 'awaiting_approval',
  decision: sampleDecision,
});

let store: Store;
beforeEach(async () => {
  store = await openSqliteStore({ file: ':memory:', recordedNow: () => 0 });
  await store.commit(commitOf(waiting));
});
afterEach(() => store.close());

async function pressAt(clock: ManualClock, verb: 'approve' | 'reject') {
  const { policy, definition, ledger } = openReferenceData(readConfig({ profile: 'local' }, {}), clock);
  const actOnCase = createActOnCase({
    changeCase: createChangeCase({ store, wakeups: { wake: () => undefined } }),
    knowledge: createKnowledge({ store, policy, definition, ledger, clock }),
    recheckLiquidity: () => Promise.resolve({ found: { verdict: 'same', changes: [] }, restsOn: [] }),
    noteCheck: () => Promise.reject(new Error('nothing got worse')),
  });
  return actOnCase(waiting.runId, { type: verb, shownVersion: 1, comment: 'a reason', actor: maya });
}

describe('an approval', () => {
  it.each([
    ['before the cutoff and its grace', '2026-01-22T14:59:59Z', true],
    ['within the emergency grace', '2026-01-22T15:20:00Z', true],
    ['after the cutoff and its grace', '2026-01-22T15:40:00Z', false],
    ['on the next day, though before its cutoff', '2026-01-23T09:00:00Z', false],
  ])('%s is taken: %s', async (_when, instant, isTaken) => {
    const answer = await pressAt(createManualClock({ startMs: at(instant) }), 'approve');
    expect(answer).toMatchObject(
      isTaken ? { ok: true, case: { status: 'approved' } } : { ok: false, problems: [{ code: 'cutoff_missed' }] },
    );
    expect(await store.readEvents({ limit: 10 })).toHaveLength(isTaken ? 2 : 1);
  });

  it('that counts asks the store nothing twice, and arrives again to the same answer', async () => {
    const clock = createManualClock({ startMs: at('2026-01-22T12:00:00Z') });
    const changers = jest.spyOn(store, 'findPayeeChangers');
    const repeated = jest.spyOn(store, 'findRepeated');
    expect(await pressAt(clock, 'approve')).toMatchObject({ ok: true, repeated: false });
    expect([changers, repeated].map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
    expect(await pressAt(clock, 'approve')).toMatchObject({ ok: true, repeated: true, case: { version: 2 } });
    expect(await store.readEvents({ limit: 10 })).toHaveLength(2);
  });

  it('that comes too late leaves the rejection open', async () => {
    expect(await pressAt(createManualClock({ startMs: at('2026-01-23T09:00:00Z') }), 'reject')).toMatchObject({
      ok: true,
      case: { status: 'rejected' },
    });
  });
});
