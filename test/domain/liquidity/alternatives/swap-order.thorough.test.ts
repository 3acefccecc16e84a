import fc from 'fast-check';
import type { LiquidityInput } from '../../../../src/domain/evidence/liquidity-screening';
import type { LedgerRow } from '../../../../src/domain/payment/ledger-row';
import { account, at, buffer, flow, ledgerOf, termsWith, testDay } from '../ledger-fixture';
import { assess, offered, optionIn } from './offered';

const priorities = { payment_priority: ['EMERGENCY', 'URGENT_SUPPLIER', 'SWIFT', 'SEPA', 'INTERNAL'] };
const urgent = {
  amount: 400,
  currency: 'USD',
  account_id: 'A',
  timestamp_utc: `${testDay}T11:00:00Z`,
  payment_type: 'EMERGENCY',
};

describe('a swap of the order', () => {
  const accounts = [account('A', '1000.00')];
  const refill = flow('IN', 'A', '15:00', '900.00');
  const terms = termsWith({ ...priorities, cutoff: '16:00' });
  const swap = (rows: Parameters<typeof ledgerOf>[2], input: LiquidityInput = urgent, own = terms) =>
    offered(ledgerOf(accounts, [buffer('500.00')], rows), input, 'swap_order', own);

  test('moves the smallest queued payment of lower priority that frees enough', () => {
    const offer = swap([
      flow('BIG', 'A', '10:30', '-300.00'),
      flow('FIT', 'A', '10:40', '-250.00', { payment_type: 'SEPA' }),
      flow('SMALL', 'A', '10:45', '-50.00'),
      refill,
    ]);
    // 1000 - 600 - 400 = 0 at 11:00: 500 is missing, which no single one frees, so the two largest wait.
    expect(offer).toMatchObject({ feasible: true });
    expect(offer.moved.map(({ txn_id }) => txn_id)).toEqual(['BIG', 'FIT']);
    expect(offer.moved[0]).toMatchObject({ from: `${testDay}T10:30:00Z`, to: `${testDay}T15:00:00Z`, amount: 300 });
    const one = swap(
      [flow('BIG', 'A', '10:30', '-300.00'), flow('FIT', 'A', '10:40', '-250.00', { payment_type: 'SEPA' }), refill],
      { ...urgent, amount: 200 },
    );
    expect(one.moved.map(({ txn_id }) => txn_id)).toEqual(['FIT']);
    expect(one.why).toBe(
      'With FIT moved back to 15:00 UTC, all of it goes now and the buffer holds for the rest of the day.',
    );
  });

  test.each([
    ['of the same or a higher priority', flow('Q', 'A', '10:30', '-300.00', { payment_type: 'EMERGENCY' })],
    ['that has left already', flow('Q', 'A', '10:30', '-300.00', { status: 'RELEASED' })],
    ['that somebody holds', flow('Q', 'A', '10:30', '-300.00', { status: 'ON_HOLD' })],
  ])('never moves one %s', (_which, row) => {
    expect(swap([row, refill])).toMatchObject({ feasible: false, moved: [] });
  });

  test('never moves one past its own cutoff, or one whose cutoff nobody knows', () => {
    const rows = [flow('Q', 'A', '10:30', '-300.00'), refill];
    expect(swap(rows).feasible).toBe(true);
    expect(swap(rows, urgent, termsWith({ ...priorities, cutoff: '15:00' })).feasible).toBe(false);
    expect(swap(rows, urgent, termsWith(priorities)).feasible).toBe(false);
  });

  test('needs money to come in later the same day', () => {
    expect(swap([flow('Q', 'A', '10:30', '-300.00')]).why).toContain('Nothing comes in later today');
  });

  test('pushes back only unnamed types for a payment whose own type nobody stated', () => {
    const { payment_type: _type, ...unstated } = urgent;
    expect(swap([flow('Q', 'A', '10:30', '-300.00'), refill], unstated).feasible).toBe(false);
    expect(swap([flow('Q', 'A', '10:30', '-300.00', { payment_type: 'es_food' }), refill], unstated).feasible).toBe(
      true,
    );
  });

  test('carried out, keeps the buffer from the payment on, on any day', () => {
    const hour = (min: number, max: number) =>
      fc.integer({ min, max }).map((value) => `${String(value).padStart(2, '0')}:00`);
    // Money mostly leaves before noon and comes in after: otherwise there is seldom anything to swap.
    const out = fc.record({ time: hour(0, 12), cents: fc.integer({ min: -30_000, max: -1 }) });
    const back = fc.record({ time: hour(10, 15), cents: fc.integer({ min: 1, max: 90_000 }) });
    const moves = fc.array(fc.oneof(out, back), { minLength: 2, maxLength: 12 });
    const time = hour(6, 13);
    let offered = 0;
    fc.assert(
      fc.property(moves, fc.integer({ min: 1, max: 60_000 }), time, (flows, cents, when) => {
        const rows = [
          flow('ANCHOR', 'A', '00:00', '0.00'),
          ...flows.map((move, index) => flow(`T${index}`, 'A', move.time, (move.cents / 100).toFixed(2))),
        ];
        const payment = { ...urgent, amount: (cents / 100).toFixed(2), timestamp_utc: `${testDay}T${when}:00Z` };
        const before = ledgerOf([account('A', '1200.00')], [buffer('500.00')], rows);
        const offer = assess(before, payment, terms).recommendation.alternative_details?.find(
          ({ kind }) => kind === 'swap_order',
        );
        if (offer?.kind !== 'swap_order' || !offer.feasible) return;
        offered += 1;
        const later = new Map(offer.moved.map(({ txn_id, to }) => [txn_id, Date.parse(to)]));
        const moved = rows.map((row) => ({ ...row, atMs: later.get(row.txn_id) ?? row.atMs }));
        const paid = assess(ledgerOf([account('A', '1200.00')], [buffer('500.00')], moved), payment, terms);
        expect(paid.breach_assessment.max_releasable).toBe(Number(payment.amount));
      }),
      { numRuns: 800 },
    );
    expect(offered).toBeGreaterThan(20);
  });
});

