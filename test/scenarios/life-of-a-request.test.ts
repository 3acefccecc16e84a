import { readEvidence } from '../../src/domain/case/run/case-evidence';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';

const { dana, omar, maya, helen, carmen, lars } = people;

let desk: DemoDesk;
beforeEach(async () => {
  desk = await startDemoDesk();
});
afterEach(() => desk.close());

const decided = (paymentId: string) => desk.caseWhere(paymentId, ({ status }) => status !== 'under_review');

async function review(paymentId: string): Promise<PaymentCase> {
  expect(await desk.channel.say(dana, `/payment ${paymentId}`)).toBe(200);
  return decided(paymentId);
}

async function press(who: typeof dana, verb: string, paymentId: string, inputs: Readonly<Record<string, string>> = {}) {
  const { runId, version } = await desk.caseOf(paymentId);
  return desk.channel.press(who, verb, { run_id: runId, version, ...inputs });
}

test('a payment is approved, released with the bank’s reference, and cannot be withdrawn any more', async () => {
  await review('TXN-002');
  await press(omar, 'approve', 'TXN-002');
  expect(JSON.stringify((await press(omar, 'release', 'TXN-002')).body)).toContain("The bank's reference is needed");
  expect(await desk.caseOf('TXN-002')).toMatchObject({ status: 'approved' });
  await press(omar, 'release', 'TXN-002', { bank_reference: 'FT26022ABC' });
  await desk.connector.cardWith('Released by Omar Okafor');
  expect(await desk.caseOf('TXN-002')).toMatchObject({
    status: 'released',
    release: { bankReference: 'FT26022ABC', by: { name: 'Omar Okafor' } },
  });
  expect(JSON.stringify((await press(dana, 'withdraw', 'TXN-002')).body)).toContain('Not withdrawn');
  expect(await desk.caseOf('TXN-002')).toMatchObject({ status: 'released' });
});

test('an approval is taken back, and the payment waits for that role again', async () => {
  await review('TXN-002');
  await press(omar, 'approve', 'TXN-002');
  await press(omar, 'take_back_approval', 'TXN-002', { comment: 'Wrong invoice' });
  expect(await desk.caseOf('TXN-002')).toMatchObject({ status: 'awaiting_approval', approvals: [] });
});

test('a withdrawn payment is asked for again with one press, as a new case that counts the ledger’s row once', async () => {
  const first = await review('TXN-002');
  await press(dana, 'withdraw', 'TXN-002', { comment: 'Wrong day' });
  await desk.connector.cardWith('Withdrawn by Dana Demir');
  await press(dana, 'ask_again', 'TXN-002');
  const again = await decided('TXN-002-2');
  expect(again).toMatchObject({
    status: 'awaiting_approval',
    asksAgainFor: { runId: first.runId, paymentId: 'TXN-002', attempt: 2 },
    payment: { payment_id: 'TXN-002-2', ledger_payment_id: 'TXN-002', amount: 50_000, beneficiary_name: 'ACME Corp' },
  });
  expect(await desk.caseOf('TXN-002')).toMatchObject({
    status: 'withdrawn',
    askedAgain: { runId: again.runId, paymentId: 'TXN-002-2', by: { name: 'Dana Demir' } },
  });
  // The contract's headroom of TXN-002: its row is not counted beside it.
  expect(readEvidence(again.run).liquidity?.breach_assessment.headroom).toBe(1_500_000);
  await desk.connector.cardWith('TXN-002-2');
  await press(omar, 'approve', 'TXN-002-2');
  expect(await desk.caseOf('TXN-002-2')).toMatchObject({ status: 'approved' });
  // Pressed twice, there is no third payment.
  expect(JSON.stringify((await press(dana, 'ask_again', 'TXN-002')).body)).toContain('Not asked for again');
  expect(await desk.store.findCaseByPayment('TXN-002-3')).toBeNull();
  await desk.store.verifyAudit();
});

