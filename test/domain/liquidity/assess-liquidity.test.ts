import { assessLiquidity } from '../../../src/domain/liquidity/assess-liquidity';
import type { LiquidityInput } from '../../../src/domain/evidence/liquidity-screening';
import type { Ledger } from '../../../src/domain/liquidity/ledger/ledger';
import { account, at, buffer, flow, ledgerOf, noTerms, termsWith } from './ledger-fixture';

const call = { runId: 'WF-test', nowMs: at('10:00'), terms: noTerms };

function assess(ledger: Ledger, input: LiquidityInput) {
  const result = assessLiquidity(ledger, input, call);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '));
  return result.output;
}

function problemsOf(ledger: Ledger, input: LiquidityInput): string[] {
  const result = assessLiquidity(ledger, input, call);
  return result.ok ? [] : result.problems.map(({ code, field }) => `${code} ${field ?? ''}`);
}

const plain = ledgerOf(
  [
    account('A', '1000.00'),
    account('B', '5000.00'),
    account('Y', '900000', { currency: 'JPY' }),
    account('K', '50.125', { currency: 'KWD' }),
  ],
  [buffer('500.00'), buffer('500000', { currency: 'JPY' }), buffer('20.001', { currency: 'KWD' })],
  [
    flow('T1', 'A', '09:00', '-100.00', { status: 'RELEASED' }),
    flow('PAY', 'A', '11:00', '-600.00'),
    flow('T2', 'A', '12:00', '-50.00', { status: 'ON_HOLD' }),
    flow('T3', 'A', '15:00', '400.00'),
    flow('T4', 'B', '09:30', '-1000.00', { status: 'SETTLED' }),
    flow('RECEIPT', 'A', '16:00', '10.00'),
    flow('LOST', 'NOBALANCE', '10:00', '-10.00', { currency: 'EUR' }),
  ],
);

describe('a queued payment, by its id alone', () => {
  const output = assess(plain, { payment_id: 'PAY' });

  test('is looked up and counted once', () => {
    expect(output.payment_assessed).toMatchObject({
      amount: 600,
      currency: 'USD',
      account_id: 'A',
      entity: 'North',
      timestamp_utc: '2026-01-22T11:00:00Z',
    });
    expect(output.account_summary).toEqual({
      start_of_day_balance: 1000,
      total_outflow: 750,
      total_inflow: 410,
      net_flow: -340,
      end_of_day_balance: 660,
    });
  });

  test('is judged at the deepest point of the day, not at the first breach', () => {
    expect(output.breach_assessment).toMatchObject({
      breach: true,
      first_breach_time: '2026-01-22T11:00:00Z',
      projected_min_time: '2026-01-22T12:00:00Z',
      projected_min_balance: 250,
      gap: 250,
      headroom: -250,
      severity: 'CRITICAL',
      max_releasable: 350,
      earliest_full_release: '2026-01-22T15:00:00Z',
      recovery_time: '2026-01-22T15:00:00Z',
      already_below_buffer: false,
    });
    expect(output.recommendation.action).toBe('HOLD');
    expect(output.recommendation.reason).toBe(
      'A would fall to 250 USD at 12:00 UTC, 250 USD below its buffer of 500 USD.',
    );
    expect(output.recommendation.alternatives).toEqual(['Delay', 'Partial release', 'Escalate for funding']);
  });

  test('shows the certain flows alone, and the entity, beside it', () => {
    const rows = output.scopes?.map(({ scope, view, projected_min_balance, flows }) => [
      scope,
      view,
      projected_min_balance,
      flows,
    ]);
    expect(rows).toEqual([
      ['account', 'all', 250, 5],
      ['entity', 'all', 4250, 6],
      ['account', 'certain', 300, 1],
      ['entity', 'certain', 4300, 2],
    ]);
  });

  test('names the rows every figure comes from', () => {
    expect(output.audit).toMatchObject({
      rows_used: 5,
      row_ids: ['T1', 'PAY', 'T2', 'T3', 'RECEIPT'],
      cutoff_time: '15:00',
    });
  });

  test('described again in full gives the same figures', () => {
    const again = assess(plain, {
      payment_id: 'PAY',
      amount: '600.0',
      currency: 'USD',
      account_id: 'A',
      entity: 'North',
      beneficiary_name: 'ACME  works',
      timestamp_utc: '2026-01-22 11:00:00',
    });
    expect(again).toEqual(output);
  });

  test('is refused by the name of every field that contradicts the ledger', () => {
    const contrary: LiquidityInput = {
      payment_id: 'PAY',
      amount: 601,
      currency: 'EUR',
      account_id: 'B',
      entity: 'South',
      beneficiary_name: 'Somebody Else',
      timestamp_utc: '2026-01-22T11:00:01Z',
    };
    expect(problemsOf(plain, contrary)).toEqual([
      'contradicts_ledger amount',
      'contradicts_ledger currency',
      'contradicts_ledger account_id',
      'contradicts_ledger entity',
      'contradicts_ledger beneficiary_name',
      'contradicts_ledger timestamp_utc',
    ]);
  });
});

