/** An amount's worth in USD at the recorded rate, for choosing an approval tier. */
import { decimal, type Decimal } from '../money';
import { parseUtc } from '../time';
import type { Policy } from './policy';

/** decimal.js names its rounding modes by number; 0 is away from zero. */
const roundUp = 0;
const dayMs = 86_400_000;

/**
 * Null where no rate is recorded, or where it is older at `atMs` than policy allows. USD needs no rate.
 * Rounded up to the cent, so that a fraction never falls into the lower tier.
 */
export function toUsd(policy: Pick<Policy, 'rates'>, amount: Decimal, currency: string, atMs: number): Decimal | null {
  if (currency === 'USD') return amount;
  const { usd_per_unit: rates, as_of: asOf, max_age_days: maxAgeDays } = policy.rates;
  const rate = Object.hasOwn(rates, currency) ? rates[currency] : undefined;
  if (rate === undefined) return null;
  const recordedAt = parseUtc(asOf);
  if (recordedAt === null) return null;
  if (maxAgeDays !== null && atMs - recordedAt > maxAgeDays * dayMs) return null;
  return amount.times(decimal(rate)).toDecimalPlaces(2, roundUp);
}
