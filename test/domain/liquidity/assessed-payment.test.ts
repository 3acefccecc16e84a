import fc from 'fast-check';
import type { LiquidityInput } from '../../../src/domain/evidence/liquidity-screening';
import { assessLiquidity } from '../../../src/domain/liquidity/assess-liquidity';
import type { Ledger } from '../../../src/domain/liquidity/ledger/ledger';
import { account, at, buffer, flow, ledgerOf, noTerms, testDay } from './ledger-fixture';

const nowMs = at('13:00');

function assess(ledger: Ledger, input: LiquidityInput) {
  const result = assessLiquidity(ledger, input, { runId: 'WF-test', nowMs, terms: noTerms });
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '));
  return result.output;
}

function problemsOf(ledger: Ledger, input: LiquidityInput): string[] {
  const result = assessLiquidity(ledger, input, { runId: 'WF-test', nowMs, terms: noTerms });
  return result.ok ? [] : result.problems.map(({ code, field }) => `${code} ${field ?? ''}`);
}

const accounts = [account('A', '1000.00'), account('Y', '900000', { currency: 'JPY' })];
const buffers = [buffer('500.00'), buffer('500000', { currency: 'JPY' })];
const ledger = ledgerOf(accounts, buffers, [
  flow('PAY', 'A', '11:00', '-600.00'),
  flow('T2', 'A', '12:00', '-50.00', { status: 'ON_HOLD' }),
  flow('T3', 'A', '15:00', '400.00'),
]);

describe('a part of a queued payment', () => {
  const part = assess(ledger, { payment_id: 'PAY', amount: 450, full_amount: 600 });

  test('takes the whole out of the day and is counted in its place', () => {
    expect(part.payment_assessed).toMatchObject({
      amount: 450,
      full_amount: 600,
      timestamp_utc: `${testDay}T11:00:00Z`,
    });
    expect(part.account_summary).toMatchObject({ total_outflow: 500, end_of_day_balance: 900 });
    expect(part.breach_assessment).toMatchObject({ breach: false, projected_min_balance: 500, headroom: 0 });
    expect(part.evidence?.concentration).toMatchObject({ beneficiary_total: 500, payment_share: 90 });
  });

  test('may be all of it, and says so', () => {
    const whole = assess(ledger, { payment_id: 'PAY', full_amount: '600.00' });
    expect(whole.payment_assessed).toMatchObject({ amount: 600, full_amount: 600 });
    expect(whole.breach_assessment).toEqual(assess(ledger, { payment_id: 'PAY' }).breach_assessment);
  });

  test.each<[string, LiquidityInput, string]>([
    ['is of another whole', { amount: 450, full_amount: 601 }, 'contradicts_ledger full_amount'],
    ['is more than the whole', { amount: 601, full_amount: 600 }, 'part_too_large amount'],
    ['is nothing', { amount: 0, full_amount: 600 }, 'amount_not_positive amount'],
    ['is less than nothing', { amount: -1, full_amount: 600 }, 'amount_not_positive amount'],
    ['is finer than a cent', { amount: '1.0005', full_amount: 600 }, 'amount_too_precise amount'],
    ['can be read in two ways', { amount: '1.005', full_amount: 600 }, 'amount_ambiguous amount'],
    ['has a whole that is no amount', { amount: 450, full_amount: 'all' }, 'amount_not_a_number full_amount'],
    ['has a whole of nothing', { amount: 450, full_amount: 0 }, 'amount_not_positive full_amount'],
    ['does not say that it is one', { amount: 450 }, 'contradicts_ledger amount'],
  ])('that %s is refused by name', (_why, input, problem) => {
    expect(problemsOf(ledger, { payment_id: 'PAY', ...input })).toEqual([problem]);
  });
});