test('who is asked again reads what was said the last time and why it is asked again', async () => {
  await review('TXN-002');
  await press(omar, 'reject', 'TXN-002', { comment: 'Paid on 14 January already' });
  await press(dana, 'ask_again', 'TXN-002', { comment: 'That one was INV-71' });
  const again = await decided('TXN-002-2');
  expect(again.asksAgainFor).toMatchObject({
    ended: { status: 'rejected', by: { name: 'Omar Okafor' }, said: 'Paid on 14 January already' },
    why: 'That one was INV-71',
  });
  await desk.connector.cardWith(
    'Asks again for **TXN-002**, rejected by **Omar Okafor**: “Paid on 14 January already”',
  );
  await desk.connector.cardWith('Why again: “That one was INV-71”');
  // Sealed with both payments.
  for (const id of ['TXN-002', 'TXN-002-2']) {
    const { runId } = await desk.caseOf(id);
    const events = await desk.store.readEvents({ runId, limit: 100 });
    expect(events.filter(({ payload }) => payload['comment'] === 'That one was INV-71')).toHaveLength(1);
  }
});

test('nobody but whoever asked for it asks again, and nothing is written where they try', async () => {
  await review('TXN-002');
  await press(omar, 'reject', 'TXN-002', { comment: 'No' });
  expect(JSON.stringify((await press(omar, 'ask_again', 'TXN-002')).body)).toContain('right-ask-again');
  expect(await desk.store.findCaseByPayment('TXN-002-2')).toBeNull();
});

test('who cleared a payment for compliance cannot release it', async () => {
  await review('TXN-004');
  for (const who of [carmen, lars])
    await press(who, 'clear_false_positive', 'TXN-004', {
      comment: 'Another company',
      evidence_note: 'Registry extract',
    });
  await desk.caseWhere('TXN-004', ({ status }) => status === 'awaiting_approval');
  await press(carmen, 'release', 'TXN-004', { bank_reference: 'FT1' });
  expect((await desk.caseOf('TXN-004')).status).toBe('awaiting_approval');
});

const newPayment = {
  beneficiary_name: 'ACME Corp',
  amount: '40000',
  currency: 'USD',
  account_id: 'ACC-BAN-002',
  payment_type: 'SWIFT',
};

/** Asks for a payment that is not in the ledger, by the form. */
async function requestNew(formId: string): Promise<string> {
  await desk.channel.press(dana, 'submit_payment', { form_id: formId, ...newPayment });
  const paymentId = `PAY-${formId.toUpperCase()}`;
  await decided(paymentId);
  return paymentId;
}

test('a corrected payment is reviewed from the beginning; the approval before is void, and old and new stand side by side', async () => {
  const id = await requestNew('0123456789ab');
  await press(omar, 'approve', id);
  await press(dana, 'correct', id, {
    amount: '45,000.00',
    beneficiary_account: 'DE89 3704 0044 0532 0130 00',
    comment: 'The invoice was corrected',
  });
  const again = await desk.caseWhere(id, ({ status, corrections }) => status === 'awaiting_approval' && !!corrections);
  expect(again).toMatchObject({
    approvals: [],
    payment: { amount: 45_000, beneficiary_account: 'DE89370400440532013000', beneficiary_name: 'ACME Corp' },
    returned: { voided: [{ role: 'Payments Operator', by: { name: 'Omar Okafor' } }] },
    corrections: [
      {
        by: { name: 'Dana Demir' },
        changes: [
          { field: 'amount', from: 40_000, to: 45_000 },
          { field: 'beneficiary_account', from: null, to: 'DE89370400440532013000' },
        ],
      },
    ],
    beneficiaryChangedBy: [{ name: 'Dana Demir' }],
  });
  await desk.connector.cardWith('Corrected by Dana Demir: Amount 40,000 → 45,000');
  await press(omar, 'approve', id);
  expect(await desk.caseOf(id)).toMatchObject({ status: 'approved' });
  await desk.store.verifyAudit();
});

