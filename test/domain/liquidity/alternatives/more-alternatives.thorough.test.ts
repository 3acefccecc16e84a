import fc from 'fast-check';
import { assessLiquidity } from '../../../../src/domain/liquidity/assess-liquidity';
import type { LiquidityAlternative, LiquidityInput } from '../../../../src/domain/evidence/liquidity-screening';
import type { Ledger } from '../../../../src/domain/liquidity/ledger/ledger';
import type { LiquidityTerms } from '../../../../src/domain/liquidity/terms';
import { account, at, buffer, flow, ledgerOf, noTerms, termsWith, testDay } from '../ledger-fixture';

function assess(ledger: Ledger, input: LiquidityInput, terms: LiquidityTerms = noTerms) {
  const result = assessLiquidity(ledger, input, { runId: 'WF-test', nowMs: at('10:00'), terms });
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '));
  return result.output;
}

function option<K extends LiquidityAlternative['kind']>(
  ledger: Ledger,
  input: LiquidityInput,
  kind: K,
  terms?: LiquidityTerms,
) {
  return assess(ledger, input, terms).recommendation.alternative_details!.find(
    (candidate): candidate is Extract<LiquidityAlternative, { kind: K }> => candidate.kind === kind,
  )!;
}

const urgent = {
  amount: 400,
  currency: 'USD',
  account_id: 'A',
  timestamp_utc: `${testDay}T11:00:00Z`,
  payment_type: 'EMERGENCY',
};

describe('a credit line', () => {
  const line = { id: 'line', entity: 'North', currency: 'USD', limit: '300', provider: 'House bank', overnight: false };
  const terms = (more: Partial<typeof line> = {}) => termsWith({ credit_lines: [{ ...line, ...more }] });
  const recovering = ledgerOf([account('A', '700.00')], [buffer('500.00')], [flow('IN', 'A', '15:00', '900.00')]);
  const empty = ledgerOf([account('A', '700.00')], [buffer('500.00')], [flow('IN', 'A', '15:00', '0.00')]);

  test('covers what is missing and says when it can be paid back', () => {
    expect(option(recovering, urgent, 'credit_line', terms())).toMatchObject({
      feasible: true,
      amount: 200,
      line_id: 'line',
      limit: 300,
      repaid_at: `${testDay}T15:00:00Z`,
    });
  });

  test('is not offered where it cannot be paid back the same day, unless it may stay overnight', () => {
    expect(option(empty, urgent, 'credit_line', terms()).why).toContain('must be paid back today');
    expect(option(empty, urgent, 'credit_line', terms({ overnight: true }))).toMatchObject({
      feasible: true,
      repaid_at: null,
    });
  });

  test.each([
    ['too small', { limit: '199.99' }, 'gives at most 199.99 USD of the 200 USD needed'],
    ['another entity’s', { entity: 'South' }, 'Policy names no USD credit line for North'],
    ['in another currency', { currency: 'EUR' }, 'Policy names no USD credit line for North'],
  ])('is not offered where it is %s', (_why, more, words) => {
    expect(option(recovering, urgent, 'credit_line', terms(more))).toMatchObject({ feasible: false });
    expect(option(recovering, urgent, 'credit_line', terms(more)).why).toContain(words);
  });
});

describe('a sweep near the cutoff', () => {
  const ledger = ledgerOf(
    [account('A', '700.00'), account('B', '2000.00')],
    [buffer('500.00')],
    [flow('X', 'A', '09:00', '0.00')],
  );

  test('is offered only while the source may still send money', () => {
    expect(option(ledger, urgent, 'sweep', termsWith({ cutoff: '11:01' }))).toMatchObject({
      feasible: true,
      sources: [{ account_id: 'B', cutoff_checked: true }],
    });
    const late = option(ledger, urgent, 'sweep', termsWith({ cutoff: '11:00' }));
    expect(late).toMatchObject({ feasible: false, sources: [] });
    expect(late.why).toContain('1 more may not send money at that time');
  });
});

