/** The definitions of docs and card, worked out by hand on one day of round figures. */
import type { Flow } from '../../../src/domain/liquidity/curve';
import { assessImpact, earliestFit, severityOf, type ImpactQuestion } from '../../../src/domain/liquidity/impact';
import { createPosition } from '../../../src/domain/liquidity/position';

const at = (time: string): number => Date.parse(`2026-01-22T${time}:00Z`);
const severityLimits = { warning_below_percent: 110, critical_below_percent: 80 };

/** Opens at 1,000: 300 out at 10:00, 400 out at 12:00, 600 in at 16:00. */
const flows: readonly Flow[] = [
  { atMs: at('10:00'), minor: -300n },
  { atMs: at('12:00'), minor: -400n },
  { atMs: at('16:00'), minor: 600n },
];

function positionOf(of: readonly Flow[] = flows, opening = 1_000n) {
  return createPosition(opening, {
    atMs: Float64Array.from(of, ({ atMs }) => atMs),
    minor: Float64Array.from(of, ({ minor }) => Number(minor)),
  });
}

function ask(change: Partial<ImpactQuestion> = {}) {
  return assessImpact({
    position: positionOf(),
    ownFlow: null,
    paymentMinor: 100n,
    atMs: at('11:00'),
    bufferMinor: 150n,
    severityLimits,
    ...change,
  });
}

test('a payment that fits: the minimum, when it is reached, the headroom over the buffer, and no breach', () => {
  expect(ask({ paymentMinor: 50n, bufferMinor: 100n })).toEqual({
    paymentMinor: 50n,
    minimumMinor: 250n,
    minimumAtMs: at('12:00'),
    headroomMinor: 150n,
    breach: false,
    gapMinor: 0n,
    firstBreachMs: null,
    recoveryMs: null,
    severity: 'NONE',
    maxReleasableMinor: 50n,
    earliestFullReleaseMs: at('11:00'),
    shortfallMinor: 0n,
    alreadyBelowSinceMs: null,
    minimumWithoutMinor: 300n,
    inflowMinor: 600n,
    outflowMinor: 750n,
    openingMinor: 1_000n,
    closingMinor: 850n,
  });
});

test('a payment that breaks its buffer: gap, from when to when, what part may go, and from when all of it', () => {
  expect(ask({ paymentMinor: 250n })).toEqual({
    paymentMinor: 250n,
    minimumMinor: 50n,
    minimumAtMs: at('12:00'),
    headroomMinor: -100n,
    breach: true,
    gapMinor: 100n,
    firstBreachMs: at('12:00'),
    recoveryMs: at('16:00'),
    severity: 'CRITICAL',
    maxReleasableMinor: 150n,
    earliestFullReleaseMs: at('16:00'),
    shortfallMinor: 100n,
    alreadyBelowSinceMs: null,
    minimumWithoutMinor: 300n,
    inflowMinor: 600n,
    outflowMinor: 950n,
    openingMinor: 1_000n,
    closingMinor: 650n,
  });
});

test('a payment that takes the balance to the buffer itself breaks nothing: all of it fits, and nothing is missing', () => {
  expect(ask({ paymentMinor: 150n })).toMatchObject({
    headroomMinor: 0n,
    breach: false,
    gapMinor: 0n,
    firstBreachMs: null,
    maxReleasableMinor: 150n,
    shortfallMinor: 0n,
    severity: 'WARNING',
  });
});

test('a unit more breaks it by a unit', () => {
  expect(ask({ paymentMinor: 151n })).toMatchObject({
    headroomMinor: -1n,
    breach: true,
    gapMinor: 1n,
    maxReleasableMinor: 150n,
    shortfallMinor: 1n,
    severity: 'BREACH',
  });
});

test('its own row counts once: taken out where the ledger has it, and put where it leaves now', () => {
  const ownFlow = flows[1]!;
  expect(ask({ ownFlow, paymentMinor: 400n })).toMatchObject({
    minimumMinor: 300n,
    minimumAtMs: at('11:00'),
    minimumWithoutMinor: 700n,
    outflowMinor: 700n,
    inflowMinor: 600n,
    closingMinor: 900n,
  });
});

test('an incoming row of its own is no inflow beside the payment', () => {
  const ownFlow = flows[2]!;
  expect(ask({ ownFlow, paymentMinor: 100n })).toMatchObject({
    inflowMinor: 0n,
    outflowMinor: 800n,
    closingMinor: 200n,
    minimumWithoutMinor: 300n,
  });
});

test('a row of nothing changes neither what comes in nor what goes out', () => {
  expect(ask({ ownFlow: { atMs: at('10:00'), minor: 0n } })).toMatchObject({ inflowMinor: 600n, outflowMinor: 800n });
});

describe('a balance that is below its buffer without the payment', () => {
  test('says since when, if that is not later than the payment', () => {
    expect(ask({ bufferMinor: 800n }).alreadyBelowSinceMs).toBe(at('10:00'));
    expect(ask({ bufferMinor: 800n, atMs: at('10:00') }).alreadyBelowSinceMs).toBe(at('10:00'));
    expect(ask({ bufferMinor: 800n, atMs: at('09:59') }).alreadyBelowSinceMs).toBeNull();
  });

  test('lets no part of it go, and misses what is missing already too', () => {
    expect(ask({ bufferMinor: 400n })).toMatchObject({ maxReleasableMinor: 0n, shortfallMinor: 200n });
  });

  test('may open below it: then there is no instant, only the opening', () => {
    const position = positionOf([{ atMs: at('10:00'), minor: 500n }], 100n);
    expect(ask({ position, paymentMinor: 50n, atMs: at('11:00') })).toMatchObject({
      minimumMinor: 100n,
      minimumAtMs: Number.NEGATIVE_INFINITY,
      firstBreachMs: Number.NEGATIVE_INFINITY,
      recoveryMs: at('10:00'),
      alreadyBelowSinceMs: Number.NEGATIVE_INFINITY,
      maxReleasableMinor: 50n,
      earliestFullReleaseMs: at('11:00'),
    });
  });
});

test('a day that ends below the buffer has no recovery, and no instant from which all fits', () => {
  const position = positionOf(flows.slice(0, 2));
  expect(ask({ position, paymentMinor: 250n })).toMatchObject({ recoveryMs: null, earliestFullReleaseMs: null });
});

test('the first instant that fits is not before the one asked for', () => {
  const curve = positionOf().curveWith([]);
  expect(earliestFit(curve, at('09:00'), 500n)).toBe(at('16:00'));
  expect(earliestFit(curve, at('17:00'), 500n)).toBe(at('17:00'));
  expect(earliestFit(curve, at('09:00'), 901n)).toBeNull();
});

describe('severity by the projected minimum and the buffer', () => {
  test.each([
    [1_100n, 'NONE'],
    [1_099n, 'WARNING'],
    [1_000n, 'WARNING'],
    [999n, 'BREACH'],
    [800n, 'BREACH'],
    [799n, 'CRITICAL'],
    [-1n, 'CRITICAL'],
  ])('%s of 1000 is %s', (minimum, severity) => {
    expect(severityOf(minimum, 1_000n, severityLimits)).toBe(severity);
  });

  test('limits have two decimals', () => {
    const fine = { warning_below_percent: 110.25, critical_below_percent: 79.99 };
    expect(severityOf(11_024n, 10_000n, fine)).toBe('WARNING');
    expect(severityOf(11_025n, 10_000n, fine)).toBe('NONE');
    expect(severityOf(7_999n, 10_000n, fine)).toBe('BREACH');
    expect(severityOf(7_998n, 10_000n, fine)).toBe('CRITICAL');
  });
});
