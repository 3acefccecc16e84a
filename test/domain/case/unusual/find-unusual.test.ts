import fc from 'fast-check';
import { findUnusual } from '../../../../src/domain/case/unusual/find-unusual';
import { historyKeys, type EarlierPayment } from '../../../../src/domain/case/unusual/earlier-payment';
import { withStricterPlan } from '../../../../src/domain/case/unusual/stricter-plan';
import type { PaymentRequest } from '../../../../src/domain/payment/payment-request';
import { sampleCase, sampleDecision } from '../../../fakes/sample-case';
import { shippedPolicy } from '../../policy/shipped-policy';

const table = shippedPolicy.unusual!;
const nowMs = Date.UTC(2026, 0, 22, 10, 25);
const asked: PaymentRequest = {
  ...sampleCase().payment,
  amount: 240_000,
  beneficiary_account: 'DE89370400440532013000',
};

function earlier(over: Partial<PaymentRequest> = {}, more: Partial<EarlierPayment> = {}): EarlierPayment {
  const payment = { ...asked, payment_id: 'TXN-BEFORE', ...over };
  return {
    runId: 'WF-before',
    paymentId: payment.payment_id,
    payee: payment.beneficiary_name,
    payeeKey: historyKeys(payment).payeeKey,
    account: payment.beneficiary_account ?? null,
    bank: historyKeys(payment).bank,
    amount: payment.amount,
    currency: payment.currency,
    askedAtMs: nowMs - 60_000,
    status: 'released',
    ...more,
  };
}

const found = (payment: PaymentRequest, history: readonly EarlierPayment[]) =>
  findUnusual({ payment, history, policy: shippedPolicy, askedAtMs: nowMs });
const checks = (payment: PaymentRequest, history: readonly EarlierPayment[]) =>
  found(payment, history).map(({ check }) => check);

it('the same payee, amount and currency within a day is perhaps the same payment, however the payee is written', () => {
  const same = earlier({ beneficiary_name: 'acme  trading, llc' }, { status: 'awaiting_approval' });
  expect(found(asked, [same])).toContainEqual({
    rule: 'unusual-duplicate',
    check: 'duplicate',
    consequence: 'note',
    payments: ['TXN-BEFORE'],
    evidence: { hours: 24, count: 1 },
  });
  for (const other of [
    earlier({ amount: 240_001 }),
    earlier({ currency: 'EUR' }),
    earlier({ beneficiary_name: 'Another Payee' }),
    earlier({}, { askedAtMs: nowMs - 25 * 3_600_000 }),
    earlier({}, { status: 'rejected' }),
    // Told, it would tell that compliance still looks at it.
    earlier({}, { status: 'compliance_review' }),
  ])
    expect(checks(asked, [other])).not.toContain('duplicate');
});

it('of four equal payments within a minute each names the three others', () => {
  const four = [1, 2, 3, 4].map((number) =>
    earlier({ payment_id: `PAY-${number}`, amount: 1_000 }, { status: 'awaiting_approval' }),
  );
  for (const own of four) {
    const others = four.filter((one) => one !== own);
    const [duplicate] = found({ ...asked, amount: 1_000, payment_id: own.paymentId }, others);
    expect(duplicate?.payments).toEqual(others.map(({ paymentId }) => paymentId));
  }
});

it('a payee is new until one payment to it was approved', () => {
  expect(checks(asked, [])).toEqual(['new_payee']);
  expect(checks(asked, [earlier({}, { status: 'awaiting_approval', askedAtMs: 0 })])).toContain('new_payee');
  expect(checks(asked, [earlier({ amount: 5 })])).toEqual([]);
});