describe('a conversion', () => {
  const rates = { usdPerUnit: { EUR: 1.25, JPY: 0.008, KWD: 3.25 } };
  const rules = [
    buffer('500.00'),
    buffer('100.00', { currency: 'EUR' }),
    buffer('0', { currency: 'JPY' }),
    buffer('0', { currency: 'KWD' }),
  ];
  const withEuro = ledgerOf([account('A', '700.00'), account('E', '260.00', { currency: 'EUR' })], rules, [
    flow('X', 'A', '09:00', '0.00'),
  ]);

  test('takes as much of the other currency as the rate and the margin need, rounded up to its unit', () => {
    expect(option(withEuro, urgent, 'fx_sweep', termsWith(rates))).toMatchObject({
      feasible: true,
      amount: 200,
      rates_as_of: `${testDay}T06:00:00Z`,
      sources: [{ account_id: 'E', currency: 'EUR', amount: 160, bought: 200, headroom_after: 0 }],
    });
    // 161.60 would be needed, 160 are there.
    expect(option(withEuro, urgent, 'fx_sweep', termsWith({ ...rates, fx_margin_percent: 1 }))).toMatchObject({
      feasible: false,
    });
  });

  test('is not offered without a rate, and says for which currency', () => {
    const offer = option(withEuro, urgent, 'fx_sweep', termsWith({}));
    expect(offer).toMatchObject({ feasible: false, sources: [] });
    expect(offer.why).toContain('no rate is recorded for EUR');
  });

  test('never breaches its source and always buys enough, in currencies of any exponent', () => {
    let offered = 0;
    fc.assert(
      fc.property(
        fc.constantFrom('EUR', 'JPY', 'KWD'),
        fc.integer({ min: 1, max: 900_000 }),
        fc.integer({ min: 20_001, max: 150_000 }),
        fc.integer({ min: 0, max: 5 }),
        (currency, units, cents, fx_margin_percent) => {
          const opening = { EUR: (units / 100).toFixed(2), JPY: String(units), KWD: (units / 1000).toFixed(3) }[
            currency
          ];
          const ledger = ledgerOf([account('A', '700.00'), account('F', opening, { currency })], rules, [
            flow('X', 'A', '09:00', '0.00'),
          ]);
          const payment = { ...urgent, amount: (cents / 100).toFixed(2) };
          const offer = option(ledger, payment, 'fx_sweep', termsWith({ ...rates, fx_margin_percent }));
          if (!offer.feasible) return;
          offered += 1;
          const [source] = offer.sources;
          const minimum = currency === 'EUR' ? 100 : 0;
          expect(source!.amount + source!.headroom_after).toBeCloseTo(Number(opening) - minimum, 3);
          expect(source!.headroom_after).toBeGreaterThanOrEqual(0);
          const usdPerUnit = rates.usdPerUnit[currency] / (1 + fx_margin_percent / 100);
          expect(source!.amount * usdPerUnit).toBeGreaterThanOrEqual(offer.amount - 1e-9);
        },
      ),
      { numRuns: 400 },
    );
    expect(offered).toBeGreaterThan(50);
  });
});

