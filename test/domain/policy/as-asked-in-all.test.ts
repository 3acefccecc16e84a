import { decide } from '../../../src/domain/case/decision/decide';
import { findUnusual } from '../../../src/domain/case/unusual/find-unusual';
import { amountInAll, type PaymentRequest } from '../../../src/domain/payment/payment-request';
import { comparablePayment } from '../../../src/domain/payment/same-payment';
import { computeFacts, cutoffOf, usdInAll } from '../../../src/domain/policy/facts/compute-facts';
import { impact, screened, vendorPayment } from './sample-evidence';
import { shippedPolicy } from './shipped-policy';

const day = '2026-01-22T10:30:00Z';
const night = '2026-01-22T18:30:00Z';

function decided(over: Partial<PaymentRequest>, at = day, severity: Parameters<typeof impact>[0] = 'NONE') {
  const nowMs = Date.parse(at);
  const request: PaymentRequest = { ...vendorPayment, ...over };
  const found = impact(severity);
  const { amount, full_amount, currency } = request;
  const assessed = { ...found.payment_assessed, amount, currency, ...(full_amount ? { full_amount } : {}) };
  return decide({
    policy: shippedPolicy,
    request,
    cutoff: { ...cutoffOf(shippedPolicy, request, Date.parse(day)), before_cutoff: true },
    amountUsd: usdInAll(shippedPolicy, request, nowMs),
    nowMs,
    sanctions: screened('CLEAR'),
    liquidity: { ...found, payment_assessed: assessed },
    falsePositive: false,
    proposal: { action: 'PROCEED' },
    failure: null,
  });
}

const roles = (...given: Parameters<typeof decided>) => decided(...given).requiredApprovals.map(({ role }) => role);
const cut = { amount: 900_000, asked_in_all: 1_200_000 };

test.each<[string, Partial<PaymentRequest>, string, readonly string[]]>([
  ['by day', {}, day, ['Treasury Manager', 'Head of Treasury']],
  ['of a rest', { amount: 300_000 }, day, ['Treasury Manager', 'Head of Treasury']],
  ['of an emergency', { payment_type: 'EMERGENCY' }, day, ['Head of Treasury', 'CFO']],
  ['after hours', { amount: 300_000 }, night, ['Head of Treasury', 'CFO']],
  [
    'after hours of little',
    { amount: 100_000, asked_in_all: 100_000.01 },
    night,
    ['Treasury Manager', 'Head of Treasury'],
  ],
])('who approves a part %s is who approves the whole', (_what, over, at, asked) => {
  expect(roles({ ...cut, ...over }, at)).toEqual(asked);
  const { asked_in_all: amount = 1_200_000, ...other } = over;
  expect(roles({ ...other, amount }, at)).toEqual(asked);
});

test('it is said where another rule fired for it, and not where none did', () => {
  const { why, reason } = decided(cut);
  const note = { kind: 'as_asked_in_all', amount: '1200000', currency: 'USD' };
  expect(why).toMatchObject({ kind: 'assessed', also: [note] });
  expect(reason).toMatch(/; approvals as for the whole 1,200,000 USD first asked for$/);
  expect(decided({ ...cut, asked_in_all: 950_000 }).why).toMatchObject({ also: [] });
  expect(decided({ amount: 1_200_000, asked_in_all: 1_200_000 }).why).toMatchObject({ also: [] });
});

test('a breach is that of what is paid now, and its people are asked beside those of the whole', () => {
  const breached = decided({ amount: 900_000, asked_in_all: 6_000_000 }, day, 'BREACH');
  expect(breached).toMatchObject({
    outcome: 'liquidity_hold',
    ruleIds: expect.arrayContaining(['tier-above-5m', 'severity-breach']),
  });
  expect(breached.requiredApprovals.map(({ role }) => role)).toEqual(['Head of Treasury', 'CFO']);
});

test('what was cut before it was kept is decided as it was then', () => {
  expect(roles({ amount: 900_000, full_amount: 1_200_000 })).toEqual(['Treasury Analyst', 'Treasury Manager']);
});

test('an amount is never judged by less than is paid', () => {
  expect(amountInAll({ ...vendorPayment, amount: 5, asked_in_all: 4 })).toBe(5);
});

test('agents are told of the amount that approvers are chosen by', () => {
  expect(computeFacts(shippedPolicy, { ...vendorPayment, ...cut }, Date.parse(day)).amount_usd).toBe(1_200_000);
});

test('it makes no other payment of it', () => {
  expect(comparablePayment({ ...vendorPayment, ...cut })).toEqual(
    comparablePayment({ ...vendorPayment, amount: 900_000 }),
  );
});

test('an unusual amount stays one in parts', () => {
  const before = (runId: string) => ({
    runId,
    paymentId: runId,
    payee: vendorPayment.beneficiary_name,
    payeeKey: vendorPayment.beneficiary_name.toLowerCase(),
    account: null,
    bank: null,
    amount: 100_000,
    currency: 'USD',
    askedAtMs: Date.parse(day) - 1,
    status: 'settled' as const,
  });
  const unusual = {
    lookback_days: 365,
    rules: [{ id: 'much', check: 'amount_unlike_before', times: 10, after_payments: 1, consequence: 'question' }],
  } as const;
  const asked = { history: [before('A')], policy: { ...shippedPolicy, unusual }, askedAtMs: Date.parse(day) };
  const found = (over: object) =>
    findUnusual({ payment: { ...vendorPayment, ...over }, ...asked }).map(({ rule }) => rule);
  expect(found({ amount: 900_000 })).toEqual([]);
  expect(found(cut)).toEqual(['much']);
});