describe('a payment the ledger does not have', () => {
  test('is put on top of all flows, at the given time', () => {
    const output = assess(plain, {
      amount: 100,
      currency: 'USD',
      account_id: 'A',
      timestamp_utc: '2026-01-22T15:30:00Z',
    });
    expect(output.breach_assessment).toMatchObject({
      projected_min_balance: 250,
      breach: true,
      already_below_buffer: true,
    });
    expect(output.payment_assessed).toMatchObject({ entity: 'North', timestamp_source: 'given' });
  });

  test('without a time goes now', () => {
    const output = assess(plain, { amount: 100, currency: 'USD', account_id: 'B' });
    expect(output.payment_assessed).toMatchObject({ timestamp_utc: '2026-01-22T10:00:00Z', timestamp_source: 'now' });
  });

  test('without a time, on another day than the ledger, is taken at the day’s start, the strictest', () => {
    const later = assessLiquidity(
      plain,
      { amount: 100, currency: 'USD', account_id: 'B' },
      { ...call, nowMs: at('10:00') + 3 * 86_400_000 },
    );
    expect(later.ok && later.output.payment_assessed).toMatchObject({
      timestamp_utc: '2026-01-22T00:00:00Z',
      timestamp_source: 'start_of_day',
    });
  });

  test('with an id of its own is assessed under that id', () => {
    const output = assess(plain, {
      payment_id: 'NEW-1',
      amount: 100,
      currency: 'USD',
      account_id: 'B',
      entity: 'North',
    });
    expect(output.payment_assessed.payment_id).toBe('NEW-1');
  });

  test('that keeps the buffer is released, with no alternatives', () => {
    const output = assess(plain, { amount: 100, currency: 'USD', account_id: 'B' });
    expect(output.recommendation).toEqual({
      action: 'RELEASE',
      reason: 'B stays 3,400 USD above its buffer of 500 USD at its lowest (3,900 USD at 10:00 UTC).',
      alternatives: [],
      alternative_details: [],
    });
  });

  test('in a currency without decimals, or with three, is exact to the last unit', () => {
    const yen = assess(plain, { amount: 400001, currency: 'JPY', account_id: 'Y' });
    expect(yen.breach_assessment).toMatchObject({ gap: 1, max_releasable: 400000 });
    const dinar = assess(plain, { amount: 30.125, currency: 'KWD', account_id: 'K' });
    expect(dinar.breach_assessment).toMatchObject({ projected_min_balance: 20, gap: 0.001, max_releasable: 30.124 });
  });

  test('at the first or the last second of the day is answered', () => {
    const first = assess(plain, {
      amount: 4000,
      currency: 'USD',
      account_id: 'B',
      timestamp_utc: '2026-01-22T00:00:00Z',
    });
    expect(first.breach_assessment).toMatchObject({
      first_breach_time: '2026-01-22T09:30:00Z',
      projected_min_balance: 0,
    });
    const last = assess(plain, {
      amount: 3501,
      currency: 'USD',
      account_id: 'B',
      timestamp_utc: '2026-01-22T23:59:59Z',
    });
    expect(last.breach_assessment).toMatchObject({ first_breach_time: '2026-01-22T23:59:59Z', gap: 1 });
  });
});

describe('an account already below its buffer', () => {
  const low = ledgerOf(
    [account('A', '400.00')],
    [buffer('500.00')],
    [flow('IN', 'A', '09:00', '1000.00', { status: 'RELEASED' }), flow('PAY', 'A', '11:00', '-300.00')],
  );

  test('is said to be so, and the payment that fits from its own time on is not blamed', () => {
    const output = assess(low, { payment_id: 'PAY' });
    expect(output.breach_assessment).toMatchObject({
      breach: true,
      already_below_buffer: true,
      first_breach_time: '2026-01-22T00:00:00Z',
      below_buffer_since: '2026-01-22T00:00:00Z',
      gap: 100,
      max_releasable: 300,
      earliest_full_release: '2026-01-22T11:00:00Z',
    });
    expect(output.recommendation.reason).toBe(
      'A is already below buffer (500 USD) since the start of the day, without this payment. From its own time on the payment keeps the buffer.',
    );
    expect(output.recommendation.alternative_details).toHaveLength(7);
    expect(output.recommendation.alternative_details?.some(({ feasible }) => feasible)).toBe(false);
  });

  test('and pushed deeper says how deep', () => {
    const output = assess(low, {
      amount: 1000,
      currency: 'USD',
      account_id: 'A',
      timestamp_utc: '2026-01-22T12:00:00Z',
    });
    expect(output.recommendation.reason).toBe(
      'A is already below buffer (500 USD) since the start of the day, without this payment. With it the lowest balance is 100 USD at 12:00 UTC, 400 USD below.',
    );
  });

  test('is not said of one that only later flows would take there; their share is named', () => {
    const later = ledgerOf([account('A', '1000.00')], [buffer('500.00')], [flow('OUT', 'A', '15:00', '-600.00')]);
    const output = assess(later, { amount: 50, currency: 'USD', account_id: 'A' });
    expect(output.breach_assessment.already_below_buffer).toBe(false);
    expect(output.recommendation.reason).toBe(
      "A would fall to 350 USD at 15:00 UTC, 150 USD below its buffer of 500 USD. 100 USD of that comes from the day's other flows alone.",
    );
  });
});