describe('whose buffer decides', () => {
  const ledger = ledgerOf(
    [
      account('A', '2000.00'),
      account('B', '-2000.00'),
      account('C', '800.00'),
      account('S', '900.00', { entity: 'South' }),
    ],
    [buffer('500.00'), buffer('100.00', { entity: 'South' })],
    [flow('X', 'A', '09:00', '0.00')],
  );

  test('is the account by default', () => {
    expect(assess(ledger, urgent).breach_assessment).toMatchObject({ breach: false, decided_by: 'account' });
  });

  test('is the entity’s total where policy says so, and its own accounts then fund nothing', () => {
    const terms = termsWith({ deciding_scope: 'entity' });
    const { breach_assessment, recommendation } = assess(ledger, urgent, terms);
    expect(breach_assessment).toMatchObject({
      breach: true,
      decided_by: 'entity',
      projected_min_balance: 400,
      gap: 100,
      max_releasable: 300,
    });
    expect(recommendation.reason).toContain('North would fall to 400 USD');
    expect(option(ledger, urgent, 'sweep', terms).sources).toMatchObject([
      { account_id: 'S', amount: 100, intercompany: true },
    ]);
  });

  test('is the strictest of both where policy says so, part and time fitting both', () => {
    const tight = ledgerOf(
      [account('A', '700.00'), account('B', '100.00')],
      [buffer('500.00')],
      [flow('IN', 'A', '14:00', '300.00'), flow('OUT', 'B', '13:00', '-100.00'), flow('IN2', 'B', '16:00', '400.00')],
    );
    const output = assess(tight, urgent, termsWith({ deciding_scope: 'strictest' }));
    expect(output.breach_assessment).toMatchObject({
      decided_by: 'account',
      gap: 200,
      max_releasable: 200,
      earliest_full_release: `${testDay}T14:00:00Z`,
    });
    expect(
      assess(tight, { ...urgent, amount: 100 }, termsWith({ deciding_scope: 'strictest' })).breach_assessment,
    ).toMatchObject({
      breach: false,
    });
  });

  test('with strictest, is satisfied by the part and the time it states for both, and by no more and no earlier', () => {
    const hour = fc.integer({ min: 0, max: 23 }).map((value) => `${String(value).padStart(2, '0')}:00`);
    const move = fc.record({ on: fc.constantFrom('A', 'B'), hour, cents: fc.integer({ min: -40_000, max: 40_000 }) });
    const terms = termsWith({ deciding_scope: 'strictest' });
    let differing = 0;
    fc.assert(
      fc.property(
        fc.array(move, { maxLength: 12 }),
        fc.integer({ min: 2, max: 90_000 }),
        hour,
        (moves, cents, when) => {
          const rows = moves.map((of, index) => flow(`T${index}`, of.on, of.hour, (of.cents / 100).toFixed(2)));
          const day = ledgerOf(
            [account('A', '900.00'), account('B', '-100.00')],
            [buffer('500.00')],
            [flow('ANCHOR', 'A', '00:00', '0.00'), ...rows],
          );
          const ask = (amountCents: number, time: string) => {
            const payment = {
              ...urgent,
              amount: (amountCents / 100).toFixed(2),
              timestamp_utc: `${testDay}T${time}:00Z`,
            };
            const of = (deciding_scope: 'account' | 'entity' | 'strictest') =>
              assess(day, payment, termsWith({ deciding_scope })).breach_assessment;
            return {
              both: assess(day, payment, terms).breach_assessment,
              account: of('account'),
              entity: of('entity'),
            };
          };
          const { both, account: one, entity: other } = ask(cents, when);
          expect(both.breach).toBe(one.breach || other.breach);
          expect(both.headroom).toBe(Math.min(one.headroom, other.headroom));
          expect(both.max_releasable).toBe(Math.min(one.max_releasable, other.max_releasable));
          const times = [one.earliest_full_release, other.earliest_full_release];
          expect(both.earliest_full_release).toBe(times.includes(null) ? null : times.toSorted().at(-1));
          if (one.max_releasable !== other.max_releasable && !times.includes(null) && times[0] !== times[1])
            differing += 1;
        },
      ),
      { numRuns: 400 },
    );
    expect(differing).toBeGreaterThan(5);
  });

  test('is refused where the entity’s total is not known', () => {
    const unopened = ledgerOf([account('A', '900.00')], [buffer('500.00')], [flow('X', 'GHOST', '09:00', '-1.00')]);
    const result = assessLiquidity(unopened, urgent, {
      runId: 'WF-test',
      nowMs: at('10:00'),
      terms: termsWith({ deciding_scope: 'strictest' }),
    });
    expect(result.ok ? [] : result.problems.map(({ code }) => code)).toEqual(['missing_balance']);
  });
});

describe('the evidence beside the figures', () => {
  const ledger = ledgerOf(
    [account('A', '5000.00')],
    [buffer('500.00')],
    [
      flow('BIG', 'A', '09:00', '-600.00', { beneficiary_name: 'Other Co', alert_flag: 'ANOMALY_DETECTED' }),
      flow('PAY', 'A', '11:00', '-200.00', { beneficiary_name: 'Acme  works', alert_flag: 'WATCH' }),
      flow('SAME', 'A', '12:00', '-200.00', { beneficiary_name: 'ACME Works' }),
      flow('IN', 'A', '13:00', '700.00', { beneficiary_name: 'Acme Works', alert_flag: 'LATE' }),
    ],
  );

  test('names the largest payment, the beneficiary’s share and what is flagged', () => {
    expect(assess(ledger, { payment_id: 'PAY' }).evidence).toEqual({
      concentration: {
        payment_share: 20,
        largest_payment: { txn_id: 'BIG', amount: 600, share: 60 },
        beneficiary_total: 400,
        beneficiary_share: 40,
      },
      anomalies: {
        payment_flag: 'WATCH',
        flagged_rows: 3,
        flagged_total: 1500,
        flagged_ids: ['BIG', 'PAY', 'IN'],
      },
    });
  });

  test('counts a payment the ledger does not have as one more', () => {
    const { evidence } = assess(ledger, { ...urgent, amount: 1000, beneficiary_name: 'acme works' });
    expect(evidence).toMatchObject({
      concentration: {
        payment_share: 50,
        largest_payment: { txn_id: null, amount: 1000, share: 50 },
        beneficiary_total: 1400,
        beneficiary_share: 70,
      },
      anomalies: { payment_flag: null },
    });
    expect(assess(ledger, urgent, noTerms).evidence?.concentration.beneficiary_total).toBeNull();
  });
});
