import type { SubmitPayment } from '../../../../src/domain/case/machine/commands';
import { transition } from '../../../../src/domain/case/machine/transitions';
import type { Person } from '../../../../src/domain/values/person';
import { sampleCase, samplePayment } from '../../../fakes/sample-case';
import { shippedPolicy } from '../../policy/shipped-policy';
import { knownAt } from '../known-at';

const at = '2026-01-22T10:25:00Z';
const known = knownAt(at, shippedPolicy);
const person = (name: string): Person => ({ tenantId: 't', objectId: name, name, email: null });
const dana = person('Dana');
const maya = person('Maya');
const submitted: SubmitPayment = {
  type: 'submit_payment',
  runId: 'WF-1',
  payment: samplePayment,
  submitter: dana,
  conversation: null,
};

function opened(over: Partial<SubmitPayment> = {}) {
  const made = transition({ ...submitted, ...over }, null, known);
  if (!made.ok) throw new Error(made.problems[0]?.message);
  return made;
}

test('a request becomes a case under review, in whose name it was asked for and under the policy in force', () => {
  const { case: made, event } = opened();
  expect(made).toEqual({
    runId: 'WF-1',
    version: 1,
    shownSince: 1,
    status: 'under_review',
    payment: samplePayment,
    submitter: dana,
    openedAt: at,
    updatedAt: at,
    policyFingerprint: shippedPolicy.fingerprint,
    run: sampleCase().run,
    decision: null,
    failure: null,
    dispositions: [],
    approvals: [],
    rejection: null,
    isTest: false,
    conversation: null,
  });
  expect(event).toEqual({
    type: 'payment_submitted',
    run_id: 'WF-1',
    payment_id: 'TXN-EMRG-001',
    actor: { kind: 'person', name: 'Dana', tenant_id: 't', object_id: 'Dana' },
    at,
    payload: {
      payment_request: samplePayment,
      definition: sampleCase().run.definition,
      policy_fingerprint: shippedPolicy.fingerprint,
    },
  });
});

test('nobody submits the same case twice', () => {
  expect(transition(submitted, sampleCase(), known)).toMatchObject({
    ok: false,
    problems: [{ code: 'case_exists', message: expect.stringContaining('WF-20260122102500-a1b2c3') as string }],
  });
});

test('what a persona asks for is a test from its first version', () => {
  expect(opened({ submitter: { ...dana, personaOf: 'Somebody' } }).case.isTest).toBe(true);
});

describe('the rest of a part', () => {
  const restOf = { runId: 'WF-0', paymentId: 'TXN-003', isTest: false };

  test('names the part, and whoever chose the part cannot approve the rest either', () => {
    const { case: made, event } = opened({ restOf, amountChangedBy: [maya] });
    expect(made.restOf).toEqual({ runId: 'WF-0', paymentId: 'TXN-003' });
    expect(made.amountChangedBy).toEqual([maya]);
    expect(made.isTest).toBe(false);
    expect(event.payload).toMatchObject({ rest_of: 'TXN-003', rest_of_run: 'WF-0' });
  });

  test('of a test is a test', () => {
    expect(opened({ restOf: { ...restOf, isTest: true } }).case.isTest).toBe(true);
  });

  test('that nobody lowered names nobody', () => {
    expect(opened({ restOf, amountChangedBy: [] }).case).not.toHaveProperty('amountChangedBy');
  });
});

test('a row of a payment run, and what is asked for again, say where they come from', () => {
  const asksAgainFor = { runId: 'WF-0', paymentId: 'TXN-9', firstPaymentId: 'TXN-9', attempt: 2, why: 'Paid late' };
  const again = opened({ asksAgainFor });
  expect(again.case.asksAgainFor).toEqual(asksAgainFor);
  expect(again.event.payload).toMatchObject({
    asks_again_for: 'TXN-9',
    asks_again_for_run: 'WF-0',
    comment: 'Paid late',
  });
  const row = opened({ fromRun: { run: 'RUN-1', line: 3 } });
  expect(row.case.fromRun).toEqual({ run: 'RUN-1', line: 3 });
  expect(row.event.payload).toMatchObject({ from_run: 'RUN-1', line: 3 });
});