it('a known payee on another account, one account of two payees, and an id that differs in its punctuation are named', () => {
  const before = earlier({ beneficiary_account: 'FR1420041010050500013M02606', amount: 5 });
  expect(found(asked, [before])).toMatchObject([
    {
      check: 'changed_bank_details',
      evidence: { before: 'FR1420041010050500013M02606', now: asked.beneficiary_account },
    },
  ]);
  expect(checks(asked, [before, earlier({ amount: 5 })])).toEqual([]);
  const other = earlier({ beneficiary_name: 'Quite Another Ltd', amount: 5 });
  expect(found(asked, [earlier({ amount: 5 }), other])).toMatchObject([
    { check: 'several_payees_on_account', evidence: { payees: 'Quite Another Ltd' } },
  ]);
  expect(checks({ ...asked, payment_id: 'TXN-0099' }, [earlier({ payment_id: 'TXN0099', amount: 5 })])).toEqual([
    'id_used_before',
  ]);
});

it('countries that differ are named, and a number without a country says none', () => {
  const known = [earlier({ amount: 5 })];
  expect(found({ ...asked, beneficiary_country: 'TR', beneficiary_bic: 'DEUTDEFF' }, known)).toMatchObject([
    { check: 'country_differs', evidence: { payee: 'TR', account: 'DE', bank: 'DE' } },
  ]);
  expect(checks({ ...asked, beneficiary_country: 'DE', beneficiary_bic: 'DEUTDEFF' }, known)).toEqual([]);
  const american = { ...asked, beneficiary_account: '0123456789', beneficiary_country: 'US' };
  expect(checks(american, [earlier({ amount: 5, beneficiary_account: '0123456789' })])).toEqual([]);
});

it('an amount far above what a payee was paid before is named, once it was paid often enough', () => {
  const paid = [40_000, 45_000, 300_000].map((amount) => earlier({ amount }));
  expect(found({ ...asked, amount: 225_001 }, paid)).toMatchObject([
    { check: 'amount_unlike_before', evidence: { usual: 45_000, times: 5, count: 3 } },
  ]);
  expect(checks({ ...asked, amount: 225_000 }, paid)).toEqual([]);
  expect(checks({ ...asked, amount: 9_000_000 }, paid.slice(1))).toEqual([]);
});

it('whatever came before, each check says at most one thing, and payments out of sight count for nothing', () => {
  const histories = fc.array(
    fc.record({
      amount: fc.constantFrom(5, 240_000),
      hoursAgo: fc.integer({ min: 0, max: 20_000 }),
      status: fc.constantFrom('released' as const, 'rejected' as const, 'awaiting_approval' as const),
    }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(histories, (given) => {
      const history = given.map(({ amount, hoursAgo, status }) =>
        earlier({ amount }, { askedAtMs: nowMs - hoursAgo * 3_600_000, status }),
      );
      const said = checks(asked, history);
      expect(new Set(said).size).toBe(said.length);
      expect(said).toEqual(
        checks(
          asked,
          history.filter(({ askedAtMs }) => nowMs - askedAtMs <= table.lookback_days * 86_400_000),
        ),
      );
    }),
  );
});

it('policy can ask more people for it, and never fewer', () => {
  const finding = { rule: 'unusual-duplicate', check: 'duplicate', payments: [], evidence: {} } as const;
  const decision = { ...sampleDecision, requiredApprovals: [{ role: 'Payments Operator', grants: [], slaHours: 2 }] };
  expect(withStricterPlan(decision, [{ ...finding, consequence: 'note' }], shippedPolicy)).toBe(decision);
  const stricter = withStricterPlan(
    decision,
    [{ ...finding, consequence: { at_least: 'Treasury Manager' } }],
    shippedPolicy,
  );
  expect(stricter.requiredApprovals.map(({ role }) => role)).toEqual([
    'Payments Operator',
    'Treasury Analyst',
    'Treasury Manager',
  ]);
  expect(stricter.ruleIds).toContain('unusual-duplicate');
  const stopped = { ...decision, outcome: 'blocked' as const, requiredApprovals: [] };
  expect(withStricterPlan(stopped, [{ ...finding, consequence: { at_least: 'CFO' } }], shippedPolicy)).toBe(stopped);
});
