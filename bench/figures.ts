/** How measurements are summed up and shown: percentiles of milliseconds, and one line per figure. */

export interface Summary {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Nearest rank, so that every figure is one that was measured. */
export function summarise(timesMs: readonly number[]): Summary {
  const sorted = timesMs.toSorted((a, b) => a - b);
  const rank = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;
  return { count: sorted.length, p50: rank(0.5), p99: rank(0.99), max: sorted.at(-1) ?? NaN };
}

export function showSummary(name: string, { count, p50, p99, max }: Summary): string {
  return `${name.padEnd(34)} p50 ${ms(p50)}  p99 ${ms(p99)}  max ${ms(max)}  (${count})`;
}

export function showTarget(name: string, value: number, unit: string, target: number): string {
  return `${name.padEnd(34)} ${value.toFixed(2)}${unit}, target at most ${target}${unit}: ${value <= target ? 'met' : 'MISSED'}`;
}

function ms(value: number): string {
  return `${value.toFixed(2).padStart(8)} ms`;
}
