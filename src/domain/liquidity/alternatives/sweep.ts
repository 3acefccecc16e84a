/** Moving what is missing from other own accounts, in the payment's currency or converted at the recorded rate. */
import type { LiquidityAlternative } from '../../evidence/liquidity-screening';
import { decimal, formatAmount, toJsonNumber } from '../../values/money';
import { findFunding } from './funding';
import { fromMinor } from '../ledger/minor-units';
import { maxSources, type FundingSource } from './choose-sources';
import { moneyOf, noFundingMissing, type OptionQuestion } from './option-question';

export function proveSweep(question: OptionQuestion): LiquidityAlternative {
  const { payment, impact } = question;
  const needed = impact.shortfallMinor;
  const { sources, coveredMinor, usable, tooLate } = findFunding(question, 'same_currency');
  const feasible = needed > 0n && coveredMinor >= needed;
  let why = `${moneyOf(payment, needed)} from ${names(sources)} lets all of it go now; each source keeps its own buffer for the rest of the day.`;
  if (needed === 0n) why = noFundingMissing;
  else if (!feasible)
    why = `${canSpare(`other ${payment.currency} accounts`, usable)} ${moneyOf(payment, coveredMinor)} of the ${moneyOf(payment, needed)} needed${cutOff(tooLate)}.`;
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
  const { sources, coveredMinor, usable, tooLate, unpriced } = findFunding(question, 'other_currencies');
  const feasible = needed > 0n && coveredMinor >= needed;
  const sold = sources.map(
    ({ account, takenMinor, exponent }) =>
      `${formatAmount(fromMinor(takenMinor, exponent), account.currency)} ${account.currency} from ${account.account_id}`,
  );
  const margin = `${decimal(terms.table.fx_margin_percent).toFixed()} % margin`;
  let why = `${sold.join(' and ')} converts to the ${moneyOf(payment, needed)} missing at the rates of ${terms.ratesAsOf} with ${margin}; each source keeps its own buffer for the rest of the day.`;
  if (needed === 0n) why = noFundingMissing;
  else if (!feasible)
    why = `${canSpare('accounts in other currencies', usable)} ${moneyOf(payment, coveredMinor)} of the ${moneyOf(payment, needed)} needed${cutOff(tooLate)}${noRate(unpriced)}.`;
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

/** Of more accounts than one payment may be funded from, only the best count. */
function canSpare(accounts: string, usable: number): string {
  if (usable > maxSources) return `No ${maxSources} ${accounts} can spare more than`;
  return `${accounts.charAt(0).toUpperCase()}${accounts.slice(1)} can spare`;
}

function cutOff(tooLate: number): string {
  return tooLate === 0 ? '' : `; ${tooLate} more may not send money at that time, past their cutoff`;
}

function noRate(currencies: readonly string[]): string {
  return currencies.length === 0 ? '' : `; no rate is recorded for ${currencies.join(', ')}`;
}
