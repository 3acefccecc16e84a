import fc from 'fast-check';
import { reportDay, type DayReport } from '../../../../src/domain/liquidity/report/report-day';
import { createLedger, type Ledger, type ReportView } from '../../../../src/domain/liquidity/ledger/ledger';
import type { LedgerRow } from '../../../../src/domain/payment/ledger-row';
import { account, at, flow, ledgerOf, termsWith, testDay } from '../ledger-fixture';

const terms = termsWith({
  cutoff: '10:30',
  time_specific_types: ['EMERGENCY'],
  credit_lines: [{ id: 'line', entity: 'North', currency: 'USD', limit: '500.50', provider: 'Bank', overnight: false }],
});

function reportOf(ledger: Ledger): DayReport {
  const reported = reportDay(ledger, testDay, terms);
  if (!reported.ok) throw new Error(reported.problems.map(({ message }) => message).join(' '));
  return reported.report;
}

function figures(ledger: Ledger, view: ReportView = 'all') {
  return reportOf(ledger)
    .figures.filter((of) => of.view === view)
    .map((of) => ({
      name: of.name,
      scope: of.scope,
      usage: `${of.maxUsage.toFixed()} ${of.maxUsageAt ?? ''}`.trim(),
      highest: of.maxPositive.toNumber(),
      start: [of.openingBalance.toNumber(), of.creditLines.toNumber()],
      sent: [of.sent.toNumber(), of.sentCount],
      received: [of.received.toNumber(), of.receivedCount],
      timed: [of.timeSpecific.toNumber(), of.timeSpecificCount],
    }));
}

const figuresInAll = (ledger: Ledger) => reportOf(ledger).figures.filter(({ view }) => view === 'all');

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
        timed: [130.5, 2],
      },
      {
        name: 'A',
        scope: 'account',
        usage: `130.5 ${testDay}T10:00:00Z`,
        highest: 69.5,
        start: [100, 0],
        sent: [130.5, 2],
        received: [200, 1],
        timed: [130.5, 2],
      },
      {
        name: 'B',
        scope: 'account',
        usage: '0',
        highest: 300,
        start: [200, 0],
        sent: [0, 0],
        received: [300, 1],
        timed: [0, 0],
      },
    ]);
  });

  test('are told beside for what has left or arrived, and for what the bank has booked', () => {
    const booked = ledgerOf(
      [account('A', '100.00')],
      [],
      [
        flow('T1', 'A', '09:00', '-80.00', { status: 'SETTLED' }),
        flow('T2', 'A', '10:00', '-50.50', { status: 'RELEASED' }),
        flow('T3', 'A', '11:00', '-10.00'),
        flow('T4', 'A', '12:00', '30.00', { status: 'RETURNED' }),
      ],
    );
    const shown = (view: ReportView) => {
      const { usage, sent, received } = figures(booked, view).find(({ name }) => name === 'A')!;
      return { usage, sent, received };
    };
    expect(shown('all')).toEqual({ usage: `140.5 ${testDay}T11:00:00Z`, sent: [140.5, 3], received: [30, 1] });
    expect(shown('certain')).toEqual({ usage: `130.5 ${testDay}T10:00:00Z`, sent: [130.5, 2], received: [30, 1] });
    expect(shown('settled')).toEqual({ usage: `80 ${testDay}T09:00:00Z`, sent: [80, 1], received: [30, 1] });
  });

  test('say how much of the day had been sent by the end of each hour, until all of it had', () => {
    const { throughput } = reportOf(ledger).figures[0]!;
    const shown = throughput.map(({ hour, sent, percent }) => [hour, sent.toNumber(), percent.toNumber()]);
    expect(shown).toEqual([
      [9, 80, 61.3],
      [10, 130.5, 100],
    ]);
    const received = ledgerOf([account('A', '1.00')], [], [flow('T', 'A', '09:00', '5.00')]);
    expect(reportOf(received).figures[0]!.throughput).toEqual([]);
  });

  test('say what was drawn of a credit line, and what went beyond it', () => {
    const drawn = (signed: string) => {
      const [entity, own] = figuresInAll(ledgerOf([account('A', '100.00')], [], [flow('T', 'A', '09:00', signed)]));
      return [entity!.creditDrawn.toNumber(), entity!.uncovered.toNumber(), own!.creditDrawn.toNumber()];
    };
    expect(drawn('-100.00')).toEqual([0, 0, 0]);
    expect(drawn('-100.01')).toEqual([0.01, 0, 0.01]);
    expect(drawn('-700.00')).toEqual([500.5, 99.5, 600]);
  });

  test('are refused for another day than the ledger’s, for a date that is none, and with a balance missing', () => {
    const codes = (of: Ledger, day: string) => {
      const report = reportDay(of, day, terms);
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

describe('a payment that must leave at a set time', () => {
  const emergency = (time: string, more: Partial<LedgerRow> = {}): LedgerRow =>
    flow('E1', 'A', time, '-80.00', { payment_type: 'EMERGENCY', ...more });
  const judged = (row: LedgerRow, asOf: string | null = null) => {
    const ledger = createLedger({
      name: 'test ledger',
      accounts: [account('A', '100.00')],
      buffers: [],
      rows: [row],
      asOf: asOf === null ? null : new Date(at(asOf)).toISOString(),
    });
    const { obligations, figures: found } = reportOf(ledger);
    return [obligations[0]?.state, obligations[0]?.deadline?.slice(11, 16), found[0]!.missedCount];
  };

  test.each<[string, LedgerRow, string | null, unknown[]]>([
    ['met it where it left before', emergency('10:29', { status: 'RELEASED' }), '12:00', ['met', '10:30', 0]],
    ['missed it where it left later', emergency('10:30', { status: 'SETTLED' }), '12:00', ['missed', '10:30', 1]],
    ['is open while it may still leave in time', emergency('10:29'), '10:00', ['open', '10:30', 0]],
    ['missed it where it had not left by then', emergency('10:00'), '10:31', ['missed', '10:30', 1]],
    ['misses it where it is planned for later', emergency('11:00'), '09:00', ['missed', '10:30', 1]],
    ['is open by its plan where nobody dated the data', emergency('10:00'), null, ['open', '10:30', 0]],
  ])('%s', (_what, row, asOf, expected) => {
    expect(judged(row, asOf)).toEqual(expected);
  });

  test('of whom nobody knows until when is named, and neither met nor missed', () => {
    const reported = reportDay(ledgerOf([account('A', '1.00')], [], [emergency('10:00')]), testDay, {
      ...termsWith({ time_specific_types: ['EMERGENCY'] }),
      judgeDeparture: () => ({ allowed: false, cutoffMs: null, why: 'No bank calendar is recorded for USD.' }),
    });
    if (!reported.ok) throw new Error('refused');
    expect(reported.report.obligations).toMatchObject([
      { state: 'unknown', why: 'No bank calendar is recorded for USD.' },
    ]);
  });

  test('is not what another type, or money that comes in, is', () => {
    const others = [flow('T1', 'A', '09:00', '-1.00'), emergency('09:00', { direction: 'IN' })];
    expect(reportOf(ledgerOf([account('A', '9.00')], [], others)).obligations).toEqual([]);
  });
});
