/** An amount's worth in USD at the recorded rate, for choosing an approval tier. */
import { decimal, roundUp, type Decimal } from '../../values/money';
import { dayMs, parseUtc } from '../../values/time';
import type { Policy } from '../policy';

/** At the recorded rate. Null where none is recorded, or where it is older at `atMs` than policy allows. USD needs no rate. */
export function usdPerUnit({ rates: table }: Pick<Policy, 'rates'>, currency: string, atMs: number): Decimal | null {
  if (currency === 'USD') return decimal(1);
  const { usd_per_unit: rates, as_of: asOf, max_age_days: maxAgeDays } = table;
  const rate = Object.hasOwn(rates, currency) ? rates[currency] : undefined;
  const recordedAt = parseUtc(asOf);
  if (rate === undefined || recordedAt === null) return null;
  return maxAgeDays !== null && atMs - recordedAt > maxAgeDays * dayMs ? null : decimal(rate);
}

/** Null as `usdPerUnit`. Rounded up to the cent, so that a fraction never falls into the lower tier; USD stays as it is. */
export function toUsd(policy: Pick<Policy, 'rates'>, amount: Decimal, currency: string, atMs: number): Decimal | null {
  if (currency === 'USD') return amount;
  return usdPerUnit(policy, currency, atMs)?.times(amount).toDecimalPlaces(2, roundUp) ?? null;
}