describe('a swap of several', () => {
  const terms = termsWith({ ...priorities, cutoff: '16:00' });
  const swap = (opening: string, rows: Parameters<typeof ledgerOf>[2], input: LiquidityInput) =>
    offered(ledgerOf([account('A', opening)], [buffer('1000.00')], rows), input, 'swap_order', terms);

  test('takes what leaves in time for each moment that is short, not only the largest', () => {
    const offer = swap(
      '2000.00',
      [
        flow('R4', 'A', '09:00', '-150.00'),
        flow('R5', 'A', '09:00', '-150.00'),
        flow('I1', 'A', '11:00', '1300.00'),
        ...['R1', 'R2', 'R3'].map((id) => flow(id, 'A', '12:00', '-500.00')),
        flow('I2', 'A', '13:00', '3000.00'),
      ],
      { ...urgent, amount: 1000, timestamp_utc: `${testDay}T10:00:00Z` },
    );
    // 300 is missing at 10:00, which only R4 and R5 can free by then, and 500 at 12:00.
    expect(offer.feasible).toBe(true);
    expect(offer.moved.map(({ txn_id, to }) => [txn_id, to])).toEqual(
      ['R5', 'R4', 'R1'].map((id) => [id, `${testDay}T13:00:00Z`]),
    );
  });

  const crowd = (count: number, type: string) =>
    Array.from({ length: count }, (_, index) =>
      flow(`C${String(index).padStart(3, '0')}`, 'A', '09:00', '-30.00', { payment_type: type }),
    );
  const inAnHour = { ...urgent, amount: 60, timestamp_utc: `${testDay}T10:00:00Z` };

  test('that does not exist is said not to exist only where every queued payment was looked at', () => {
    const few = swap('4000.00', [...crowd(100, 'EMERGENCY'), flow('IN', 'A', '13:00', '900.00')], inAnHour);
    expect(few.why).toBe(
      'No set of up to 3 queued payments of lower priority on A frees 60 USD until 13:00 UTC and keeps their own cutoffs.',
    );
    const many = swap('31000.00', [...crowd(1_000, 'EMERGENCY'), flow('IN', 'A', '13:00', '900.00')], inAnHour);
    expect(many.why).toMatch(/was found that frees 60 USD .*; only \d+ of 1000 were looked at\.$/);
  });

  test('is found among many, and is then no claim about the others', () => {
    const rows = [
      ...crowd(1_000, 'EMERGENCY'),
      flow('LOW', 'A', '09:30', '-70.00'),
      flow('IN', 'A', '13:00', '900.00'),
    ];
    expect(swap('31070.00', rows, inAnHour)).toMatchObject({ feasible: true, moved: [{ txn_id: 'LOW' }] });
  });
});

