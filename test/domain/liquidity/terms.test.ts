import { termsOf } from '../../../src/domain/liquidity/terms';
import { policyWith, shippedPolicy } from '../policy/shipped-policy';

const terms = termsOf(shippedPolicy);
const leaving = {
  entity: 'BankSubsidiary_TR',
  currency: 'USD',
  paymentType: 'SWIFT',
  channel: 'SWIFT',
  atMs: Date.parse('2026-01-22T14:59:59Z'),
};

describe('whether money may leave', () => {
  test('is the effective cutoff of policy, grace included', () => {
    expect(terms.judgeDeparture(leaving)).toMatchObject({
      allowed: true,
      cutoffMs: Date.parse('2026-01-22T15:00:00Z'),
    });
    const later = { ...leaving, atMs: Date.parse('2026-01-22T15:20:00Z') };
    expect(terms.judgeDeparture(later)).toMatchObject({ allowed: false });
    expect(terms.judgeDeparture({ ...later, paymentType: 'EMERGENCY' })).toMatchObject({ allowed: true });
  });

  test('is judged by the channel for types only a ledger knows, and not at all without either', () => {
    expect(terms.judgeDeparture({ ...leaving, paymentType: 'es_health' })).toMatchObject({ allowed: true });
    expect(terms.judgeDeparture({ ...leaving, paymentType: 'es_health', channel: null })).toBeNull();
    expect(terms.judgeDeparture({ ...leaving, channel: null })).toMatchObject({ allowed: true });
  });

  test('is no on a bank holiday, with the reason', () => {
    const answer = terms.judgeDeparture({ ...leaving, atMs: Date.parse('2026-01-19T10:00:00Z') });
    expect(answer).toMatchObject({ allowed: false, cutoffMs: null });
    expect(answer?.why).toContain('Same-day settlement is impossible');
  });
});

describe('a recorded rate', () => {
  const atMs = Date.parse('2026-01-22T10:00:00Z');

  test('is crossed over USD and says when it was recorded', () => {
    expect(terms.rate('EUR', 'USD', atMs)?.toNumber()).toBe(1.17);
    expect(terms.rate('EUR', 'GBP', atMs)?.times(1.345).toDecimalPlaces(12).toNumber()).toBe(1.17);
    expect(terms.ratesAsOf).toBe('2026-01-21T16:00:00Z');
  });

  test('is none where nobody recorded it, or where it is older than policy allows', () => {
    expect(terms.rate('SEK', 'USD', atMs)).toBeNull();
    const strict = termsOf(policyWith({ file: 'fx-rates.yaml', from: 'max_age_days: 366', to: 'max_age_days: 1' }));
    expect(strict.rate('EUR', 'USD', Date.parse('2026-01-22T15:59:00Z'))).not.toBeNull();
    expect(strict.rate('EUR', 'USD', Date.parse('2026-01-22T16:01:00Z'))).toBeNull();
  });
});

describe('the liquidity table', () => {
  test('is refused by file and line where it says what is not possible', () => {
    expect(() =>
      policyWith({ file: 'liquidity.yaml', from: 'deciding_scope: account', to: 'deciding_scope: whoever' }),
    ).toThrow(/liquidity\.yaml:\d+: deciding_scope/);
    expect(() => policyWith({ file: 'liquidity.yaml', from: 'limit: "500000"', to: 'limit: 500000' })).toThrow(
      /liquidity\.yaml:\d+: credit_lines\.0\.limit/,
    );
  });
});
