import fc from 'fast-check';
import { reportDay } from '../../../src/domain/liquidity/daily-report';
import type { Ledger } from '../../../src/domain/liquidity/ledger/ledger';
import { account, flow, ledgerOf, testDay } from './ledger-fixture';

const table = {
  time_specific_types: ['EMERGENCY'],
  credit_lines: [{ id: 'line', entity: 'North', currency: 'USD', limit: '500.50', provider: 'Bank', overnight: false }],
};

function figures(ledger: Ledger) {
  const report = reportDay(ledger, testDay, table);
  if (!report.ok) throw new Error(report.problems.map(({ message }) => message).join(' '));
  return report.figures.map((of) => ({
    name: of.name,
    scope: of.scope,
    usage: `${of.maxUsage.toFixed()} ${of.maxUsageAt ?? ''}`.trim(),
    highest: of.maxPositive.toNumber(),
    start: [of.openingBalance.toNumber(), of.creditLines.toNumber()],
    sent: [of.sent.toNumber(), of.sentCount],
    received: [of.received.toNumber(), of.receivedCount],
    timed: [of.timeSpecific.toNumber(), of.timeSpecificCount, of.timeSpecificSettled.toNumber()],
  }));
}

describe('the figures of a day', () => {
  const ledger = ledgerOf(
    [account('B', '200.00'), account('A', '100.00')],
    [],
    [
      flow('T1', 'A', '09:00', '-80.00', { payment_type: 'EMERGENCY', status: 'RELEASED' }),
      flow('T2', 'A', '10:00', '-50.50', { payment_type: 'EMERGENCY' }),
      flow('T3', 'A', '11:00', '200.00'),
      flow('T4', 'B', '09:30', '300.00'),
    ],
  );

  test('are usage, what was available, what was paid and what had to leave on time, by entity and account', () => {
    expect(figures(ledger)).toEqual([
      {
        name: 'North',
        scope: 'entity',
        usage: `80 ${testDay}T09:00:00Z`,
        highest: 369.5,
        start: [300, 500.5],
        sent: [130.5, 2],
        received: [500, 2],
        timed: [130.5, 2, 80],
      },
      {
        name: 'A',
        scope: 'account',
        usage: `130.5 ${testDay}T10:00:00Z`,
        highest: 69.5,
        start: [100, 0],
        sent: [130.5, 2],
        received: [200, 1],
        timed: [130.5, 2, 80],
      },
      {
        name: 'B',
        scope: 'account',
        usage: '0',
        highest: 300,
        start: [200, 0],
        sent: [0, 0],
        received: [300, 1],
        timed: [0, 0, 0],
      },
    ]);
  });

  test('are refused for another day than the ledger’s, for a date that is none, and with a balance missing', () => {
    const codes = (of: Ledger, day: string) => {
      const report = reportDay(of, day, table);
      return report.ok ? [] : report.problems.map(({ code }) => code);
    };
    expect(codes(ledger, '2026-01-21')).toEqual(['no_data_for_day']);
    expect(codes(ledger, 'yesterday')).toEqual(['date_invalid']);
    const unopened = ledgerOf([account('A', '1.00')], [], [flow('X', 'GHOST', '09:00', '-1.00')]);
    expect(codes(unopened, testDay)).toEqual(['missing_balance']);
  });

  test('have the usage a plain run over the flows finds, same-second flows taken together', () => {
    const moves = fc.array(
      fc.record({ second: fc.integer({ min: 0, max: 5 }), cents: fc.integer({ min: -9_000, max: 9_000 }) }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(moves, (flows) => {
        const rows = flows.map(({ second, cents }, index) =>
          flow(`T${index}`, 'A', `09:00:0${second}`, (cents / 100).toFixed(2)),
        );
        const sums = [0, 1, 2, 3, 4, 5].map((until) =>
          flows.reduce((sum, { second, cents }) => (second <= until ? sum + cents : sum), 0),
        );
        const report = figures(ledgerOf([account('A', '10.00')], [], rows))[1]!;
        expect(Number(report.usage.split(' ')[0])).toBe(-Math.min(0, ...sums) / 100 || 0);
        expect(report.highest).toBe(Math.max(0, ...sums) / 100);
      }),
      { numRuns: 300 },
    );
  });
});
