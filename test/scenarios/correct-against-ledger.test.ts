/** A correction of a payment that the ledger has: reviewed as corrected, and held until the ledger says the same. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readEvidence } from '../../src/domain/case/run/case-evidence';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';

const { dana, omar, maya, selin, tariq } = people;
const shipped = path.join(__dirname, '../../demo/ledger');

let folder: string;
let desk: DemoDesk;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'ledger-'));
  cpSync(shipped, folder, { recursive: true });
  desk = await startDemoDesk({ LEDGER_DIR: folder });
});
afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true });
});

const decided = (paymentId: string, after = 0) =>
  desk.caseWhere(paymentId, ({ status, version }) => status !== 'under_review' && version > after);

async function review(paymentId: string): Promise<PaymentCase> {
  await desk.channel.say(dana, `/payment ${paymentId}`);
  return decided(paymentId);
}

async function press(who: typeof dana, verb: string, paymentId: string, inputs: Readonly<Record<string, string>> = {}) {
  const { runId, version } = await desk.caseOf(paymentId);
  const answer = await desk.channel.press(who, verb, { run_id: runId, version, ...inputs });
  return JSON.stringify(answer.body);
}

async function correct(paymentId: string, inputs: Readonly<Record<string, string>>): Promise<PaymentCase> {
  const { version } = await desk.caseOf(paymentId);
  await press(dana, 'correct', paymentId, { ...inputs, comment: 'as the invoice says' });
  return decided(paymentId, version);
}

/** As whoever keeps the ledger writes it; known to the desk once it has looked. */
async function inLedger(from: RegExp, to: string): Promise<void> {
  const file = path.join(folder, 'ledger_today.csv');
  const before = readFileSync(file, 'utf8');
  const after = before.replace(from, to);
  if (after === before) throw new Error(`nothing in the ledger is like ${String(from)}`);
  writeFileSync(file, after);
  // What it says of itself it says of the files as they are then.
  await desk.channel.say(dana, '/status');
}

const held = (changes: readonly object[]) => ({
  status: 'held',
  decision: { outcome: 'manual_review', why: { doubt: { kind: 'ledger_differs', differences: changes } } },
});

test('another amount is reviewed, held with both figures, kept over a restart, and approved once the ledger has it too', async () => {
  await review('TXN-002');
  await press(omar, 'approve', 'TXN-002');
  const differs = held([{ field: 'amount', asked: '60000', ledger: '50000' }]);
  const corrected = await correct('TXN-002', { amount: '60,000' });
  expect(corrected).toMatchObject({ ...differs, payment: { amount: 60_000 }, approvals: [] });
  // Its own row is not counted beside it: 10,000 less than the contract's headroom.
  expect(readEvidence(corrected.run).liquidity?.breach_assessment.headroom).toBe(1_490_000);
  await desk.connector.cardWith('the amount is 60,000 here and 50,000 in the ledger');
  expect(await press(omar, 'approve', 'TXN-002')).toContain('Not approved');

  await press(dana, 'restart_review', 'TXN-002', { comment: 'again' });
  expect(await decided('TXN-002', corrected.version)).toMatchObject({ ...differs, payment: { amount: 60_000 } });

  await inLedger(/^(TXN-002,.*),50000.00,/m, '$1,60000.00,');
  const { version } = await desk.caseOf('TXN-002');
  await press(dana, 'restart_review', 'TXN-002', { comment: 'the ledger has it' });
  expect(await decided('TXN-002', version)).toMatchObject({
    status: 'awaiting_approval',
    payment: { amount: 60_000 },
    decision: { outcome: 'proceed' },
  });
  for (const who of [selin, tariq]) await press(who, 'approve', 'TXN-002');
  expect(await desk.caseOf('TXN-002')).toMatchObject({ status: 'approved' });
  await desk.store.verifyAudit();
});

test('corrected back to what the ledger has it goes on', async () => {
  await review('TXN-002');
  await correct('TXN-002', { amount: '60,000' });
  expect(await correct('TXN-002', { amount: '50,000' })).toMatchObject({
    status: 'awaiting_approval',
    payment: { amount: 50_000 },
  });
});

