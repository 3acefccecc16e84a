import fc from 'fast-check';
import type { Flow } from '../../../src/domain/liquidity/curve';
import { assessImpact, severityOf } from '../../../src/domain/liquidity/impact';
import { createPosition } from '../../../src/domain/liquidity/position';

const start = Date.parse('2026-01-22T00:00:00Z');
const lastMs = start + 86_399_000;

interface Case {
  readonly opening: bigint;
  readonly flows: readonly Flow[];
  readonly payment: bigint;
  readonly atMs: number;
  readonly buffer: bigint;
  /** Which flow is the payment's own row; null for a payment not in the ledger. */
  readonly own: number | null;
}

/** Few distinct instants, so that flows of the same second, and a payment on top of one, happen often. */
const instant = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 12 }).map((step) => start + step * 7_000_000) },
  { weight: 1, arbitrary: fc.constantFrom(start, lastMs) },
  { weight: 2, arbitrary: fc.integer({ min: start, max: lastMs }) },
);
const cases: fc.Arbitrary<Case> = fc
  .record({
    opening: fc.bigInt({ min: -3_000n, max: 9_000n }),
    flows: fc.array(fc.record({ atMs: instant, minor: fc.bigInt({ min: -2_000n, max: 2_000n }) }), { maxLength: 25 }),
    payment: fc.bigInt({ min: 1n, max: 4_000n }),
    atMs: instant,
    buffer: fc.bigInt({ min: 0n, max: 5_000n }),
    pick: fc.nat({ max: 24 }),
    queued: fc.boolean(),
  })
  .map(({ pick, queued, ...rest }) => {
    const outgoing = rest.flows[pick];
    return { ...rest, own: queued && outgoing && outgoing.minor < 0n ? pick : null };
  });

/** As shipped. */
const limits = { warning_below_percent: 110, critical_below_percent: 80 };

/** The definitions word by word: every instant of the day, summed from scratch. The opening stands at -Infinity. */
function naiveCurve(flows: readonly Flow[], opening: bigint, payment: bigint, paymentMs: number): Map<number, bigint> {
  const instants = [...new Set([...flows.map(({ atMs }) => atMs), paymentMs])].sort((a, b) => a - b);
  const curve = new Map([[Number.NEGATIVE_INFINITY, opening]]);
  for (const t of instants) {
    const moved = flows.filter(({ atMs }) => atMs <= t).reduce((sum, { minor }) => sum + minor, 0n);
    curve.set(t, opening + moved - (t >= paymentMs ? payment : 0n));
  }
  return curve;
}

function least(values: Iterable<bigint>): bigint {
  return [...values].reduce((a, b) => (a < b ? a : b));
}

function ask({ opening, flows, payment, atMs, buffer, own }: Case, amount = payment, when = atMs) {
  const ownFlow = own === null ? null : flows[own]!;
  return assessImpact({
    position: createPosition(opening, columnsOf(inOrder(flows))),
    ownFlow,
    paymentMinor: amount,
    atMs: when,
    bufferMinor: buffer,
    severityLimits: limits,
  });
}

function columnsOf(flows: readonly Flow[]) {
  return {
    atMs: Float64Array.from(flows, ({ atMs }) => atMs),
    minor: Float64Array.from(flows, ({ minor }) => Number(minor)),
  };
}

function inOrder(flows: readonly Flow[]): readonly Flow[] {
  return [...flows].sort((a, b) => a.atMs - b.atMs);
}

function otherFlows({ flows, own }: Case): readonly Flow[] {
  return flows.filter((_flow, index) => index !== own);
}

/** Whether this amount, leaving at this instant, keeps the buffer from then to the day's end. */
function fits(given: Case, amount: bigint, when: number): boolean {
  const curve = naiveCurve(otherFlows(given), given.opening, amount, when);
  return least([...curve].filter(([t]) => t >= when).map(([, balance]) => balance)) >= given.buffer;
}

