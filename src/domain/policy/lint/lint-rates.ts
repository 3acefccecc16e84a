/** Currencies whose payments would all get the strictest tier, for want of a rate that counts, and rates nobody can have recorded yet. */
import { dayMs, formatUtc, parseUtc } from '../../values/time';
import type { Policy } from '../policy';
import type { LintInput, Weakness } from './finding';

export function lintRates({ policy, nowMs }: LintInput): readonly Weakness[] {
  return [...missing(policy), ...stale(policy, nowMs), ...fromFuture(policy, nowMs)];
}

function missing({ rates, cutoffs, rails, calendars }: Policy): readonly Weakness[] {
  const used = [
    ...[...cutoffs.internal, ...cutoffs.bank, ...rails.routes].map(({ currency }) => currency),
    ...Object.keys(calendars.by_currency),
  ];
  return [...new Set(used)]
    .filter((currency) => currency !== 'USD' && !Object.hasOwn(rates.usd_per_unit, currency))
    .map((currency) => ({
      kind: 'currency_without_rate',
      file: 'fx-rates.yaml',
      path: ['usd_per_unit'],
      reason: `no rate for ${currency}, which cutoffs, rails or calendars name: every payment in it gets the strictest tier`,
      ruleIds: [rates.id],
      example: { amount: 1, currency },
    }));
}

function stale({ rates }: Policy, nowMs: number): readonly Weakness[] {
  const { id, as_of: asOf, max_age_days: maxAgeDays } = rates;
  const recordedAt = parseUtc(asOf);
  if (recordedAt === null || maxAgeDays === null || nowMs - recordedAt <= maxAgeDays * dayMs) return [];
  const currency = Object.keys(rates.usd_per_unit)[0] ?? null;
  return [
    {
      kind: 'rate_stale',
      file: 'fx-rates.yaml',
      path: ['as_of'],
      reason: `the rates of ${asOf} are older than ${maxAgeDays} days and count as missing`,
      ruleIds: [id],
      example: { amount: 1, currency, at: formatUtc(nowMs) },
    },
  ];
}

/** A date still to come is a slip of the pen, and keeps the rates fresh for as long as it is off. */
function fromFuture({ rates }: Policy, nowMs: number): readonly Weakness[] {
  const { id, as_of: asOf } = rates;
  const recordedAt = parseUtc(asOf);
  if (recordedAt === null || recordedAt <= nowMs) return [];
  const currency = Object.keys(rates.usd_per_unit)[0] ?? null;
  return [
    {
      kind: 'rate_from_future',
      file: 'fx-rates.yaml',
      path: ['as_of'],
      reason: `the rates are dated ${asOf}, which at ${formatUtc(nowMs)} is still to come`,
      ruleIds: [id],
      example: { amount: 1, currency, at: formatUtc(nowMs) },
    },
  ];
}
