/** What a payment does to a balance and its buffer, by the desk's definitions; all amounts in minor units. */
import type { Severity } from '../evidence/liquidity-screening';
import type { SeverityLimits } from '../policy/tables/liquidity-table';
import type { Curve, Flow } from './curve';
import type { Position } from './position';

export interface ImpactQuestion {
  readonly position: Position;
  /** The payment's own row where the position counts it already: taken out, so that the payment counts once. */
  readonly ownFlow: Flow | null;
  readonly paymentMinor: bigint;
  /** When the payment leaves. */
  readonly atMs: number;
  readonly bufferMinor: bigint;
  readonly severityLimits: SeverityLimits;
}

/** Instants are -Infinity where the opening balance itself is meant, and null where there is none. */
export interface Impact {
  readonly paymentMinor: bigint;
  /** The smallest balance of the day with the payment, the opening included, and when it is first reached. */
  readonly minimumMinor: bigint;
  readonly minimumAtMs: number;
  readonly headroomMinor: bigint;
  readonly breach: boolean;
  /** At the deepest point, 0 without a breach. */
  readonly gapMinor: bigint;
  readonly firstBreachMs: number | null;
  /** From when on the balance keeps the buffer to the day's end after a breach. */
  readonly recoveryMs: number | null;
  readonly severity: Severity;
  /** The largest part of the payment that keeps the buffer from its instant to the day's end. */
  readonly maxReleasableMinor: bigint;
  /** The first instant, not before the payment's own, from which all of it keeps the buffer to the day's end. */
  readonly earliestFullReleaseMs: number | null;
  /** What must come in at the payment's instant for all of it to keep the buffer from then on. */
  readonly shortfallMinor: bigint;
  /** Since when the balance, without the payment, is under the buffer up to or at the payment's instant. */
  readonly alreadyBelowSinceMs: number | null;
  /** The day's smallest balance without the payment. */
  readonly minimumWithoutMinor: bigint;
  readonly inflowMinor: bigint;
  /** The payment included, once. */
  readonly outflowMinor: bigint;
  readonly openingMinor: bigint;
  readonly closingMinor: bigint;
}

export function assessImpact(question: ImpactQuestion): Impact {
  const { position, ownFlow, paymentMinor, atMs, bufferMinor, severityLimits } = question;
  const takenOut: Flow[] = ownFlow ? [{ atMs: ownFlow.atMs, minor: -ownFlow.minor }] : [];
  const without = position.curveWith(takenOut);
  const withPayment = position.curveWith([...takenOut, { atMs, minor: -paymentMinor }]);
  const lowest = withPayment.lowest();
  const headroomMinor = lowest.minor - bufferMinor;
  const spareMinor = without.from(atMs).lowest().minor - bufferMinor;
  const belowBefore = without.firstBelow(bufferMinor);
  const inflowMinor = position.inflowMinor - (ownFlow && ownFlow.minor > 0n ? ownFlow.minor : 0n);
  const outflowMinor = position.outflowMinor + paymentMinor + (ownFlow && ownFlow.minor < 0n ? ownFlow.minor : 0n);
  return {
    paymentMinor,
    minimumMinor: lowest.minor,
    minimumAtMs: lowest.atMs,
    headroomMinor,
    breach: headroomMinor < 0n,
    gapMinor: headroomMinor < 0n ? -headroomMinor : 0n,
    firstBreachMs: withPayment.firstBelow(bufferMinor)?.atMs ?? null,
    recoveryMs: withPayment.lastBelow(bufferMinor)?.untilMs ?? null,
    severity: severityOf(lowest.minor, bufferMinor, severityLimits),
    maxReleasableMinor: clamp(spareMinor, paymentMinor),
    earliestFullReleaseMs: earliestFit(without, atMs, bufferMinor + paymentMinor),
    shortfallMinor: spareMinor < paymentMinor ? paymentMinor - spareMinor : 0n,
    alreadyBelowSinceMs: belowBefore && belowBefore.atMs <= atMs ? belowBefore.atMs : null,
    minimumWithoutMinor: without.lowest().minor,
    inflowMinor,
    outflowMinor,
    openingMinor: position.openingMinor,
    closingMinor: position.openingMinor + inflowMinor - outflowMinor,
  };
}

/** The first instant from `atMs` on from which the curve never goes under the limit again; null when the day ends under it. */
export function earliestFit(curve: Curve, atMs: number, limitMinor: bigint): number | null {
  const lastBelow = curve.from(atMs).lastBelow(limitMinor);
  return lastBelow ? lastBelow.untilMs : atMs;
}

/** Projected minimum against the buffer: BREACH below it, CRITICAL and WARNING by policy's limits. */
export function severityOf(minimumMinor: bigint, bufferMinor: bigint, limits: SeverityLimits): Severity {
  const isBelow = (percent: number) => minimumMinor * wholeHundredths < bufferMinor * hundredthsOf(percent);
  if (isBelow(limits.critical_below_percent)) return 'CRITICAL';
  if (minimumMinor < bufferMinor) return 'BREACH';
  return isBelow(limits.warning_below_percent) ? 'WARNING' : 'NONE';
}

/** 100 % in hundredths of a percent: limits have two decimals. */
const wholeHundredths = 10_000n;

function hundredthsOf(percent: number): bigint {
  return BigInt(Math.round(percent * 100));
}

function clamp(value: bigint, most: bigint): bigint {
  if (value < 0n) return 0n;
  return value < most ? value : most;
}