describe('the impact of a payment, against a recomputation from the definitions', () => {
  test('the minimum, the gap at the deepest point and the first breach are those of the whole day', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const impact = ask(given);
        const curve = naiveCurve(otherFlows(given), given.opening, given.payment, given.atMs);
        const minimum = least(curve.values());
        expect(impact.minimumMinor).toBe(minimum);
        expect(impact.headroomMinor).toBe(minimum - given.buffer);
        expect(impact.breach).toBe(minimum < given.buffer);
        expect(impact.gapMinor).toBe(minimum < given.buffer ? given.buffer - minimum : 0n);
        const firstBreach = [...curve].find(([, balance]) => balance < given.buffer);
        expect(impact.firstBreachMs).toBe(firstBreach ? firstBreach[0] : null);
        expect(curve.get(impact.minimumAtMs) ?? null).toBe(minimum);
      }),
      { numRuns: 1_500 },
    );
  });

  test('the largest releasable part fits and one minor unit more does not', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { maxReleasableMinor: most } = ask(given);
        expect(most >= 0n && most <= given.payment).toBe(true);
        if (most > 0n) expect(fits(given, most, given.atMs)).toBe(true);
        if (most < given.payment) expect(fits(given, most + 1n, given.atMs)).toBe(false);
      }),
      { numRuns: 1_500 },
    );
  });

  test('the earliest full release fits, and no earlier instant from the payment on does', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const release = ask(given).earliestFullReleaseMs;
        const instants = [given.atMs, ...otherFlows(given).map(({ atMs }) => atMs)].filter((t) => t >= given.atMs);
        const fitting = instants.filter((t) => fits(given, given.payment, t));
        expect(release).toBe(fitting.length > 0 ? Math.min(...fitting) : null);
      }),
      { numRuns: 1_500 },
    );
  });

  test('after the recovery the buffer holds, and just before it it does not', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const impact = ask(given);
        const curve = [...naiveCurve(otherFlows(given), given.opening, given.payment, given.atMs)];
        const lastBelow = curve.findLastIndex(([, balance]) => balance < given.buffer);
        const next = lastBelow < 0 ? undefined : curve[lastBelow + 1];
        expect(impact.recoveryMs).toBe(next ? next[0] : null);
      }),
      { numRuns: 1_000 },
    );
  });

  test('below buffer before the payment means below without it, at or before its instant', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const curve = [...naiveCurve(otherFlows(given), given.opening, 0n, given.atMs)];
        const below = curve.find(([t, balance]) => t <= given.atMs && balance < given.buffer);
        expect(ask(given).alreadyBelowSinceMs).toBe(below ? below[0] : null);
      }),
      { numRuns: 1_000 },
    );
  });

  test('the funding asked for is exactly what makes the payment fit', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { shortfallMinor } = ask(given);
        const funded = (minor: bigint): Case => ({ ...given, flows: [...given.flows, { atMs: given.atMs, minor }] });
        expect(fits(funded(shortfallMinor), given.payment, given.atMs)).toBe(true);
        if (shortfallMinor > 0n) expect(fits(funded(shortfallMinor - 1n), given.payment, given.atMs)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  test('a payment in the ledger counts once: it weighs what it would weigh if the ledger did not have it', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const unlisted: Case = { ...given, flows: otherFlows(given), own: null };
        expect(ask(given)).toEqual(ask(unlisted));
      }),
      { numRuns: 1_000 },
    );
  });

  test('totals add up to the closing balance', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const impact = ask(given);
        const moved = otherFlows(given).reduce((sum, { minor }) => sum + minor, 0n);
        expect(impact.closingMinor).toBe(given.opening + moved - given.payment);
        expect(impact.openingMinor + impact.inflowMinor - impact.outflowMinor).toBe(impact.closingMinor);
      }),
    );
  });
});

describe('a day that adds up to more than can be held exactly', () => {
  test('is refused', () => {
    const flows = Array.from({ length: 5 }, (_, index) => ({ atMs: start + index, minor: 10n ** 18n }));
    expect(() => createPosition(0n, columnsOf(flows))).toThrow('add up to more than the position can hold exactly');
  });
});

test('flows out of the order of time are a fault of the program', () => {
  const flows = [start + 1, start].map((atMs) => ({ atMs, minor: 1n }));
  expect(() => createPosition(0n, columnsOf(flows))).toThrow('in the order of time');
});

describe('severity', () => {
  const buffer = 10_000n;

  test.each([
    ['110', 11_000n, 'NONE'],
    ['109.99', 10_999n, 'WARNING'],
    ['100', 10_000n, 'WARNING'],
    ['99.99', 9_999n, 'BREACH'],
    ['80', 8_000n, 'BREACH'],
    ['79.99', 7_999n, 'CRITICAL'],
    ['a negative', -5n, 'CRITICAL'],
  ] as const)('a minimum of %s %% of the buffer is %s', (_percent, minimum, severity) => {
    expect(severityOf(minimum, buffer, limits)).toBe(severity);
  });

  test('treasury sets the limits, to a hundredth of a percent; a breach stays what is below the buffer', () => {
    const strict = { warning_below_percent: 120.5, critical_below_percent: 90.25 };
    const severities = [12_050n, 12_049n, 10_000n, 9_999n, 9_025n, 9_024n].map((least) =>
      severityOf(least, buffer, strict),
    );
    expect(severities).toEqual(['NONE', 'WARNING', 'WARNING', 'BREACH', 'BREACH', 'CRITICAL']);
  });

  test('a limit of 100 % warns of nothing', () => {
    expect(severityOf(10_000n, buffer, { ...limits, warning_below_percent: 100 })).toBe('NONE');
  });

  test('amounts of fifteen digits are compared to the last one', () => {
    const large = 999_999_999_999_999n;
    const at80 = (large * 4n) / 5n;
    expect([severityOf(at80, large, limits), severityOf(at80 + 1n, large, limits)]).toEqual(['CRITICAL', 'BREACH']);
  });

  test('without a buffer to keep, only a negative balance is critical', () => {
    expect([severityOf(-1n, 0n, limits), severityOf(0n, 0n, limits)]).toEqual(['CRITICAL', 'NONE']);
  });
});