describe('every swap there is', () => {
  test('is found with as few payments as can be, exactly when moving up to three works, on any day', () => {
    const hour = (min: number, max: number) =>
      fc.integer({ min, max }).map((value) => `${String(value).padStart(2, '0')}:00`);
    const size = fc.constantFrom(50, 100, 150, 300, 500, 900);
    const out = fc.record({
      time: hour(6, 15),
      size: size.map((value) => -value),
      payment_type: fc.constantFrom('SWIFT', 'SEPA', 'EMERGENCY', 'es_food'),
      status: fc.constantFrom('QUEUED', 'QUEUED', 'QUEUED', 'RELEASED'),
    });
    const back = fc.record({
      time: hour(9, 17),
      size: fc.constantFrom(100, 500, 1_300),
      payment_type: fc.constant('SWIFT'),
      status: fc.constant('RELEASED'),
    });
    const otherOwn = fc.record({ time: hour(6, 17), size: fc.integer({ min: -400, max: 400 }) });
    const scope = fc.constantFrom('account' as const, 'strictest' as const);
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 3, arbitrary: out }, { weight: 1, arbitrary: back }), {
          minLength: 2,
          maxLength: 9,
        }),
        fc.array(otherOwn, { maxLength: 3 }),
        fc.integer({ min: 6, max: 24 }).map((steps) => steps * 100),
        size,
        hour(7, 14),
        scope,
        (moves, others, opening, amount, when, deciding_scope) => {
          const terms = termsWith({ ...priorities, cutoff: '16:30', deciding_scope });
          const rows = [
            flow('ANCHOR', 'A', '00:00', '0'),
            flow('REFILL', 'A', '16:00', '2500', { status: 'RELEASED' }),
            ...moves.map(({ time, size: of, ...more }, index) => flow(`T${index}`, 'A', time, String(of), more)),
          ];
          const beside = others.map((of, index) => flow(`B${index}`, 'B', of.time, String(of.size)));
          const accounts = [account('A', String(opening)), account('B', '0')];
          const ledger = ledgerOf(accounts, [buffer('500')], [...rows, ...beside]);
          const payment = { ...urgent, amount, timestamp_utc: `${testDay}T${when}:00Z` };
          const output = assess(ledger, payment, terms);
          const { breach_assessment } = output;
          if (!breach_assessment.breach) return;
          const offer = optionIn(output, 'swap_order');
          const laterAt = breach_assessment.earliest_full_release;
          if (laterAt === null || breach_assessment.max_releasable === amount) return;
          // The plain way: every set of up to three, moved, and every balance of the day added up again.
          const laterMs = Date.parse(laterAt);
          const movable = laterMs < at('16:30') ? rows.filter((row) => mayWait(row) && row.atMs < laterMs) : [];
          const holds = (moved: readonly LedgerRow[]) => {
            const own = rows.map((row) => (moved.includes(row) ? { ...row, atMs: laterMs } : row));
            const sums = [{ of: own, start: opening }];
            if (deciding_scope === 'strictest') sums.push({ of: [...own, ...beside], start: opening });
            return sums.every(({ of, start }) =>
              [at(when), ...of.map(({ atMs }) => atMs).filter((ms) => ms > at(when))].every(
                (ms) =>
                  of
                    .filter(({ atMs }) => atMs <= ms)
                    .reduce(
                      (sum, row) => sum + row.amount.toNumber() * (row.direction === 'IN' ? 1 : -1),
                      start - amount,
                    ) >= 500,
              ),
            );
          };
          const fewest = [1, 2, 3].find((count) => setsOf(movable, count).some(holds));
          expect([offer.feasible, offer.moved.length]).toEqual([fewest !== undefined, fewest ?? 0]);
          expect(offer.moved.every(({ to }) => to === laterAt)).toBe(true);
          if (offer.feasible)
            expect(holds(rows.filter(({ txn_id: id }) => offer.moved.some((of) => of.txn_id === id)))).toBe(true);
          else expect(offer.why).toMatch(/^No set of .* keeps their own cutoffs\.$/);
          const kind = `${deciding_scope} ${fewest ?? 'none'}`;
          seen.set(kind, (seen.get(kind) ?? 0) + 1);
        },
      ),
      { numRuns: 3_000 },
    );
    for (const kind of ['account 1', 'account 2', 'account 3', 'account none', 'strictest 1', 'strictest none'])
      expect([kind, (seen.get(kind) ?? 0) > 10]).toEqual([kind, true]);
  });
});

/** Queued, going out, and of a lower priority than EMERGENCY. */
function mayWait({ direction, status, payment_type }: LedgerRow): boolean {
  return direction === 'OUT' && status === 'QUEUED' && payment_type !== 'EMERGENCY';
}

function setsOf<T>(items: readonly T[], count: number): readonly (readonly T[])[] {
  if (count === 0) return [[]];
  return items.flatMap((item, index) => setsOf(items.slice(index + 1), count - 1).map((rest) => [item, ...rest]));
}
