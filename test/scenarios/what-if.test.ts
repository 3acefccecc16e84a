import { createAskWhatIf, type WhatIfQuestion } from '../../src/app/questions/ask-what-if';
import { readEvidence } from '../../src/domain/case/run/case-evidence';
import { holding } from '../../src/domain/liquidity/held/held-set';
import type { Reservation } from '../../src/domain/liquidity/held/reservation';
import { decimal } from '../../src/domain/values/money';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import type { Store } from '../../src/ports/store';
import { openTreasury, type Treasury } from '../fakes/treasury';

let treasury: Treasury;
let store: Store;
let held: Reservation[];
beforeEach(async () => {
  treasury = await openTreasury();
  store = treasury.store;
  held = [];
});
afterEach(() => treasury.close());

function ask(of: Pick<PaymentCase, 'runId'>, over: Partial<WhatIfQuestion> = {}) {
  const { ledger, termsOf } = treasury.data;
  const askWhatIf = createAskWhatIf({
    store,
    knowledge: treasury.knowledge,
    reservations: () => Promise.resolve(holding(held)),
    ledger,
    termsOf,
    clock: treasury.clock,
  });
  return askWhatIf(of.runId, { amount: '250000', at: '', accountId: 'ACC-BAN-001', ...over });
}

async function figures(of: PaymentCase, over: Partial<WhatIfQuestion> = {}) {
  const asked = await ask(of, over);
  if (!asked.ok) throw new Error(asked.problems[0]?.message);
  return asked.output;
}

function heldBy(paymentId: string, amount: string, accountId = 'ACC-BAN-001'): Reservation {
  return {
    runId: 'WF-other',
    paymentId,
    entity: 'BankSubsidiary_TR',
    accountId,
    currency: 'USD',
    amount: decimal(amount),
    atMs: Date.parse('2026-01-22T11:00:00Z'),
    decidedAtMs: Date.parse('2026-01-22T12:00:00Z'),
    isApproved: false,
  };
}

describe('a what-if in the place of a payment', () => {
  it('that changes nothing gives the figures the payment was decided from: its own row is not counted beside it', async () => {
    const waiting = await treasury.review('TXN-EMRG-001');
    const decidedFrom = readEvidence(waiting.run).liquidity!;
    const output = await figures(waiting);
    expect(output.breach_assessment).toEqual(decidedFrom.breach_assessment);
    expect(output.account_summary).toEqual(decidedFrom.account_summary);
    expect(output.payment_assessed).toMatchObject({ payment_id: null, timestamp_source: 'given' });
  });

  it('with a smaller amount, another time or another account gives other figures', async () => {
    const waiting = await treasury.review('TXN-EMRG-001');
    expect((await figures(waiting, { amount: '125,000' })).breach_assessment).toMatchObject({
      breach: false,
      headroom: 0,
    });
    expect((await figures(waiting, { amount: '125000.01' })).breach_assessment).toMatchObject({
      breach: true,
      gap: 0.01,
    });
    const later = await figures(waiting, { at: '15:29' });
    expect(later.payment_assessed.timestamp_utc).toBe('2026-01-22T15:29:00Z');
    expect(later.breach_assessment.first_breach_time).not.toBe(
      readEvidence(waiting.run).liquidity!.breach_assessment.first_breach_time,
    );
    const ofTheGroup = await figures(waiting, { accountId: 'ACC-GRP-002' });
    expect(ofTheGroup.payment_assessed).toMatchObject({ account_id: 'ACC-GRP-002', entity: 'GroupTreasuryCo' });
    expect(ofTheGroup.breach_assessment.buffer_threshold).toBe(5_000_000);
  });

  it('leaves what the payment holds itself out, and counts what others hold', async () => {
    const waiting = await treasury.review('TXN-EMRG-001');
    const alone = (await figures(waiting)).breach_assessment;
    held = [heldBy('TXN-EMRG-001', '250000')];
    expect((await figures(waiting)).breach_assessment).toEqual(alone);
    held = [...held, heldBy('PAY-OTHER', '10000')];
    expect((await figures(waiting)).breach_assessment).toMatchObject({ gap: alone.gap + 10_000 });
    expect((await figures(waiting)).audit['reserved']).toMatchObject([{ payment_id: 'PAY-OTHER' }]);
  });

  it('writes nothing and holds nothing', async () => {
    const waiting = await treasury.review('TXN-EMRG-001');
    const events = await store.readEvents({ limit: 100 });
    const reserved = [...(await store.readReservations('2026-01-22')).held];
    await figures(waiting, { amount: '1' });
    expect(await store.findCase(waiting.runId)).toEqual(waiting);
    expect(await store.readEvents({ limit: 100 })).toEqual(events);
    expect([...(await store.readReservations('2026-01-22')).held]).toEqual(reserved);
  });

  it.each<[string, Partial<WhatIfQuestion>, string]>([
    ['an amount of nothing', { amount: '0' }, 'amount_not_positive amount'],
    ['an amount finer than a cent', { amount: '1.0051' }, 'amount_too_precise amount'],
    ['an amount that can be read in two ways', { amount: '1.005' }, 'amount_ambiguous amount'],
    ['an amount that is none', { amount: '1.2.3' }, 'amount_not_a_number amount'],
    ['a time that is none', { at: '25:00' }, 'timestamp_invalid at'],
    ['a time of another day', { at: '2026-01-23T10:00:00Z' }, 'timestamp_outside_day at'],
    ['a time that has passed', { at: '09:00' }, 'time_passed at'],
    ['a time after the cutoff and its grace', { at: '15:31' }, 'after_cutoff at'],
    ['an account nobody knows', { accountId: 'ACC-404' }, 'unknown_account account_id'],
    ['an account of another currency', { accountId: 'ACC-BAN-011' }, 'account_currency account_id'],
  ])('with %s is a problem by name', async (_what, over, problem) => {
    const asked = await ask(await treasury.review('TXN-EMRG-001'), over);
    expect(asked.ok ? [] : asked.problems.map(({ code, field }) => `${code} ${field ?? ''}`)).toEqual([problem]);
  });

  it('waits until compliance has spoken, and says no more than that', async () => {
    const escalated = await treasury.review('TXN-004');
    expect(await ask(escalated)).toEqual({
      ok: false,
      problems: [
        {
          act: 'what_if',
          code: 'under_compliance_review',
          figures: { runId: escalated.runId },
          message: `Not computed. This payment is under compliance review, reference ${escalated.runId}. Its liquidity is looked at after that.`,
        },
      ],
    });
    expect(await ask({ runId: 'WF-none' })).toMatchObject({ ok: false, problems: [{ code: 'unknown_case' }] });
  });
});
