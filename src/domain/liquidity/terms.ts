/** What policy says to the liquidity gate: whose buffer decides, until when money may move, at which rate and on what credit. */
import type { Decimal } from '../values/money';
import { channels, paymentTypes } from '../payment/payment-request';
import { effectiveCutoff } from '../policy/cutoff/cutoff';
import type { LiquidityTable } from '../policy/tables/liquidity-table';
import type { Policy } from '../policy/policy';
import { usdPerUnit } from '../policy/facts/to-usd';
import { parseUtc } from '../values/time';

/** Money that would leave an account at an instant. */
export interface Departure {
  readonly entity: string;
  readonly currency: string;
  /** Open text, as a ledger has it; null where nobody said. */
  readonly paymentType: string | null;
  readonly channel: string | null;
  readonly atMs: number;
}

export interface DepartureAnswer {
  readonly allowed: boolean;
  /** Until when, that day; null on a day without business or where no cutoff is known, when nothing may leave. */
  readonly cutoffMs: number | null;
  readonly why: string;
}

export interface LiquidityTerms {
  readonly table: LiquidityTable;
  /** Null where the channel, and so the cutoff, cannot be told. */
  readonly judgeDeparture: (departure: Departure) => DepartureAnswer | null;
  /** Units of `to` for one of `from` at the recorded rates; null where one is missing or older than policy allows. */
  readonly rate: (from: string, to: string, atMs: number) => Decimal | null;
  /** When the rates were recorded, ISO 8601 UTC. */
  readonly ratesAsOf: string;
}

/** What the cash position is added up in; rates are recorded in dollars. */
export function baseCurrencyOf({ table }: Pick<LiquidityTerms, 'table'>): string {
  return table.base_currency ?? 'USD';
}

export function termsOf(policy: Policy): LiquidityTerms {
  const answers = new Map<string, DepartureAnswer | null>();
  return {
    table: policy.liquidity,
    ratesAsOf: policy.rates.as_of,
    judgeDeparture(departure) {
      // One assessment asks the same few questions for hundreds of accounts, and time zones are slow to work out.
      const key = Object.values(departure).join('\n');
      const known = answers.get(key);
      if (known !== undefined) return known;
      if (answers.size >= maxKeptAnswers) answers.clear();
      const answer = judge(policy, departure);
      answers.set(key, answer);
      return answer;
    },
    rate(from, to, atMs) {
      const [sold, bought] = [usdPerUnit(policy, from, atMs), usdPerUnit(policy, to, atMs)];
      return sold && bought && sold.dividedBy(bought);
    },
  };
}

const maxKeptAnswers = 1_000;

function judge(policy: Policy, { entity, currency, paymentType, channel, atMs }: Departure): DepartureAnswer | null {
  const type = paymentTypes.find((known) => known === paymentType);
  const way = channels.find((known) => known === channel);
  if (!type && !way) return null;
  // A ledger's own types have no default channel and no grace: with a channel of their own they are judged as INTERNAL is.
  const answer = effectiveCutoff(policy, { entity, currency, channel: way, paymentType: type ?? 'INTERNAL', atMs });
  return {
    allowed: answer.before_cutoff,
    cutoffMs: answer.effective_cutoff_utc === null ? null : parseUtc(answer.effective_cutoff_utc),
    why: answer.reasons.join(' '),
  };
}
