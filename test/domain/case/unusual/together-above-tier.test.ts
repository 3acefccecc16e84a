import { findUnusual } from '../../../../src/domain/case/unusual/find-unusual';
import { laterUnusual } from '../../../../src/domain/case/unusual/later-unusual';
import { historyKeys, type EarlierPayment } from '../../../../src/domain/case/unusual/earlier-payment';
import type { PaymentRequest } from '../../../../src/domain/payment/payment-request';
import { hourMs } from '../../../../src/domain/values/time';
import { sampleCase } from '../../../fakes/sample-case';
import { shippedPolicy } from '../../policy/shipped-policy';

const nowMs = Date.UTC(2026, 0, 22, 10, 25);
const account = 'DE89370400440532013000';
const asked: PaymentRequest = { ...sampleCase().payment, amount: 300_000, beneficiary_account: account };
let number = 0;

type Over = Partial<PaymentRequest>;

function payment(over: Over): PaymentRequest {
  const { beneficiary_account: other = asked.beneficiary_account, ...rest } = over;
  const { beneficiary_account: _own, ...plain } = { ...asked, ...rest };
  return other === undefined || other === '' ? plain : { ...plain, beneficiary_account: other };
}

function other(amount: number, over: Over = {}, more: Partial<EarlierPayment> = {}): EarlierPayment {
  const before = payment({ payment_id: `PAY-${(number += 1)}`, ...over, amount });
  return {
    runId: `WF-${before.payment_id}`,
    paymentId: before.payment_id,
    payee: before.beneficiary_name,
    ...historyKeys(before),
    amount,
    currency: before.currency,
    askedAtMs: nowMs - hourMs,
    status: 'awaiting_approval',
    ...more,
  };
}

function foundBeside(history: readonly EarlierPayment[], over: Over = {}, ownParts: readonly EarlierPayment[] = []) {
  const question = { payment: payment(over), history, ownParts, policy: shippedPolicy, askedAtMs: nowMs };
  return findUnusual(question).find(({ check }) => check === 'together_above_tier');
}
/** What it comes to together, and who leads the tier of it; null where nothing is said. */
function told(history: readonly EarlierPayment[], over: Over = {}, ownParts: readonly EarlierPayment[] = []) {
  const found = foundBeside(history, over, ownParts);
  return found ? [found.evidence['usd'] ?? 'unknown', found.evidence['role']] : null;
}

beforeEach(() => (number = 0));

it('900,000 and 300,000 to one payee on a day are together above the tier of each, and a question', () => {
  expect(foundBeside([other(900_000)])).toEqual({
    rule: 'unusual-split',
    check: 'together_above_tier',
    consequence: 'question',
    payments: ['PAY-1'],
    evidence: { hours: 24, role: 'Head of Treasury', usd: '1200000', count: 1 },
  });
});

it('of the two each says it of the other, whichever was asked for first', () => {
  const later = other(900_000, {}, { askedAtMs: nowMs + hourMs });
  expect(told([later])).toEqual(['1200000', 'Head of Treasury']);
  expect(told([other(300_000, {}, { askedAtMs: nowMs + hourMs })], { amount: 900_000 })).toEqual(told([later]));
});

it('a bound belongs to its tier: exactly at it nothing is said, a cent above it is', () => {
  expect(told([other(700_000)])).toBeNull();
  expect(told([other(700_000.01)])).toEqual(['1000000.01', 'Head of Treasury']);
  // Cents that no binary fraction has.
  expect(told([other(0.1)], { amount: 49_999.9 })).toBeNull();
  expect(told([other(0.2)], { amount: 49_999.9 })).toEqual(['50000.1', 'Treasury Analyst']);
});

it('one that is in that tier alone already says nothing of the small one beside it', () => {
  expect(told([other(1_500_000)])).toBeNull();
  expect(told([other(20_000)], { amount: 1_500_000 })).toBeNull();
  expect(told([other(4_900_000)])).toEqual(['5200000', 'CFO']);
});

it('three small ones count together, and the card names each', () => {
  const three = [other(400_000), other(400_000)];
  expect(told(three.slice(1))).toBeNull();
  expect(foundBeside(three)).toMatchObject({ payments: ['PAY-1', 'PAY-2'], evidence: { usd: '1100000', count: 2 } });
});

it('the window is of hours from one to the other, its end within it', () => {
  const at = (askedAtMs: number) => told([other(900_000, {}, { askedAtMs })]) !== null;
  expect([at(nowMs - 24 * hourMs), at(nowMs - 24 * hourMs - 1)]).toEqual([true, false]);
  expect([at(nowMs + 24 * hourMs), at(nowMs + 24 * hourMs + 1)]).toEqual([true, false]);
});

