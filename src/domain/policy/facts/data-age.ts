/** Whether liquidity data is of the day and young enough, when a decision is made, to prove anything. */
import type { LiquidityScreening } from '../../evidence/liquidity-screening';
import { parseUtc, utcDay, minuteMs } from '../../values/time';
import type { DataAgeRule } from '../tables/liquidity-table';
import type { Doubt } from '../why/why';

/** Two machines' clocks differ by less than this; data from further ahead was dated wrongly, and its age is not known. */
const clockDifferenceMs = 5 * minuteMs;

/** Null where it is; otherwise what a person should know. */
export function dataAgeFault(
  { max_minutes: maxMinutes, unknown }: DataAgeRule,
  { data_as_of: asOf = null, ledger_day: day = null }: Pick<LiquidityScreening['audit'], 'data_as_of' | 'ledger_day'>,
  nowMs: number,
): Doubt | null {
  // Balances and rows of another day say nothing of today, however young.
  if (day !== null && day !== utcDay(nowMs)) return { kind: 'ledger_of_another_day', day, today: utcDay(nowMs) };
  const asOfMs = asOf === null ? null : parseUtc(asOf);
  const accepted = unknown === 'accept';
  if (asOf === null || asOfMs === null) return accepted ? null : { kind: 'data_of_unknown_age' };
  if (asOfMs - nowMs > clockDifferenceMs) return accepted ? null : { kind: 'data_still_to_come', asOf };
  if (nowMs - asOfMs <= maxMinutes * minuteMs) return null;
  // Seconds over the limit must not read as within it.
  const minutes = Math.max(Math.floor((nowMs - asOfMs) / minuteMs), maxMinutes + 1);
  return { kind: 'data_too_old', minutes, maxMinutes };
}
