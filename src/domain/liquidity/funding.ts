/** Which other accounts could give what is missing and still keep their own buffers for the rest of the day. */
import { currencyExponent, decimal, type Decimal } from '../money';
import type { OptionQuestion } from './alternatives/option-question';
import { ledgerKey } from './ledger-collector';
import type { Account, Ledger } from './ledger';

export interface FundingSource {
  readonly account: Account;
  readonly exponent: number;
  /** What the account could give from the payment's instant on, all flows counted, in its own minor units. */
  readonly spareMinor: bigint;
  readonly takenMinor: bigint;
  /** What arrives, in the payment's minor units. */
  readonly givesMinor: bigint;
  /** Units of the payment's currency for one of the account's, the margin taken off. */
  readonly rate: Decimal;
  readonly cutoffChecked: boolean;
}

export interface Funding {
  readonly sources: readonly FundingSource[];
  /** In the payment's minor units. */
  readonly coveredMinor: bigint;
  /** How many accounts have money to spare that may not leave any more. */
  readonly tooLate: number;
  /** Currencies with money to spare and no usable rate. */
  readonly unpriced: readonly string[];
}

interface Candidate {
  readonly account: Account;
  readonly exponent: number;
  readonly spareMinor: bigint;
  /** The spare in the payment's minor units. */
  readonly worthMinor: bigint;
  readonly rate: Decimal;
  readonly cutoffChecked: boolean;
}

/** More transfers than this for one payment are no longer something a desk does in an emergency. */
const maxSources = 3;
/** decimal.js names its rounding modes by number. */
const roundUp = 0;
const roundDown = 1;

/**
 * One account that can give everything comes before several that share it; accounts of the same entity come before those
 * of another, whose money is an intercompany loan; then the one with the most to spare. Where the entity's total must hold
 * too, its own accounts in that currency cannot help.
 */
export function findFunding(question: OptionQuestion, from: 'same_currency' | 'other_currencies'): Funding {
  const { ledger, payment, impact } = question;
  const neededMinor = impact.shortfallMinor;
  if (neededMinor <= 0n) return { sources: [], coveredMinor: 0n, tooLate: 0, unpriced: [] };
  const entityIsShort = question.sides.some(({ scope, impact: own }) => scope === 'entity' && own.shortfallMinor > 0n);
  const candidates: Candidate[] = [];
  const unpriced = new Set<string>();
  const departures = new Map<string, ReturnType<typeof mayLeave>>();
  let tooLate = 0;
  for (const account of ledger.accounts()) {
    const isSameCurrency = account.currency === payment.currency;
    if (isSameCurrency !== (from === 'same_currency')) continue;
    if (isSameCurrency && account.account_id === payment.account.account_id) continue;
    if (isSameCurrency && entityIsShort && account.entity === payment.account.entity) continue;
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
    const worthMinor = isSameCurrency ? spareMinor : convert(spareMinor, exponent, rate, payment.exponent, roundDown);
    if (worthMinor > 0n)
      candidates.push({ account, exponent, spareMinor, worthMinor, rate, cutoffChecked: answer.checked });
  }
  return { ...choose(question, candidates, neededMinor), tooLate, unpriced: [...unpriced].sort() };
}

function choose(
  { payment }: OptionQuestion,
  candidates: Candidate[],
  neededMinor: bigint,
): Pick<Funding, 'sources' | 'coveredMinor'> {
  const kinship = ({ account }: Candidate): number => (account.entity === payment.account.entity ? 1 : 0);
  candidates.sort((a, b) => kinship(b) - kinship(a) || Number(b.worthMinor - a.worthMinor));
  const single = candidates.find(({ worthMinor }) => worthMinor >= neededMinor);
  const sources: FundingSource[] = [];
  let coveredMinor = 0n;
  for (const { worthMinor, ...candidate } of single ? [single] : candidates.slice(0, maxSources)) {
    const open = neededMinor - coveredMinor;
    if (open <= 0n) break;
    const givesMinor = worthMinor < open ? worthMinor : open;
    const isSameCurrency = candidate.account.currency === payment.currency;
    // Rounded up, the money is enough; the worth was rounded down, so this never takes more than there is.
    const takenMinor = isSameCurrency
      ? givesMinor
      : convert(givesMinor, payment.exponent, decimal(1).dividedBy(candidate.rate), candidate.exponent, roundUp);
    sources.push({ ...candidate, takenMinor, givesMinor });
    coveredMinor += givesMinor;
  }
  return { sources, coveredMinor };
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

function convert(minor: bigint, fromExponent: number, rate: Decimal, toExponent: number, rounding: 0 | 1): bigint {
  const units = decimal(minor.toString())
    .dividedBy(10 ** fromExponent)
    .times(rate);
  return BigInt(
    units
      .times(10 ** toExponent)
      .toDecimalPlaces(0, rounding)
      .toFixed(),
  );
}
