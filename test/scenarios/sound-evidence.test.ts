import { readAgentOutputs } from '../../src/domain/case/run/case-evidence';
import type { PaymentDraft } from '../../src/domain/payment/payment-request';
import { commitOf, nextVersion } from '../fakes/sample-case';
import { openTreasury, type Treasury } from '../fakes/treasury';

const hourMs = 3_600_000;

let treasury: Treasury;
beforeEach(async () => {
  treasury = await openTreasury();
});
afterEach(() => treasury.close());

describe('a payment the ledger says has left', () => {
  const settle = () => {
    treasury.changeLedger('flows', (text) => text.replace(/^(TXN-002,.*)QUEUED/m, '$1SETTLED'));
  };

  it('is not approved any more, and its card says why as soon as the ledger does', async () => {
    const asked = await treasury.askFor({ payment_id: 'TXN-002' });
    expect(asked).toMatchObject({ status: 'awaiting_approval', decision: { outcome: 'proceed' } });
    settle();
    await treasury.sweep();
    const after = 'the ledger says this payment has left (SETTLED)';
    expect((await treasury.find(asked.runId)).liquidityCheck).toMatchObject({
      verdict: 'worse',
      changes: [{ field: 'payment', after }],
    });
    expect(await treasury.approve(asked.runId)).toMatchObject({ ok: false, problems: [{ code: 'already_left' }] });
  });

  it('is held in a new review: nobody can release it a second time', async () => {
    const asked = await treasury.askFor({ payment_id: 'TXN-002' });
    settle();
    await treasury.sweep();
    expect(await treasury.restart(asked.runId)).toMatchObject({
      status: 'held',
      decision: {
        outcome: 'manual_review',
        reason: 'Manual review - the ledger says this payment has left (SETTLED)',
        requiredApprovals: [],
      },
    });
  });
});

describe('a payment asked for in chat that the bank has booked under its id', () => {
  it('is not approved, and is held in a new review', async () => {
    const asked = await treasury.ask(50_000);
    const { payment_id: id } = asked.payment;
    const row = `${id},2026-01-22 10:30:00,BankSubsidiary_TR,ACC-BAN-002,ACME Corp,STATEMENT,50000.00,OUT,USD,SETTLED,,`;
    treasury.changeLedger('flows', (text) => `${text.trimEnd()}\n${row}\n`);
    await treasury.sweep();
    expect(await treasury.approve(asked.runId)).toMatchObject({ ok: false, problems: [{ code: 'already_left' }] });
    expect(await treasury.restart(asked.runId)).toMatchObject({
      status: 'held',
      decision: { reason: 'Manual review - the ledger says this payment has left (SETTLED)' },
    });
  });
});

describe('a payment that is to leave later today', () => {
  const asked: PaymentDraft = {
    beneficiary_name: 'ACME Corp',
    amount: 50_000,
    currency: 'USD',
    account_id: 'ACC-BAN-002',
    payment_type: 'SWIFT',
  };
  const at = (time: string) => treasury.askFor({ ...asked, timestamp_utc: `2026-01-22T${time}Z` });

  it('is in time until the cutoff of its own instant, not of the moment it is asked for', async () => {
    expect(await at('14:59:59')).toMatchObject({ decision: { outcome: 'proceed' } });
    const late = await at('15:00:00');
    expect(late).toMatchObject({ decision: { outcome: 'cutoff_missed' } });
    expect(readAgentOutputs(late.run).operations?.input_summary).toMatchObject({ before_cutoff: false });
    expect((await at('23:59:59')).decision?.reason).toContain(
      'cutoff-tr-usd-swift is at 2026-01-22T15:00:00Z, the payment is to leave at 2026-01-22T23:59:59Z',
    );
  });
});

describe('a decision on data that has grown old', () => {
  it('is not approved: what was young enough to decide on is looked at again', async () => {
    treasury.changeLedger('asOf', () => JSON.stringify({ as_of: '2026-01-21T22:30:00Z' }));
    await treasury.sweep();
    const asked = await treasury.ask(50_000);
    expect(asked).toMatchObject({ decision: { outcome: 'proceed' } });
    await treasury.clock.advance(hourMs);
    expect(await treasury.approve(asked.runId)).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining('liquidity data is 12 h 55 min old; policy allows 12 h') }],
    });
    const second = await treasury.ask(50_000, 'ACC-BAN-003');
    expect(second).toMatchObject({ status: 'held', decision: { outcome: 'manual_review' } });
  });
});

describe('a breach found in data that was young then', () => {
  it('is not overridden once the data is too old: nobody was told', async () => {
    treasury.changeLedger('asOf', () => JSON.stringify({ as_of: '2026-01-21T22:30:00Z' }));
    await treasury.sweep();
    const asked = await treasury.ask(5_000_000);
    expect(asked).toMatchObject({ decision: { outcome: 'liquidity_hold' } });
    await treasury.clock.advance(hourMs);
    expect(await treasury.approveOnce(asked.runId)).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining('liquidity data is 12 h 55 min old') }],
    });
    const told = await treasury.restart(asked.runId);
    expect(told.decision?.reason).toContain('; liquidity data is 12 h 55 min old; policy allows 12 h');
    expect(await treasury.approve(asked.runId)).toMatchObject({ ok: true, case: { status: 'approved' } });
  });
});

describe('a payment of which the bank has paid some', () => {
  it('is in a new review what is left of it', async () => {
    const asked = await treasury.askFor({ payment_id: 'TXN-002' });
    treasury.changeLedger('flows', (text) => text.replace(/^(TXN-002,.*),50000.00,/m, '$1,20000.00,'));
    await treasury.sweep();
    expect(await treasury.approve(asked.runId)).toMatchObject({ ok: false, problems: [{ code: 'liquidity_changed' }] });
    expect(await treasury.restart(asked.runId)).toMatchObject({
      status: 'awaiting_approval',
      payment: { amount: 20_000 },
      decision: { outcome: 'proceed' },
    });
  });
});

describe('a case whose policy is not kept here any more', () => {
  it('is approved by nobody, can be rejected, and a new review takes the policy in force', async () => {
    const policyFingerprint = 'a policy of an older release';
    const forget = async (amount: number) => {
      const asked = await treasury.ask(amount);
      const forgotten = nextVersion(asked, { policyFingerprint });
      await treasury.store.commit(commitOf(forgotten));
      return asked.runId;
    };
    const approved = await forget(50_000);
    expect(await treasury.approveOnce(approved)).toMatchObject({ ok: false, problems: [{ code: 'policy_not_kept' }] });
    const restarted = await treasury.restart(approved);
    expect(restarted).toMatchObject({ status: 'awaiting_approval', decision: { outcome: 'proceed' } });
    expect(restarted.policyFingerprint).toBe(treasury.data.policy.current().fingerprint);
    expect(await treasury.approve(approved)).toMatchObject({ ok: true, case: { status: 'approved' } });
    const rejected = await forget(40_000);
    await treasury.reject(rejected);
    expect(await treasury.find(rejected)).toMatchObject({ status: 'rejected' });
  });
});
