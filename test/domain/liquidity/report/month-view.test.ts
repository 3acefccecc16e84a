import { viewMonth } from '../../../../src/domain/liquidity/report/month-view';
import { reportDay, type DayReport } from '../../../../src/domain/liquidity/report/report-day';
import { account, flow, ledgerOf, termsWith, testDay } from '../ledger-fixture';

/** The test day's report, told of another day. */
function dayWith(day: string, signed: string, opening = '1000.00'): DayReport {
  const ledger = ledgerOf([account('A', opening)], [], [flow('T1', 'A', '09:00', signed)]);
  const reported = reportDay(ledger, testDay, termsWith({}));
  if (!reported.ok) throw new Error('refused');
  return { ...reported.report, day };
}

function figure(days: readonly DayReport[], measure: string) {
  const part = viewMonth(days, '2026-01').parts.find(({ scope, view }) => scope === 'account' && view === 'all');
  const found = part?.figures.find((one) => one.measure === measure);
  return [found?.top.map(({ day, amount }) => `${day} ${amount.toFixed()}`), found?.average.toFixed()];
}

describe('a month', () => {
  const days = [
    dayWith('2026-01-08', '-40.00', '900.00'),
    dayWith('2026-01-05', '-10.00', '700.00'),
    dayWith('2026-01-07', '-30.00', '1200.00'),
    dayWith('2026-01-06', '-20.00', '800.00'),
    dayWith('2026-02-02', '-999.00'),
  ];

  test('shows of usage and payments the three largest days, and the average of all that were kept', () => {
    expect(figure(days, 'maximum usage')).toEqual([['2026-01-08 40', '2026-01-07 30', '2026-01-06 20'], '25']);
    expect(figure(days, 'sent')).toEqual([['2026-01-08 40', '2026-01-07 30', '2026-01-06 20'], '25']);
  });

  test('shows of what was available the three lowest', () => {
    expect(figure(days, 'available at start')).toEqual([['2026-01-05 700', '2026-01-06 800', '2026-01-08 900'], '900']);
  });

  test('is of the days that were kept and says which, also where they are fewer than three', () => {
    const view = viewMonth(days.slice(0, 1), '2026-01');
    expect(view.days).toEqual(['2026-01-08']);
    expect(figure(days.slice(0, 1), 'sent')).toEqual([['2026-01-08 40'], '40']);
    expect(viewMonth(days, '2026-03')).toEqual({ month: '2026-03', days: [], parts: [] });
  });
});
