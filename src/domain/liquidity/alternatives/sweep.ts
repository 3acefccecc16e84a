/** Moving what is missing from other own accounts, in the payment's currency or converted at the recorded rate. */
import type { LiquidityAlternative } from '../../evidence/liquidity-screening';
import { decimal, formatAmount, toJsonNumber } from '../../money';
import { findFunding, type FundingSource } from '../funding';
import { fromMinor } from '../minor-units';
import { moneyOf, noFundingMissing, type OptionQuestion } from './option-question';

export function proveSweep(question: OptionQuestion): LiquidityAlternative {
  const { payment, impact } = question;
  const needed = impact.shortfallMinor;
  const { sources, coveredMinor, tooLate } = findFunding(question, 'same_currency');
  const feasible = needed > 0n && coveredMinor >= needed;
  let why = `${moneyOf(payment, needed)} from ${names(sources)} lets all of it go now; each source keeps its own buffer for the rest of the day.`;
  if (needed === 0n) why = noFundingMissing;
  else if (!feasible)
    why = `Other ${payment.currency} accounts can spare ${moneyOf(payment, coveredMinor)} of the ${moneyOf(payment, needed)} needed${cutOff(tooLate)}.`;
  return {
    kind: 'sweep',
    feasible,
    why,
    amount: toJsonNumber(fromMinor(needed, payment.exponent)),
    sources: sources.map((source) => ({
      account_id: source.account.account_id,
      entity: source.account.entity,
      amount: toJsonNumber(fromMinor(source.takenMinor, source.exponent)),
      headroom_after: toJsonNumber(fromMinor(source.spareMinor - source.takenMinor, source.exponent)),
      intercompany: source.account.entity !== payment.account.entity,
      cutoff_checked: source.cutoffChecked,
    })),
  };
}

export function proveFxSweep(question: OptionQuestion): LiquidityAlternative {
  const { payment, impact, terms } = question;
  const needed = impact.shortfallMinor;
  const { sources, coveredMinor, tooLate, unpriced } = findFunding(question, 'other_currencies');
  const feasible = needed > 0n && coveredMinor >= needed;
  const sold = sources.map(
    ({ account, takenMinor, exponent }) =>
      `${formatAmount(fromMinor(takenMinor, exponent), account.currency)} ${account.currency} from ${account.account_id}`,
  );
  const margin = `${decimal(terms.table.fx_margin_percent).toFixed()} % margin`;
  let why = `${sold.join(' and ')} converts to the ${moneyOf(payment, needed)} missing at the rates of ${terms.ratesAsOf} with ${margin}; each source keeps its own buffer for the rest of the day.`;
  if (needed === 0n) why = noFundingMissing;
  else if (!feasible)
    why = `Accounts in other currencies can spare ${moneyOf(payment, coveredMinor)} of the ${moneyOf(payment, needed)} needed${cutOff(tooLate)}${noRate(unpriced)}.`;
  return {
    kind: 'fx_sweep',
    feasible,
    why,
    amount: toJsonNumber(fromMinor(needed, payment.exponent)),
    rates_as_of: terms.ratesAsOf === '' ? null : terms.ratesAsOf,
    margin_percent: terms.table.fx_margin_percent,
    sources: sources.map((source) => ({
      account_id: source.account.account_id,
      entity: source.account.entity,
      currency: source.account.currency,
      amount: toJsonNumber(fromMinor(source.takenMinor, source.exponent)),
      bought: toJsonNumber(fromMinor(source.givesMinor, payment.exponent)),
      rate: source.rate.toSignificantDigits(12).toNumber(),
      headroom_after: toJsonNumber(fromMinor(source.spareMinor - source.takenMinor, source.exponent)),
      intercompany: source.account.entity !== payment.account.entity,
      cutoff_checked: source.cutoffChecked,
    })),
  };
}

function names(sources: readonly FundingSource[]): string {
  return sources.map(({ account }) => account.account_id).join(', ');
}

function cutOff(tooLate: number): string {
  return tooLate === 0 ? '' : `; ${tooLate} more may not send money at that time, past their cutoff`;
}

function noRate(currencies: readonly string[]): string {
  return currencies.length === 0 ? '' : `; no rate is recorded for ${currencies.join(', ')}`;
}
