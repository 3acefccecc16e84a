import type { PaymentCase } from '../../src/domain/case/payment-case';
import { openTreasury, originator } from '../fakes/treasury';
import { viewOf } from '../cards/payment/case-fixtures';
import { cards, textOf, turkishCards } from '../cards/read-card';

it('four equal payments of 1,000 USD within a minute do not look like nothing', async () => {
  const treasury = await openTreasury();
  const four = await treasury.askTogether([1_000, 1_000, 1_000, 1_000]);
  for (const { runId, payment } of four) {
    const { unusual = [] } = await treasury.find(runId);
    const others = four.map((one) => one.payment.payment_id).filter((id) => id !== payment.payment_id);
    const duplicate = unusual.find(({ check }) => check === 'duplicate');
    expect([...(duplicate?.payments ?? [])].sort()).toEqual(others.sort());
  }
  await treasury.store.verifyAudit();
  await treasury.close();
});

it('policy can make a duplicate a question: an approval answers it in words, or is none', async () => {
  const treasury = await openTreasury({ ownPolicy: true });
  treasury.changePolicy(
    'unusual.yaml',
    'window_hours: 24, consequence: note',
    'window_hours: 24, consequence: question',
  );
  await treasury.sweep();
  await treasury.ask(1_000);
  const { runId, version } = await treasury.ask(1_000);
  const [actor] = treasury.data.directory.withRole('Payments Operator');
  const press = { type: 'approve', shownVersion: version, actor: actor! } as const;
  expect(await treasury.actOnCase(runId, { ...press, comment: null })).toMatchObject({
    problems: [{ code: 'reason_missing' }],
  });
  expect(await treasury.actOnCase(runId, { ...press, comment: 'two invoices' })).toMatchObject({ ok: true });
  await treasury.close();
});

it('policy can make it ask more people', async () => {
  const treasury = await openTreasury({ ownPolicy: true });
  treasury.changePolicy(
    'unusual.yaml',
    'window_hours: 24, consequence: note',
    'window_hours: 24, consequence: { at_least: Treasury Manager }',
  );
  await treasury.sweep();
  await treasury.ask(1_000);
  const { decision } = await treasury.ask(1_000);
  expect(decision?.requiredApprovals.map(({ role }) => role)).toEqual([
    'Payments Operator',
    'Treasury Analyst',
    'Treasury Manager',
  ]);
  await treasury.close();
});

describe('a payment the ledger is about to pay already', () => {
  const asked = {
    beneficiary_name: 'acme  corp',
    amount: 50_000,
    currency: 'USD',
    payment_type: 'SWIFT',
    account_id: 'ACC-BAN-002',
  } as const;
  const duplicateOf = ({ unusual = [] }: PaymentCase) => unusual.find(({ check }) => check === 'duplicate')?.payments;

  it('is told as asked for twice where it is asked for under another id, and not under its own', async () => {
    const treasury = await openTreasury();
    expect(duplicateOf(await treasury.askFor(asked))).toEqual(['TXN-002']);
    expect(duplicateOf(await treasury.askFor({ ...asked, amount: 50_000.01 }))).toBeUndefined();
    expect(duplicateOf(await treasury.askFor({ ...asked, beneficiary_name: 'ACME Trading LLC' }))).toBeUndefined();
    await treasury.close();
  });

  it('is told by its case once it has one, by its row again where that was withdrawn', async () => {
    const treasury = await openTreasury();
    const { runId, version, unusual = [] } = await treasury.review('TXN-002');
    expect(unusual.map(({ check }) => check)).not.toContain('duplicate');
    expect(duplicateOf(await treasury.askFor(asked))).toEqual(['TXN-002']);
    const press = { type: 'withdraw', shownVersion: version, comment: null, actor: originator } as const;
    expect(await treasury.actOnCase(runId, press)).toMatchObject({ ok: true });
    expect(duplicateOf(await treasury.askFor({ ...asked, account_id: 'ACC-BAN-002' }))).toContain('TXN-002');
    await treasury.close();
  });
});

it('by another payment to the same payee nobody can tell a payment that was blocked from one that compliance looks at', async () => {
  const treasury = await openTreasury();
  const toldOf = async (paymentId: string) => {
    const { payment, status } = await treasury.review(paymentId);
    const { beneficiary_name, amount, currency, account_id, entity } = payment;
    const draft = { beneficiary_name, amount, currency, account_id, entity, payment_type: 'SWIFT' as const };
    const { unusual, run } = await treasury.askFor(draft);
    const told = { unusual, recalled: run.recalled?.earlier_payments.map(({ became }) => became) };
    return { status, told: JSON.stringify(told).replaceAll(paymentId, 'THE-FIRST') };
  };
  const [blocked, looked] = [await toldOf('TXN-001'), await toldOf('TXN-004')];
  expect([blocked.status, looked.status]).toEqual(['rejected', 'compliance_review']);
  expect(looked.told).toBe(blocked.told);
  expect(looked.told).toContain('THE-FIRST');
  await treasury.close();
});

it('the same number at another bank is changed bank details, told with both banks; the same bank, however written, is not', async () => {
  const treasury = await openTreasury();
  const ask = (payment_id: string, over: object) =>
    treasury.askFor({
      payment_id,
      beneficiary_name: 'ACME Corp',
      amount: 1_000,
      currency: 'USD',
      account_id: 'ACC-BAN-002',
      payment_type: 'SWIFT',
      beneficiary_country: 'US',
      beneficiary_account: '1234 5678',
      ...over,
    });
  const changed = ({ unusual = [] }: PaymentCase) => unusual.filter(({ check }) => check === 'changed_bank_details');
  const { runId } = await ask('PAY-1', { beneficiary_bic: 'CHASUS33XXX', beneficiary_bank_code: '021000021' });
  expect(await treasury.approve(runId)).toMatchObject({ ok: true, case: { status: 'approved' } });
  for (const [at, same] of [{ beneficiary_bic: 'chasus33' }, { beneficiary_bank_code: '021000021' }].entries())
    expect(changed(await ask(`PAY-SAME-${at}`, { amount: 1_001 + at, ...same }))).toEqual([]);
  const other = await ask('PAY-OTHER', { amount: 1_010, beneficiary_bic: 'BOFAUS3N' });
  expect(changed(other)).toMatchObject([
    { payments: ['PAY-1'], evidence: { before_bank: 'CHASUS33, 021000021', now_bank: 'BOFAUS3N' } },
  ]);
  for (const [shown, account] of [
    [cards, 'account was •••678 (CHASUS33, 021000021), now it is •••678 (BOFAUS3N)'],
    [turkishCards, 'hesabı •••678 (CHASUS33, 021000021) idi, şimdi •••678 (BOFAUS3N)'],
  ] as const)
    expect(textOf(shown.paymentCard(viewOf(other)))).toContain(account);
  await treasury.store.verifyAudit();
  await treasury.close();
});