test('less than the ledger has is held too: nobody pays half an invoice unseen', async () => {
  await review('TXN-002');
  expect(await correct('TXN-002', { amount: '5,000' })).toMatchObject(
    held([{ field: 'amount', asked: '5000', ledger: '50000' }]),
  );
});

test('another payee is screened under the new name, and a listed one is rejected whatever the ledger has', async () => {
  await review('TXN-002');
  expect(await correct('TXN-002', { beneficiary_name: 'Large Vendor Inc' })).toMatchObject({
    ...held([{ field: 'beneficiary_name', asked: 'Large Vendor Inc', ledger: 'ACME Corp' }]),
    beneficiaryChangedBy: [{ name: 'Dana Demir' }],
  });
  expect(await correct('TXN-002', { beneficiary_name: 'BANK MASKAN' })).toMatchObject({ status: 'rejected' });
});

test('another account brings its entity, and both accounts are named', async () => {
  await review('TXN-002');
  const corrected = await correct('TXN-002', { account_id: 'ACC-GRP-003' });
  expect(corrected).toMatchObject({
    ...held([
      { field: 'account_id', asked: 'ACC-GRP-003', ledger: 'ACC-BAN-002' },
      { field: 'entity', asked: 'GroupTreasuryCo', ledger: 'BankSubsidiary_TR' },
    ]),
    payment: { entity: 'GroupTreasuryCo' },
  });
});

test('of a part and of its rest the bank is corrected, and the amount is not', async () => {
  const { version } = await review('TXN-EMRG-001');
  await press(maya, 'release_part', 'TXN-EMRG-001');
  await decided('TXN-EMRG-001', version);
  await decided('TXN-EMRG-001-REST');
  for (const id of ['TXN-EMRG-001', 'TXN-EMRG-001-REST']) {
    const before = await desk.caseOf(id);
    expect(await press(dana, 'correct', id, { amount: '9', comment: 'less' })).toContain('The amount of a part');
    expect(await desk.caseOf(id)).toEqual(before);
    const after = await correct(id, { beneficiary_bic: 'DEUTDEFF' });
    expect(after.status).toBe(before.status);
    expect(after).toMatchObject({ payment: { amount: 125_000, beneficiary_bic: 'DEUTDEFF' } });
  }
});

test('a part and its rest that are asked for again stay what they were', async () => {
  const { version } = await review('TXN-EMRG-001');
  await press(maya, 'release_part', 'TXN-EMRG-001');
  await decided('TXN-EMRG-001', version);
  await decided('TXN-EMRG-001-REST');
  for (const id of ['TXN-EMRG-001', 'TXN-EMRG-001-REST']) {
    const before = await desk.caseOf(id);
    await press(dana, 'withdraw', id, { comment: 'not today' });
    await press(dana, 'ask_again', id);
    const again = await decided(`${id}-2`);
    expect(again.payment).toMatchObject({ amount: 125_000, ledger_payment_id: 'TXN-EMRG-001' });
    expect(again.payment.full_amount).toBe(before.payment.full_amount);
    expect(again.restOf).toEqual(before.restOf);
    // Whoever chose the part does not approve it under another id.
    expect(again.amountChangedBy?.map(({ name }) => name)).toEqual([maya.name]);
    await press(maya, 'approve', `${id}-2`);
    expect((await desk.caseOf(`${id}-2`)).approvals).toEqual([]);
    expect(again.decision?.outcome).not.toBe('manual_review');
  }
});

test('what was asked for again is not approved once its row has another amount', async () => {
  await review('TXN-002');
  await press(dana, 'withdraw', 'TXN-002', { comment: 'Wrong day' });
  await press(dana, 'ask_again', 'TXN-002');
  await decided('TXN-002-2');
  await inLedger(/^(TXN-002,.*),50000.00,/m, '$1,70000.00,');
  expect((await press(omar, 'approve', 'TXN-002-2')).includes('Not approved')).toBe(true);
  expect(await desk.caseOf('TXN-002-2')).toMatchObject({ status: 'awaiting_approval', approvals: [] });
});
