import { readEvidence } from '../../src/domain/case/case-evidence';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';

const { dana, omar, carmen, lars } = people;

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
  await press(omar, 'release', 'TXN-002');
  await desk.connector.cardWith("The bank's reference is needed");
  expect(await desk.caseOf('TXN-002')).toMatchObject({ status: 'approved' });
  await press(omar, 'release', 'TXN-002', { bank_reference: 'FT26022ABC' });
  await desk.connector.cardWith('Released by Omar Okafor');
  expect(await desk.caseOf('TXN-002')).toMatchObject({
    status: 'released',
    release: { bankReference: 'FT26022ABC', by: { name: 'Omar Okafor' } },
  });
  await press(dana, 'withdraw', 'TXN-002');
  await desk.connector.cardWith('Not withdrawn');
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
  await press(dana, 'ask_again', 'TXN-002');
  await desk.connector.cardWith('Not asked for again');
  expect(await desk.store.findCaseByPayment('TXN-002-3')).toBeNull();
  await desk.store.verifyAudit();
});

test('nobody but whoever asked for it asks again, and nothing is written where they try', async () => {
  await review('TXN-002');
  await press(omar, 'reject', 'TXN-002', { comment: 'No' });
  await press(omar, 'ask_again', 'TXN-002');
  await desk.connector.cardWith('right-ask-again');
  expect(await desk.store.findCaseByPayment('TXN-002-2')).toBeNull();
});

test('who cleared a payment for compliance cannot release it', async () => {
  await review('TXN-004');
  for (const who of [carmen, lars]) await press(who, 'clear_false_positive', 'TXN-004', { comment: 'Another company' });
  await desk.caseWhere('TXN-004', ({ status }) => status === 'awaiting_approval');
  await press(carmen, 'release', 'TXN-004', { bank_reference: 'FT1' });
  expect((await desk.caseOf('TXN-004')).status).toBe('awaiting_approval');
});