describe('what is said of a queued payment', () => {
  const typed = ledgerOf(accounts, buffers, [
    flow('PLAIN', 'A', '11:00', '-60.00', { payment_type: 'SWIFT', channel: 'SWIFT' }),
    flow('TOP', 'A', '11:00', '-60.00', { payment_type: 'EMERGENCY', channel: null }),
    flow('OWN', 'A', '11:00', '-60.00', { payment_type: 'es_health', channel: 'SWIFT' }),
  ]);

  test.each<[string, LiquidityInput]>([
    ['the type and channel of its row', { payment_id: 'PLAIN', payment_type: 'SWIFT', channel: 'SWIFT' }],
    ['a stricter type', { payment_id: 'PLAIN', payment_type: 'URGENT_SUPPLIER' }],
    ['the strictest type', { payment_id: 'PLAIN', payment_type: 'EMERGENCY' }],
    ['a channel where its row has none', { payment_id: 'TOP', channel: 'INTERNAL' }],
    ['a request’s type for one of the ledger’s own', { payment_id: 'OWN', payment_type: 'INTERNAL' }],
    ['the ledger’s own type again', { payment_id: 'OWN', payment_type: 'es_health' }],
  ])('may be %s', (_what, input) => {
    expect(problemsOf(typed, input)).toEqual([]);
  });

  test.each<[string, LiquidityInput, string[]]>([
    ['another plain type', { payment_id: 'PLAIN', payment_type: 'INTERNAL' }, ['contradicts_ledger payment_type']],
    ['a less strict type', { payment_id: 'TOP', payment_type: 'URGENT_SUPPLIER' }, ['contradicts_ledger payment_type']],
    ['a type that nobody knows', { payment_id: 'OWN', payment_type: 'es_food' }, ['contradicts_ledger payment_type']],
    ['another channel', { payment_id: 'OWN', channel: 'SEPA' }, ['contradicts_ledger channel']],
    [
      'another type and a channel that is none',
      { payment_id: 'PLAIN', payment_type: 'SEPA', channel: 'BANANA' },
      ['contradicts_ledger payment_type', 'contradicts_ledger channel'],
    ],
  ])('may not be %s', (_what, input, problems) => {
    expect(problemsOf(typed, input)).toEqual(problems);
  });
});

describe('a part of a payment that the ledger does not have', () => {
  const asked = { currency: 'USD', account_id: 'A', timestamp_utc: `${testDay}T11:00:00Z` };

  test('is assessed as what it is, with the whole beside it', () => {
    const { payment_assessed: assessed, breach_assessment: breach } = assess(ledger, {
      ...asked,
      amount: 40,
      full_amount: 600,
    });
    expect(assessed).toMatchObject({ amount: 40, full_amount: 600 });
    expect(breach).toEqual(assess(ledger, { ...asked, amount: 40 }).breach_assessment);
  });

  test('that is more than the whole is refused by name', () => {
    expect(problemsOf(ledger, { ...asked, amount: 41, full_amount: 40 })).toEqual(['part_too_large amount']);
  });

  test('says nothing of a whole where there is none', () => {
    expect(assess(ledger, { ...asked, amount: 40 }).payment_assessed).not.toHaveProperty('full_amount');
  });
});

describe('the time of a payment', () => {
  test('that is not in the ledger is its own, though the clock is past it already', () => {
    const { payment_assessed: assessed } = assess(ledger, {
      payment_id: 'NEW',
      amount: 40,
      currency: 'USD',
      account_id: 'A',
      timestamp_utc: `${testDay}T10:00:00Z`,
    });
    expect(assessed).toMatchObject({ timestamp_utc: `${testDay}T10:00:00Z`, timestamp_source: 'given' });
  });

  test('of the ledger is its row’s, and may be said again', () => {
    const said = assess(ledger, { payment_id: 'PAY', timestamp_utc: `${testDay} 11:00` });
    expect(said.payment_assessed).toMatchObject({ timestamp_source: 'ledger', timestamp_utc: `${testDay}T11:00:00Z` });
  });
});

describe('the largest releasable part', () => {
  test('keeps the buffer, and one minor unit more does not, whatever the day holds', () => {
    const time = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:30`);
    const size = fc.integer({ min: 0, max: 50_000 });
    const currency = fc.constantFrom({ code: 'USD', id: 'A', exponent: 2 }, { code: 'JPY', id: 'Y', exponent: 0 });
    const moves = fc.array(fc.record({ time, size, sign: fc.constantFrom('', '-') }), { maxLength: 8 });
    fc.assert(
      fc.property(currency, moves, time, fc.integer({ min: 1, max: 600_000 }), (money, day, when, minor) => {
        const text = (units: number) => (units / 10 ** money.exponent).toFixed(money.exponent);
        const unit = 10 ** -money.exponent;
        const of = ledgerOf(accounts, buffers, [
          flow('PAY', money.id, when, `-${text(minor)}`, { currency: money.code }),
          ...day.map((move, index) =>
            flow(`R${index}`, money.id, move.time, `${move.sign}${text(move.size)}`, { currency: money.code }),
          ),
        ]);
        const whole = assess(of, { payment_id: 'PAY' }).breach_assessment;
        // Below the buffer before it goes: then no part is to blame, and none can mend it.
        fc.pre(!whole.already_below_buffer && whole.max_releasable > 0);
        const partOf = (amount: string) =>
          assess(of, { payment_id: 'PAY', amount, full_amount: text(minor) }).breach_assessment;
        expect(partOf(whole.max_releasable.toFixed(money.exponent))).toMatchObject({ breach: false, gap: 0 });
        if (whole.breach) {
          const more = (whole.max_releasable + unit).toFixed(money.exponent);
          expect(partOf(more)).toMatchObject({ breach: true, gap: Number(unit.toFixed(money.exponent)) });
        }
      }),
      { numRuns: 300 },
    );
  });
});
