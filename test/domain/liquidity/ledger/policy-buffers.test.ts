import { assessLiquidity } from '../../../../src/domain/liquidity/assess-liquidity';
import { createLedger, type BufferRule, type Ledger } from '../../../../src/domain/liquidity/ledger/ledger';
import { withPolicyBuffers } from '../../../../src/domain/liquidity/ledger/policy-buffers';
import { termsOf, type LiquidityTerms } from '../../../../src/domain/liquidity/terms';
import { policyWith, shippedPolicy } from '../../policy/shipped-policy';
import { account, at, buffer, flow, noTerms, termsWith } from '../ledger-fixture';

const row = (id: string, minimum: string, currency = 'USD') => ({ id, entity: 'North', currency, minimum });
const payment = { payment_id: 'P', amount: 600, currency: 'USD', account_id: 'A', entity: 'North' };

/** 1,000 on A, 5,000 on B; without `buffers` the ledger brings none of its own. */
function ledgerWith(buffers: readonly BufferRule[] | null, currency = 'USD'): Ledger {
  return createLedger({
    name: 'test ledger',
    accounts: [account('A', '1000', { currency }), account('B', '5000', { currency })],
    buffers: buffers ?? [],
    rows: [flow('T1', 'A', '09:00', '-100', { currency })],
    hasOwnBuffers: buffers !== null,
  });
}

function assess(ledger: Ledger, terms: LiquidityTerms, input: object = payment) {
  return assessLiquidity(ledger, input, { runId: 'WF-test', nowMs: at('10:00'), terms });
}

function figures(ledger: Ledger, terms: LiquidityTerms, input: object = payment) {
  const result = assess(ledger, terms, input);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '));
  const { breach_assessment: of, audit } = result.output;
  return { rule: of.buffer_rule, threshold: of.buffer_threshold, headroom: of.headroom, cutoff: audit.cutoff_time };
}

describe('one source of buffers at a time', () => {
  const policy = termsWith({ buffers: [row('buffer-north', '250.50')] });

  test('a ledger without buffers of its own is judged by policy, and names the rule', () => {
    expect(figures(ledgerWith(null), policy)).toMatchObject({
      rule: 'buffer-north',
      threshold: 250.5,
      headroom: 49.5,
    });
  });

  test('a ledger that brings buffers is judged by them alone', () => {
    expect(figures(ledgerWith([buffer('400')]), policy)).toMatchObject({
      rule: 'buffers.json',
      threshold: 400,
      headroom: -100,
    });
  });

  test.each([
    ['in its own buffers, though policy has a rule for it', ledgerWith([buffer('400', { entity: 'South' })]), policy],
    ['in its own buffers, of which there are none', ledgerWith([]), policy],
    ['in policy', ledgerWith(null), termsWith({ buffers: [row('buffer-north', '1', 'EUR')] })],
    ['anywhere, without policy', ledgerWith(null), noTerms],
  ])('an entity missing %s cannot be paid from', (_where, ledger, terms) => {
    expect(assess(ledger, terms)).toMatchObject({ ok: false, problems: [{ code: 'no_buffer_rule', field: 'entity' }] });
  });

  test('what is put under another policy is judged by that one', () => {
    const first = withPolicyBuffers(ledgerWith(null), [row('buffer-first', '100')]);
    const second = withPolicyBuffers(first, [row('buffer-second', '200')]);
    expect(second.bufferFor('North', 'USD')?.ruleId).toBe('buffer-second');
    expect([first.bufferMinor('North', 'USD'), second.bufferMinor('North', 'USD')]).toEqual([10_000n, 20_000n]);
  });

  test('a source of a sweep keeps policy’s buffer too', () => {
    const terms = termsWith({ buffers: [row('buffer-north', '900')] });
    const result = assess(ledgerWith(null), terms);
    const sweep = result.ok && result.output.recommendation.alternative_details?.find(({ kind }) => kind === 'sweep');
    expect(sweep).toMatchObject({ feasible: true, sources: [{ account_id: 'B', amount: 600, headroom_after: 3_500 }] });
  });

  test.each([
    ['JPY', '100', 100],
    ['KWD', '100.125', 100.125],
  ])('decimals are the currency’s own: %s', (currency, minimum, threshold) => {
    const terms = termsWith({ buffers: [row('buffer-north', minimum, currency)] });
    expect(figures(ledgerWith(null, currency), terms, { ...payment, currency }).threshold).toBe(threshold);
  });
});

describe('the cutoff reported beside the buffer', () => {
  const shipped = termsOf(shippedPolicy);
  const group = createLedger({
    name: 'test ledger',
    accounts: [account('A', '9000000', { entity: 'GroupTreasuryCo' })],
    buffers: [],
    rows: [],
    hasOwnBuffers: false,
  });
  const asked = { ...payment, entity: 'GroupTreasuryCo' };

  test.each([
    ['by its channel', { channel: 'INTERNAL' }, '16:30'],
    ['by the channel its type goes by', { payment_type: 'EMERGENCY' }, '16:00'],
    ['not, where neither is known', {}, null],
    ['not, on a way that is not offered', { channel: 'SEPA' }, null],
  ])('is the payment’s own %s', (_how, way, cutoff) => {
    expect(figures(group, shipped, { ...asked, ...way })).toMatchObject({ rule: 'buffer-group-usd', cutoff });
  });

  test('is the buffer file’s own word where the ledger brings one, whatever policy knows', () => {
    const own = {
      ...group,
      hasOwnBuffers: true,
      bufferFor: () => buffer('1', { entity: 'GroupTreasuryCo', cutoffUtc: '09:15' }),
    };
    expect(figures(own, shipped, { ...asked, channel: 'SWIFT' }).cutoff).toBe('09:15');
  });
});

test('the shipped figures are those of the domain', () => {
  const figures = shippedPolicy.liquidity.buffers.map(
    ({ entity, currency, minimum }) => `${entity} ${currency} ${minimum}`,
  );
  expect(figures).toEqual([
    'BankSubsidiary_TR TRY 45000000',
    'BankSubsidiary_TR USD 2000000',
    'BankSubsidiary_TR EUR 1500000',
    'GroupTreasuryCo TRY 30000000',
    'GroupTreasuryCo USD 5000000',
    'GroupTreasuryCo EUR 3000000',
  ]);
});

test('treasury’s limits grade the assessment', () => {
  const strict = termsOf(
    policyWith({ file: 'liquidity.yaml', from: 'critical_below_percent: 80', to: 'critical_below_percent: 99' }),
  );
  const severityUnder = (terms: LiquidityTerms) => {
    const result = assess(ledgerWith([buffer('350')]), terms);
    return result.ok && result.output.breach_assessment.severity;
  };
  expect([severityUnder(termsOf(shippedPolicy)), severityUnder(strict)]).toEqual(['BREACH', 'CRITICAL']);
});