it('sums are in USD: another currency counts by its rate', () => {
  expect(told([other(600_000, { currency: 'EUR' })])).toEqual(['1002000', 'Head of Treasury']);
  expect(told([other(598_000, { currency: 'EUR' })])).toBeNull();
});

it('beside one without a rate the sum is unknown and above every tier; one without a rate itself asks most already', () => {
  expect(told([other(10, { currency: 'KWD' })])).toEqual(['unknown', 'CFO']);
  expect(told([other(10, { currency: 'KWD' })], { amount: 6_000_000 })).toBeNull();
  expect(told([other(900_000)], { currency: 'KWD' })).toBeNull();
});

it('a payee is known by account: another account of the name is another, another name of the account is not', () => {
  expect(told([other(900_000, { beneficiary_account: 'FR1420041010050500013M02606' })])).toBeNull();
  expect(told([other(900_000, { beneficiary_name: 'Acme Trdg' })])).toEqual(['1200000', 'Head of Treasury']);
});

it('the same number at another bank is another account; a bank that is left out is not', () => {
  const chase = { beneficiary_account: '12345678', beneficiary_bic: 'CHASUS33' };
  expect(told([other(900_000, { ...chase, beneficiary_bic: 'BOFAUS3N' })], chase)).toBeNull();
  expect(told([other(900_000, chase)], { ...chase, beneficiary_bic: 'CHASUS33XXX' })).not.toBeNull();
  expect(told([other(900_000, { beneficiary_account: '12345678' })], chase)).not.toBeNull();
});

it('where one of them states no account the name tells', () => {
  const unstated = { beneficiary_account: '' };
  expect(told([other(900_000, { ...unstated, beneficiary_name: 'acme  trading, llc' })])).not.toBeNull();
  expect(told([other(900_000)], unstated)).not.toBeNull();
  expect(told([other(900_000, { ...unstated, beneficiary_name: 'Another Payee' })], unstated)).toBeNull();
});

it('what is not paid counts for nothing, nor what compliance looks at', () => {
  for (const status of ['rejected', 'withdrawn', 'expired', 'returned', 'compliance_review'] as const)
    expect(told([other(900_000, {}, { status })])).toBeNull();
  for (const status of ['under_review', 'held', 'approved', 'released', 'settled'] as const)
    expect(told([other(900_000, {}, { status })])).not.toBeNull();
});

it('a row that only the ledger has was asked for by nobody', () => {
  expect(told([other(900_000, {}, { isLedgerOnly: true })])).toBeNull();
});

describe('a part and its rest', () => {
  const part = { amount: 900_000, full_amount: 1_200_000, asked_in_all: 1_200_000 };

  it('say nothing of each other, nor of a rest of the rest', () => {
    expect(told([], part, [other(300_000)])).toBeNull();
    expect(told([other(100_000)], part, [other(200_000)])).toBeNull();
  });

  it('are the whole beside another payment', () => {
    expect(told([other(3_900_000)], part, [other(300_000)])).toEqual(['5100000', 'CFO']);
    expect(told([other(3_800_000)], part, [other(300_000)])).toBeNull();
  });

  it('are told apart from others by their cases', () => {
    const rest = other(300_000);
    const current = sampleCase({
      payment: payment(part),
      rests: [{ runId: rest.runId, paymentId: rest.paymentId, amount: 300_000, fitsAt: null }],
    });
    const checks = (history: readonly EarlierPayment[]) =>
      laterUnusual(current, history, shippedPolicy).map(({ check }) => check);
    expect(checks([rest])).not.toContain('together_above_tier');
    expect(checks([rest, other(3_900_000)])).toContain('together_above_tier');
  });
});

it('a payment that waits says so once', () => {
  const current = sampleCase({ payment: payment({ amount: 900_000 }) });
  const [found] = laterUnusual(current, [other(300_000)], shippedPolicy).filter(
    ({ check }) => check === 'together_above_tier',
  );
  expect(found).toMatchObject({ payments: ['PAY-1'] });
  expect(laterUnusual({ ...current, laterUnusual: [found!] }, [other(300_000)], shippedPolicy)).not.toContainEqual(
    expect.objectContaining({ check: 'together_above_tier' }),
  );
});

it('a policy that has no row for it does not look', () => {
  const { lookback_days, rules } = shippedPolicy.unusual!;
  const unusual = { lookback_days, rules: rules.filter(({ check }) => check !== 'together_above_tier') };
  const question = { payment: asked, history: [other(900_000)], askedAtMs: nowMs };
  const checks = findUnusual({ ...question, policy: { ...shippedPolicy, unusual } }).map(({ check }) => check);
  expect(checks).not.toContain('together_above_tier');
});
