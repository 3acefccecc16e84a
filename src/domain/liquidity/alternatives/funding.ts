/** Which other accounts could give what is missing and still keep their own buffers for the rest of the day. */
import { currencyExponent, decimal, roundDown, type Decimal } from '../../values/money';
import { chooseSources, type FundingSource, type SpareMoney } from './choose-sources';
import type { OptionQuestion } from './option-question';
import { ledgerKey } from '../ledger/ledger-collector';
import type { Ledger } from '../ledger/ledger';
import type { Account } from '../../payment/ledger-row';
import { fromMinor } from '../ledger/minor-units';

export interface Funding {
  readonly sources: readonly FundingSource[];
  /** What the sources give; where that is not enough, the most that any three accounts can. In the payment's minor units. */
  readonly coveredMinor: bigint;
  /** How many accounts have money to spare that may leave in time. */
  readonly usable: number;
  /** How many accounts have money to spare that may not leave any more. */
  readonly tooLate: number;
  /** Currencies with money to spare and no usable rate. */
  readonly unpriced: readonly string[];
}

/**
 * Sources enough wherever at most three accounts have enough between them. Where the entity's total is short too, its own
 * accounts in that currency can only give what is missing beyond that.
 */
export function findFunding(question: OptionQuestion, from: 'same_currency' | 'other_currencies'): Funding {
  const { ledger, payment, impact } = question;
  const neededMinor = impact.shortfallMinor;
  if (neededMinor <= 0n) return { sources: [], coveredMinor: 0n, usable: 0, tooLate: 0, unpriced: [] };
  const entityShortMinor = question.sides.find(({ scope }) => scope === 'entity')?.impact.shortfallMinor ?? 0n;
  const ownLimitMinor = from === 'same_currency' ? neededMinor - entityShortMinor : neededMinor;
  const candidates: SpareMoney[] = [];
  const unpriced = new Set<string>();
  const departures = new Map<string, ReturnType<typeof mayLeave>>();
  let tooLate = 0;
  for (const account of ledger.accounts()) {
    const isSameCurrency = account.currency === payment.currency;
    if (isSameCurrency !== (from === 'same_currency')) continue;
    if (isSameCurrency && account.account_id === payment.account.account_id) continue;
    if (ownLimitMinor <= 0n && account.entity === payment.account.entity) continue;
    const spareMinor = spareOf(ledger, account, payment.atMs);
    if (spareMinor <= 0n) continue;
    const rate = rateOf(question, account.currency);
    if (!rate) {
      unpriced.add(account.currency);
      continue;
    }
    // The same for every account of an entity in a currency, and slow to work out a thousand times.
    const way = ledgerKey(account.entity, account.currency);
    const answer = departures.get(way) ?? mayLeave(question, account);
    departures.set(way, answer);
    if (!answer.allowed) {
      tooLate += 1;
      continue;
    }
    // The currency table is searched from its start each time.
    const exponent = isSameCurrency ? payment.exponent : (currencyExponent(account.currency) ?? 0);
    const worthMinor = isSameCurrency ? spareMinor : worthOf(spareMinor, exponent, rate, payment.exponent);
    if (worthMinor > 0n)
      candidates.push({ account, exponent, spareMinor, worthMinor, rate, cutoffChecked: answer.checked });
  }
  const need = {
    entity: payment.account.entity,
    currency: payment.currency,
    exponent: payment.exponent,
    neededMinor,
    ownLimitMinor,
  };
  return {
    ...chooseSources(need, candidates),
    usable: candidates.length,
    tooLate,
    unpriced: [...unpriced].sort(),
  };
}

/** 0 where the account has no buffer rule: what nobody has limited is not offered. */
function spareOf(ledger: Ledger, account: Account, atMs: number): bigint {
  const buffer = ledger.bufferMinor(account.entity, account.currency);
  const position = ledger.accountPosition(account.account_id, account.currency, 'all');
  return buffer === undefined || !position ? 0n : position.lowestFrom(atMs) - buffer;
}

/** 1 in the payment's own currency, otherwise the recorded rate less the margin. */
function rateOf({ payment, terms }: OptionQuestion, currency: string): Decimal | null {
  if (currency === payment.currency) return decimal(1);
  const rate = terms.rate(currency, payment.currency, payment.atMs);
  return rate && rate.dividedBy(decimal(terms.table.fx_margin_percent).dividedBy(100).plus(1));
}

/** Both sides of a conversion must be open: a currency whose banks are closed cannot arrive today. */
function mayLeave(
  question: OptionQuestion,
  account: Account,
): { readonly allowed: boolean; readonly checked: boolean } {
  const { payment, terms } = question;
  const { same_entity, intercompany } = terms.table.sweep_channels;
  const { entity } = account;
  const channel = entity === payment.account.entity ? same_entity : intercompany;
  const answers = [...new Set([account.currency, payment.currency])].map((currency) =>
    terms.judgeDeparture({ entity, currency, paymentType: null, channel, atMs: payment.atMs }),
  );
  return { allowed: answers.every((answer) => answer?.allowed !== false), checked: !answers.includes(null) };
}

/** What an account's spare money buys, in the payment's minor units. */
function worthOf(spareMinor: bigint, exponent: number, rate: Decimal, toExponent: number): bigint {
  const bought = fromMinor(spareMinor, exponent)
    .times(rate)
    .times(10 ** toExponent);
  return BigInt(bought.toDecimalPlaces(0, roundDown).toFixed());
}
