import { createChangeCase } from '../../src/app/change-case';
import { createKnowledge } from '../../src/app/know';
import { createSubmitPayment } from '../../src/app/requests/submit-payment';
import { refuse, type Refusal } from '../../src/domain/values/errors';
import { readConfig } from '../../src/composition/config/config';
import type { RandomHex } from '../../src/ports/process';
import type { Store } from '../../src/ports/store';
import { openReferenceData } from '../../src/composition/data/reference-data';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { createManualClock } from '../fakes/manual-clock';

const clock = createManualClock();
const data = openReferenceData(readConfig({ profile: 'local' }, {}), clock);
const submitter = { tenantId: 't', objectId: 'dana', name: 'Dana Demir', email: 'treasury-ops@bank.local' };

let store: Store;
beforeEach(async () => {
  store = await openSqliteStore({ file: ':memory:', recordedNow: () => clock.recordedNow() });
});
afterEach(() => store.close());

function submitWith(randomHex: RandomHex, refuseBehind?: () => Refusal | null) {
  const { ledger, policy, definition } = data;
  const knowledge = createKnowledge({ store, policy, ledger, definition, clock });
  const changeCase = createChangeCase({ store, wakeups: { wake: () => undefined }, refuseBehind });
  const submitPayment = createSubmitPayment({ store, changeCase, knowledge, ledger, clock, randomHex });
  return (paymentId: string) =>
    submitPayment({
      draft: { payment_id: paymentId },
      submitter,
      conversation: null,
      submissionId: paymentId.toLowerCase(),
    });
}

describe('two payments of one second', () => {
  it('that draw the same run id are two cases: the second draws again', async () => {
    const drawn = ['aaaaaa', 'aaaaaa', 'bbbbbb'];
    const submit = submitWith(() => drawn.shift() ?? '');
    await submit('TXN-001');
    const second = await submit('TXN-002');
    expect(second).toMatchObject({ ok: true, alreadyKnown: false, case: { runId: 'WF-20260122102500-bbbbbb' } });
    expect(await store.findCaseByPayment('TXN-001')).toMatchObject({ runId: 'WF-20260122102500-aaaaaa' });
  });

  it('that never draw another are a fault, and nothing is written for the second', async () => {
    const submit = submitWith(() => 'aaaaaa');
    await submit('TXN-001');
    await expect(submit('TXN-002')).rejects.toMatchObject({ code: 'store_failed' });
    expect(await store.findCaseByPayment('TXN-002')).toBeNull();
  });
});

it('a payment that this process may not take says so, and is no fault', async () => {
  const behind = refuse('desk_behind', 'Not done.');
  expect(
    await submitWith(
      () => 'aaaaaa',
      () => behind,
    )('TXN-001'),
  ).toEqual(behind);
  expect(await store.findCaseByPayment('TXN-001')).toBeNull();
});
