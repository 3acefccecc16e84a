import { account, at, buffer, flow, ledgerOf, termsWith, testDay } from '../../domain/liquidity/ledger-fixture';
import type { LiquidityScreening } from '../../../src/domain/evidence/liquidity-screening';
import { person, states, viewOf, withToolCall } from '../payment/case-fixtures';
import { assess } from './demo-liquidity';
import { bytesOf, cards, chartOf, chartsOf, objectsOf, textOf, validationEvents } from '../read-card';

const breached = states['awaiting approvals after a breach']!;
const long = (name: string) => `${name} of the treasury of the group and its subsidiaries abroad`.slice(0, 60);
const entity = long('North');
const accountNo = (index: number) => `DE8937040044053201300${index}`;

/** A day whose every figure is long: 46 flows with cents, and every alternative possible. */
function fullDay(): LiquidityScreening {
  const own = { entity, currency: 'USD' };
  const flows = [...Array(44).keys()].map((index) =>
    flow(
      `TXN-${index}`,
      accountNo(0),
      `0${Math.floor(index / 10)}:${10 + (index % 10)}`,
      index % 2 === 0 ? '-1234567.89' : '1234567.89',
      own,
    ),
  );
  const ledger = ledgerOf(
    [
      account(accountNo(0), '123456789012.34', own),
      ...[1, 2, 3].map((index) => account(accountNo(index), '113456789012.34', own)),
      account(accountNo(9), '993456789012.34', { entity, currency: 'EUR' }),
    ],
    [buffer('113456789000.11', own), buffer('100.00', { entity, currency: 'EUR' })],
    [
      ...flows,
      flow('TXN-LATER', accountNo(0), '10:30', '-10000000000.55', {
        ...own,
        payment_type: 'INTERNAL',
        channel: 'INTERNAL',
      }),
      flow('TXN-FUNDS', accountNo(0), '12:15', '90000000000.75', own),
    ],
  );
  const terms = termsWith({
    cutoff: '15:00',
    usdPerUnit: { EUR: 1.0537219 },
    fx_margin_percent: 1.25,
    payment_priority: ['EMERGENCY', 'INTERNAL'],
    credit_lines: [
      {
        id: 'line-of-the-house-bank',
        entity,
        currency: 'USD',
        limit: '90000000000.99',
        provider: long('Bank'),
        overnight: true,
      },
    ],
  });
  return assess(
    {
      amount: '10000000000.25',
      currency: 'USD',
      account_id: accountNo(0),
      entity,
      payment_type: 'EMERGENCY',
      timestamp_utc: new Date(at('10:15')).toISOString(),
    },
    { ledger, terms },
  );
}

it('a full day with every alternative keeps all its detail below 28 KB', () => {
  const result = fullDay();
  expect(result.curve).toMatchObject({ exact: true });
  expect(result.curve!.points.length).toBeGreaterThan(44);
  expect(result.scopes).toHaveLength(4);
  const card = cards.paymentCard(
    viewOf(withToolCall({ ...breached, payment: { ...breached.payment, entity } }, 'liquidity', result), {
      accountChoices: [1, 2, 3].map((index) => ({ account_id: accountNo(index), entity, currency: 'USD' })),
    }),
  );
  expect(bytesOf(card)).toBeLessThan(28 * 1024);
  expect(validationEvents(card)).toEqual([]);
  expect(chartOf(card).data[0]!.values.length).toBeGreaterThan(88);
  expect(textOf(card).match(/, (not )?possible$/gm)).toHaveLength(7);
});

it('gives way step by step where the rest of the card needs the room: the steps’ ends, then the chart, last the tables', () => {
  const seen = [0, 60, 120, 150, 200].map((length) => {
    const worst = '\n*字'.repeat(length);
    const comments = [...Array(9).keys()].map((index) => ({
      ...states['approved']!.approvals[0]!,
      role: `R${index}${worst}`,
      by: person(worst, worst),
      comment: worst,
    }));
    const card = cards.paymentCard(
      viewOf({
        ...withToolCall(breached, 'liquidity', fullDay()),
        decision: { ...breached.decision!, reason: worst, why: { kind: 'sanctioned_place', place: worst, also: [] } },
        payment: { ...breached.payment, purpose: worst },
        approvals: comments,
      }),
    );
    expect(bytesOf(card)).toBeLessThanOrEqual(28 * 1024);
    expect(validationEvents(card)).toEqual([]);
    expect(textOf(card)).toContain('⚠ BREACH\nWith this payment');
    expect(textOf(card)).toContain('History, newest first');
    const hasTable = objectsOf(card).some(({ id }) => id === 'liquidity_moments');
    return chartsOf(card).length > 0
      ? `${chartOf(card).data[0]!.values.length} points`
      : hasTable
        ? 'table'
        : 'headline';
  });
  expect(new Set(seen).size).toBeGreaterThan(1);
  expect(seen[0]).toMatch(/points/);
  expect(seen.at(-1)).not.toMatch(/points/);
});

it(`draws ${testDay} of a ledger with thousands of flows in half hours`, () => {
  const flows = [...Array(3_000).keys()].map((index) =>
    flow(
      `T${index}`,
      'ACC-1',
      `${String(index % 24).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}`,
      index % 2 === 0 ? '-1.00' : '1.01',
    ),
  );
  const ledger = ledgerOf([account('ACC-1', '5000.00')], [buffer('500.00')], flows);
  const payment = { amount: 10, currency: 'USD', account_id: 'ACC-1', timestamp_utc: `${testDay}T11:00:00Z` };
  const card = cards.liquidityCard(assess(payment, { ledger, terms: termsWith({}) }));
  expect(chartOf(card).data[0]!.legend).toBe('Lowest balance of each half hour, with this payment');
  expect(bytesOf(card)).toBeLessThan(28 * 1024);
});
