/** Whether liquidity data is of the day and young enough, when a decision is made, to prove anything. */
import type { LiquidityScreening } from '../../evidence/liquidity-screening';
import { parseUtc, utcDay, minuteMs } from '../../values/time';
import type { DataAgeRule } from '../tables/liquidity-table';

/** Two machines' clocks differ by less than this; data from further ahead was dated wrongly, and its age is not known. */
const clockDifferenceMs = 5 * minuteMs;

/** Null where it is; otherwise what a person should know. */
export function dataAgeFault(
  { max_minutes: maxMinutes, unknown }: DataAgeRule,
  { data_as_of: asOf = null, ledger_day: day = null }: Pick<LiquidityScreening['audit'], 'data_as_of' | 'ledger_day'>,
  nowMs: number,
): string | null {
  // Balances and rows of another day say nothing of today, however young.
  if (day !== null && day !== utcDay(nowMs)) return `the ledger is of ${day}, and today is ${utcDay(nowMs)} (UTC)`;
  const asOfMs = asOf === null ? null : parseUtc(asOf);
  if (asOfMs === null || asOfMs - nowMs > clockDifferenceMs) {
    if (unknown === 'accept') return null;
    return asOfMs === null
      ? 'nobody recorded how old the liquidity data is (as_of.json or LEDGER_AS_OF)'
      : `liquidity data is dated ${asOf ?? ''}, which is still to come (as_of.json or LEDGER_AS_OF)`;
  }
  if (nowMs - asOfMs <= maxMinutes * minuteMs) return null;
  // Seconds over the limit must not read as within it.
  const minutes = Math.max(Math.floor((nowMs - asOfMs) / minuteMs), maxMinutes + 1);
  return `liquidity data is ${inWords(minutes)} old; policy allows ${inWords(maxMinutes)}`;
}

/** `26 h`, `12 h 1 min`, `45 min`. */
function inWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours} h` : '', rest > 0 || hours === 0 ? `${rest} min` : ''].filter(Boolean).join(' ');
}