test.each<[string, Readonly<Record<string, string>>]>([
  ['an amount that is none', { amount: 'a lot' }],
  ['a wrong IBAN', { beneficiary_account: 'DE00 3704 0044 0532 0130 00' }],
  ['an account nobody has', { account_id: 'ACC-NOBODY' }],
  ['a date in the past', { value_date: '2026-01-02' }],
  ['a date that is none', { value_date: '2026-02-31' }],
  ['nothing', {}],
])(
  'a correction to %s is refused in words, what was typed comes back, and nothing is written',
  async (_what, inputs) => {
    const id = await requestNew('0123456789ac');
    const before = await desk.caseOf(id);
    const answer = await press(dana, 'correct', id, { ...inputs, comment: 'because it was wrong' });
    expect(await desk.caseOf(id)).toEqual(before);
    const given = JSON.stringify(answer.body);
    for (const typed of [...Object.values(inputs), 'because it was wrong']) expect(given).toContain(typed);
  },
);

test('an override is asked for with a justification and granted by somebody else', async () => {
  await review('TXN-003');
  const why = 'The supplier stops deliveries tonight and the inflow is confirmed for noon.';
  expect(JSON.stringify((await press(maya, 'request_override', 'TXN-003', { comment: 'too short' })).body)).toContain(
    'at least 50 characters',
  );
  expect((await desk.caseOf('TXN-003')).overrideRequest).toBeUndefined();
  await press(maya, 'request_override', 'TXN-003', { comment: why });
  await desk.connector.cardWith('asks for the override');
  await press(maya, 'approve', 'TXN-003');
  await press(helen, 'approve', 'TXN-003', { comment: why });
  expect(await desk.caseOf('TXN-003')).toMatchObject({
    status: 'approved',
    overrideRequest: { by: { name: 'Maya Marchetti' } },
  });
});

test('on the demo’s own ledger a payment is had to wait until all of it fits', async () => {
  await review('TXN-003');
  await press(maya, 'delay', 'TXN-003');
  const later = await desk.caseWhere('TXN-003', ({ decision }) => decision?.outcome === 'proceed');
  expect(later.payment).toMatchObject({ delayed_until: '2026-01-22T15:10:00Z', amount: 2_500_000 });
  await press(maya, 'approve', 'TXN-003');
  await press(helen, 'approve', 'TXN-003');
  expect(await desk.caseOf('TXN-003')).toMatchObject({ status: 'approved' });
});

test('a card that was posted before another language was chosen is drawn anew in that language', async () => {
  await review('TXN-002');
  const { activityId } = await desk.connector.cardWith('to **ACME Corp**');
  await desk.channel.say(dana, '/language tr');
  const redrawn = await desk.connector.cardWith('alıcı **ACME Corp**', 30_000);
  expect(redrawn.activityId).toBe(activityId);
  expect(await desk.caseOf('TXN-002')).toMatchObject({ status: 'awaiting_approval' });
  await press(dana, 'withdraw', 'TXN-002', { comment: 'fatura ödendi' });
  expect((await desk.connector.cardWith('Geri çeken')).activityId).toBe(activityId);
});

test('a question is asked and answered without losing the place, and a link is attached', async () => {
  await review('TXN-002');
  await press(omar, 'ask_question', 'TXN-002', { comment: 'Which invoice is it?' });
  await desk.connector.cardWith('Which invoice is it?');
  await press(dana, 'answer_question', 'TXN-002', { comment: 'Number 4711' });
  const answered = JSON.stringify((await desk.connector.cardWith('Number 4711')).card);
  // Whoever asked reads it where they approve, with the question it answers.
  expect(answered.indexOf('Which invoice is it?')).toBeGreaterThan(0);
  expect(answered.indexOf('Number 4711')).toBeLessThan(answered.indexOf('"verb":"approve"'));
  expect(
    JSON.stringify((await press(dana, 'attach_reference', 'TXN-002', { comment: 'javascript:alert(1)' })).body),
  ).toContain('begins with https://');
  await press(dana, 'attach_reference', 'TXN-002', { comment: 'https://bank.local/invoice/4711' });
  expect(await desk.caseOf('TXN-002')).toMatchObject({
    status: 'awaiting_approval',
    notes: [{ kind: 'question' }, { kind: 'answer' }, { kind: 'reference', text: 'https://bank.local/invoice/4711' }],
  });
});
