import fc from 'fast-check';
import {
  liquidityScreeningSchema,
  type LiquidityAlternative,
  type LiquidityScreening,
} from '../../src/domain/evidence/liquidity-screening';
import { account, buffer, flow, ledgerOf, termsWith, testDay } from '../domain/liquidity/ledger-fixture';
import {
  breachResult,
  internalCutoff,
  paymentCase,
  runId,
  states,
  viewOf,
  withToolCall,
} from './payment/case-fixtures';
import { assess } from './liquidity/demo-liquidity';
import { bytesOf, cards, chartOf, chartsOf, textOf, validationEvents } from './read-card';

/** A payment has fifteen digits; a balance, being a sum of them, has sixteen. */
const largest = Number.MAX_SAFE_INTEGER;
/** As large as evidence has them, in any currency's decimals, negative ones too. */
const amounts = fc
  .tuple(fc.integer({ min: -largest, max: largest }), fc.constantFrom(0, 2, 3))
  .map(([digits, exponent]) => Number(`${digits}e-${exponent}`));
const positive = amounts.map(Math.abs);
/** What takes the most room once it is escaped: each a name or an id as long as a request may have it. */
const names = fc.oneof(
  fc.string({ minLength: 1, maxLength: 100, unit: 'grapheme' }),
  fc.constantFrom(...['\n', '\\', '字', '"', '*'].map((unit) => unit.repeat(100))),
);
const instants = fc.integer({ min: 0, max: 86_399 }).map((second) => {
  return new Date(Date.parse(`${testDay}T00:00:00Z`) + second * 1_000).toISOString();
});
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const few = <T>(of: fc.Arbitrary<T>, most: number) =>
  fc.tuple(fc.array(of, { minLength: 1, maxLength: 3 }), fc.constantFrom(1, most)).map(([drawn, count]) => {
    return Array.from({ length: count }, (_, index) => drawn[index % drawn.length]!);
  });

const why = fc.tuple(names, names, names).map((parts) => parts.join(' '));
const proven = { feasible: fc.boolean(), why };
const source = {
  account_id: names,
  entity: names,
  amount: positive,
  headroom_after: positive,
  intercompany: fc.boolean(),
};
const option: fc.Arbitrary<LiquidityAlternative> = fc.oneof(
  fc.record({
    kind: fc.constant('delay' as const),
    ...proven,
    release_at: orNull(instants),
    cutoff_checked: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('partial_release' as const),
    ...proven,
    amount: positive,
    remainder: positive,
    remainder_release_at: orNull(instants),
  }),
  fc.record({
    kind: fc.constant('sweep' as const),
    ...proven,
    amount: positive,
    sources: few(fc.record(source), 500),
  }),
  fc.record({
    kind: fc.constant('swap_order' as const),
    ...proven,
    moved: few(
      fc.record({
        txn_id: names,
        beneficiary_name: names,
        payment_type: names,
        amount: positive,
        from: instants,
        to: instants,
      }),
      500,
    ),
  }),
  fc.record({
    kind: fc.constant('credit_line' as const),
    ...proven,
    amount: positive,
    line_id: orNull(names),
    provider: orNull(names),
    limit: orNull(positive),
    repaid_at: orNull(instants),
  }),
);

const breachFigures = {
  breach: fc.boolean(),
  first_breach_time: orNull(instants),
  gap: positive,
  projected_min_balance: amounts,
  buffer_threshold: amounts,
  headroom: amounts,
  severity: fc.constantFrom('NONE', 'WARNING', 'BREACH', 'CRITICAL'),
  max_releasable: positive,
  earliest_full_release: orNull(instants),
  already_below_buffer: fc.boolean(),
};
const summary = {
  start_of_day_balance: amounts,
  total_outflow: amounts,
  total_inflow: amounts,
  net_flow: amounts,
  end_of_day_balance: amounts,
};

/** Valid by the schema, with no regard to whether its figures agree: a card shows what it is given. */
const evidence: fc.Arbitrary<LiquidityScreening> = fc
  .record({
    payment_assessed: fc.record({
      payment_id: orNull(names),
      amount: positive,
      currency: fc.constantFrom('USD', 'JPY', 'KWD'),
      account_id: names,
      entity: names,
      beneficiary_name: orNull(names),
      timestamp_utc: instants,
    }),
    breach_assessment: fc.record({
      ...breachFigures,
      decided_by: fc.constantFrom('account', 'entity'),
      projected_min_time: instants,
      recovery_time: orNull(instants),
      below_buffer_since: orNull(instants),
      projected_min_balance_without_payment: amounts,
    }),
    account_summary: fc.record(summary),
    options: few(option, 7),
    scopes: few(
      fc.record({
        scope: fc.constantFrom('account', 'entity'),
        name: names,
        view: fc.constantFrom('all', 'certain'),
        flows: fc.nat(),
        ...breachFigures,
        ...summary,
      }),
      4,
    ),
    curve: fc.record({
      exact: fc.boolean(),
      points: fc.array(fc.record({ at: instants, balance: amounts }), { minLength: 1, maxLength: 48, size: 'max' }),
    }),
    reserved: few(fc.record({ payment_id: names, amount: positive, from: instants }), 2_000),
  })
  .map(({ options, reserved, ...drawn }) =>
    liquidityScreeningSchema.parse({
      ...breachResult,
      ...drawn,
      curve: { ...drawn.curve, points: drawn.curve.points.sort((a, b) => a.at.localeCompare(b.at)) },
      recommendation: { ...breachResult.recommendation, alternative_details: options },
      audit: { ...breachResult.audit, reserved, reserved_count: undefined, reserved_total: undefined },
    }),
  );

