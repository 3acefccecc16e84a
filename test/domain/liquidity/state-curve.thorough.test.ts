import fc from 'fast-check';
import { assessLiquidity } from '../../../src/domain/liquidity/assess-liquidity';
import { account, at, buffer, flow, ledgerOf, noTerms, testDay } from './ledger-fixture';

function assess(rows: Parameters<typeof ledgerOf>[2], amount: string, time: string) {
  const ledger = ledgerOf([account('A', '1000.00')], [buffer('500.00')], rows);
  const input = { amount, currency: 'USD', account_id: 'A', timestamp_utc: `${testDay}T${time}Z` };
  const result = assessLiquidity(ledger, input, { runId: 'WF-test', nowMs: at('10:00'), terms: noTerms });
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '));
  return result.output;
}

describe('the curve for a chart', () => {
  test('has every step of a short day, the opening first', () => {
    const { curve } = assess(
      [flow('T1', 'A', '09:00', '-100.00'), flow('T2', 'A', '09:00', '30.00'), flow('T3', 'A', '15:00', '5.00')],
      '200.00',
      '11:00:00',
    );
    expect(curve).toEqual({
      exact: true,
      points: [
        { at: `${testDay}T00:00:00Z`, balance: 1000 },
        { at: `${testDay}T09:00:00Z`, balance: 930 },
        { at: `${testDay}T11:00:00Z`, balance: 730 },
        { at: `${testDay}T15:00:00Z`, balance: 735 },
      ],
    });
  });

  test('of a long day shows half-hours by their lowest balance, and so the day’s lowest', () => {
    const second = fc.integer({ min: 0, max: 86_399 });
    const moves = fc.array(fc.tuple(second, fc.integer({ min: -20_000, max: 20_000 })), {
      minLength: 47,
      maxLength: 120,
    });
    const clock = (of: number) => new Date(of * 1_000).toISOString().slice(11, 19);
    fc.assert(
      fc.property(moves, second, (flows, when) => {
        const rows = flows.map(([time, cents], index) => flow(`T${index}`, 'A', clock(time), (cents / 100).toFixed(2)));
        const { curve, breach_assessment } = assess(rows, '0.01', clock(when));
        const all = [...flows, [when, -1] as const];
        const balanceAt = (until: number) =>
          all.reduce((sum, [time, cents]) => (time <= until ? sum + cents : sum), 100_000);
        const expected = Array.from({ length: 48 }, (_, part) => {
          const from = part * 1_800;
          const inside = all.map(([time]) => time).filter((time) => time > from && time < from + 1_800);
          return Math.min(balanceAt(from), ...inside.map(balanceAt));
        });
        expect(curve!.exact).toBe(false);
        expect(curve!.points.map(({ balance }) => Math.round(balance * 100))).toEqual(expected);
        // The opening alone can lie lower: before midnight's own flows it is no half-hour's balance.
        const lowest = Math.min(100_000, ...expected);
        expect(Math.round(breach_assessment.projected_min_balance * 100)).toBe(lowest);
      }),
      { numRuns: 150 },
    );
  });
});