describe('what the ledger cannot answer for', () => {
  const fields = { amount: 100, currency: 'USD', account_id: 'A', entity: 'North' };

  test.each<[string, LiquidityInput, string]>([
    ['an unknown payment', { payment_id: 'NOPE' }, 'unknown_payment payment_id'],
    ['money coming in', { payment_id: 'RECEIPT' }, 'payment_not_outgoing payment_id'],
    ['an unknown account', { ...fields, account_id: 'Z' }, 'unknown_account account_id'],
    ['an account without that currency', { ...fields, currency: 'EUR' }, 'account_currency currency'],
    [
      'flows without an opening balance',
      { ...fields, account_id: 'NOBALANCE', currency: 'EUR' },
      'missing_balance account_id',
    ],
    ['an unknown entity', { ...fields, entity: 'Atlantis' }, 'unknown_entity entity'],
    ['a negative amount', { ...fields, amount: -5 }, 'amount_not_positive amount'],
    ['more than 15 digits', { ...fields, amount: '12345678901234.00' }, 'amount_too_large amount'],
    ['more decimals than the currency has', { ...fields, amount: '1.0001' }, 'amount_too_precise amount'],
    ['an amount that can be read in two ways', { ...fields, amount: '1.001' }, 'amount_ambiguous amount'],
    ['a time that is none', { ...fields, timestamp_utc: 'noon' }, 'timestamp_invalid timestamp_utc'],
    [
      'a time before the day',
      { ...fields, timestamp_utc: '2026-01-21T23:59:59Z' },
      'timestamp_outside_day timestamp_utc',
    ],
    [
      'a time after the day',
      { ...fields, timestamp_utc: '2026-01-23T00:00:00Z' },
      'timestamp_outside_day timestamp_utc',
    ],
  ])('%s is a named problem', (_what, input, problem) => {
    expect(problemsOf(plain, input)).toEqual([problem]);
  });

  test('fields left out are each named', () => {
    expect(problemsOf(plain, { beneficiary_name: 'Acme' })).toEqual([
      'field_missing amount',
      'field_missing currency',
      'field_missing account_id',
    ]);
  });

  test('an entity without a buffer rule, or of another account, is a named problem', () => {
    const south = ledgerOf([account('A', '1.00'), account('S', '9.00', { entity: 'South' })], [buffer('1.00')], []);
    expect(problemsOf(south, { amount: 1, currency: 'USD', account_id: 'S' })).toEqual(['no_buffer_rule entity']);
    expect(problemsOf(south, { amount: 1, currency: 'USD', account_id: 'A', entity: 'South' })).toEqual([
      'account_entity entity',
    ]);
  });

  test('an entity with an unopened account has no total, never one that takes the missing balance for zero', () => {
    const gap = ledgerOf([account('A', '1000.00')], [buffer('1.00')], [flow('X', 'GHOST', '10:00', '-5.00')]);
    expect(assess(gap, { amount: 1, currency: 'USD', account_id: 'A' }).scopes?.map(({ scope }) => scope)).toEqual([
      'account',
      'account',
    ]);
  });
});

describe('the age of the data', () => {
  const ages: Readonly<Record<string, string | null>> = { A: '2026-01-22T09:55:00Z', B: '2026-01-15T10:00:00Z' };
  const dated = (of: Readonly<Record<string, string | null>>): Ledger => ({
    ...ledgerOf([account('A', '1000.00'), account('B', '1000.00')], [buffer('500.00')], []),
    asOfFor: (accountId) => of[accountId] ?? null,
  });
  const asked = { amount: 10, currency: 'USD', account_id: 'A' };
  const asOf = (of: Readonly<Record<string, string | null>>, deciding_scope: 'account' | 'entity' | 'strictest') => {
    const result = assessLiquidity(dated(of), asked, { ...call, terms: termsWith({ deciding_scope }) });
    return result.ok ? result.output.audit.data_as_of : 'refused';
  };

  test("is the account's own where the account decides, and the oldest of the entity's where its total has a say", () => {
    expect(asOf(ages, 'account')).toBe(ages['A']);
    expect(asOf(ages, 'entity')).toBe(ages['B']);
    expect(asOf(ages, 'strictest')).toBe(ages['B']);
    expect(asOf({ ...ages, B: null }, 'entity')).toBeNull();
    expect(asOf({ ...ages, B: null }, 'account')).toBe(ages['A']);
  });
});