/** Waiting, looked at again and found worse, held, and ended: with and without buttons. */
const shownStates = [
  'awaiting approvals after a breach',
  'awaiting one approval',
  'held by a failed gate',
  'approved',
  'rejected',
].map((name) => states[name]!);

it('no valid evidence, however extreme, keeps a card from being drawn, valid and below 28 KB', () => {
  const cases = fc.record({
    shown: fc.constantFrom(...shownStates),
    result: evidence,
    before: names,
    accountIds: few(names, 500),
    beneficiary: names,
  });
  fc.assert(
    fc.property(cases, ({ shown, result, before, accountIds, beneficiary }) => {
      const { amount, currency, account_id, entity } = result.payment_assessed;
      const changes = [{ field: 'gap' as const, before, after: before }];
      const paid = withToolCall(
        {
          ...shown,
          payment: { ...shown.payment, amount, currency, account_id, entity, beneficiary_name: beneficiary },
          liquidityCheck: { checkedAt: `${testDay}T11:05:00Z`, ledgerFingerprint: 'f', verdict: 'worse', changes },
        },
        'liquidity',
        result,
      );
      const accountChoices = accountIds.map((id, index) => ({ account_id: `${index}${id}`, entity, currency }));
      const drawn = [
        cards.paymentCard(viewOf(paid, { accountChoices })),
        cards.paymentCard(viewOf(paid)),
        cards.liquidityCard(result),
        cards.whatIfCard(result, paid, internalCutoff),
      ];
      for (const card of drawn) {
        expect(bytesOf(card)).toBeLessThanOrEqual(28 * 1024);
        expect(validationEvents(card)).toEqual([]);
        expect(JSON.stringify(card)).not.toContain('${');
        for (const { data } of chartsOf(card).map(() => chartOf(card)))
          for (const { y } of data.flatMap(({ values }) => values)) expect(Math.abs(y)).toBeLessThan(1e9);
      }
    }),
    { numRuns: 120 },
  );
}, 120_000);

it.each([
  ['USD', '9999999999999.97', '1234567890123.45'],
  ['JPY', '999999999999997', '123456789012345'],
  ['KWD', '999999999999.997', '123456789012.345'],
])('draws a %s day of fifteen digits as the gate states it', (currency, balance, amount) => {
  const own = { currency };
  const ledger = ledgerOf(
    [account('ACC-1', balance, own)],
    [buffer(amount, own)],
    [flow('T1', 'ACC-1', '12:00', `-${amount}`, own), flow('T2', 'ACC-1', '13:00', amount, own)],
  );
  const input = { amount, currency, account_id: 'ACC-1', timestamp_utc: `${testDay}T11:00:00Z` };
  const card = cards.liquidityCard(assess(input, { ledger, terms: termsWith({}) }));
  const [drawnBalance] = chartOf(card).data;
  expect(drawnBalance!.values[0]!.y * 1e9).toBeCloseTo(Number(balance), -4);
  expect(chartOf(card).yAxisTitle).toBe(`Balance (${currency} billion)`);
  expect(validationEvents(card)).toEqual([]);
});

it('draws a balance of sixteen digits, which has no exact number of billions', () => {
  const [first, ...rest] = breachResult.curve!.points;
  const curve = { exact: true, points: [{ ...first!, balance: 9_007_199_254_740_991 }, ...rest] };
  expect(chartOf(cards.liquidityCard({ ...breachResult, curve })).data[0]!.values[0]).toEqual({
    x: 0,
    y: 9_007_199.254741,
  });
});

it('writes sums out to the last digit where they have no exact JSON number', () => {
  const amount = 99_999_999_999_999.5;
  const reserved = [1, 2, 3, 4].map((index) => ({
    payment_id: `P${index}`,
    amount: index === 1 ? 0.01 : amount,
    from: breachResult.payment_assessed.timestamp_utc,
  }));
  const audit = { ...breachResult.audit, reserved, reserved_count: undefined, reserved_total: undefined };
  expect(textOf(cards.liquidityCard({ ...breachResult, audit }))).toContain('299,999,999,999,998.51 USD in all');
});

it('draws a payment of the largest amount of which only a cent has room', () => {
  const payment = { ...paymentCase().payment, amount: 9_999_999_999_999.99 };
  const found = { ...breachResult.breach_assessment, max_releasable: 0.01 };
  const waiting = withToolCall({ ...states['awaiting approvals after a breach']!, payment }, 'liquidity', {
    ...breachResult,
    breach_assessment: found,
  });
  const text = textOf(cards.paymentCard(viewOf(waiting)));
  expect(text).toContain('Release a part: 0.01 USD');
  expect(text).toContain('The rest, 9,999,999,999,999.98 USD, is asked for as a request of its own.');
  expect(text).toContain(runId);
});
