/** Picks the accounts that give what is missing: at most three, the payment's own entity first, and never short while some three suffice. */
import { roundUp, type Decimal } from '../../values/money';
import type { Account } from '../../payment/ledger-row';
import { fromMinor } from '../ledger/minor-units';

/** What one account could give. */
export interface SpareMoney {
  readonly account: Account;
  readonly exponent: number;
  /** What the account could give from the payment's instant on, all flows counted, in its own minor units. */
  readonly spareMinor: bigint;
  /** The spare in the payment's minor units. */
  readonly worthMinor: bigint;
  /** Units of the payment's currency for one of the account's, the margin taken off. */
  readonly rate: Decimal;
  readonly cutoffChecked: boolean;
}

export interface FundingSource extends Omit<SpareMoney, 'worthMinor'> {
  /** In the account's minor units. */
  readonly takenMinor: bigint;
  /** What arrives, in the payment's minor units. */
  readonly givesMinor: bigint;
}

/** All in the payment's minor units. */
export interface FundingNeed {
  readonly entity: string;
  readonly currency: string;
  readonly exponent: number;
  readonly neededMinor: bigint;
  /** How much of it may come from the entity's own accounts: moving that money inside does nothing for the entity's total. */
  readonly ownLimitMinor: bigint;
}

/** More transfers than this for one payment are no longer something a desk does in an emergency. */
export const maxSources = 3;

/**
 * How many of the entity's own accounts and how many of others, in the order of preference: one account rather than several,
 * then no intercompany loan where it can be helped. Of each kind those with the most to spare are as good as any.
 */
const mixes: readonly (readonly [number, number])[] = [
  [1, 0],
  [0, 1],
  [3, 0],
  [2, 1],
  [1, 2],
  [0, 3],
];

/** The first mix that suffices; where none does, the one that gives most, which no other three accounts exceed. */
export function chooseSources(
  need: FundingNeed,
  candidates: readonly SpareMoney[],
): { readonly sources: readonly FundingSource[]; readonly coveredMinor: bigint } {
  const byWorth = [...candidates].sort((a, b) => Number(b.worthMinor - a.worthMinor));
  const own = byWorth.filter(({ account }) => account.entity === need.entity).slice(0, maxSources);
  const others = byWorth.filter(({ account }) => account.entity !== need.entity).slice(0, maxSources);
  let best: { readonly sources: readonly FundingSource[]; readonly coveredMinor: bigint } = {
    sources: [],
    coveredMinor: 0n,
  };
  for (const [ownCount, otherCount] of mixes) {
    const sources = take(need, [...own.slice(0, ownCount), ...others.slice(0, otherCount)]);
    const coveredMinor = sources.reduce((sum, { givesMinor }) => sum + givesMinor, 0n);
    if (coveredMinor > best.coveredMinor) best = { sources, coveredMinor };
    if (coveredMinor === need.neededMinor) break;
  }
  return best;
}

/** From each in turn what it can give, until nothing is missing. */
function take(need: FundingNeed, from: readonly SpareMoney[]): readonly FundingSource[] {
  const sources: FundingSource[] = [];
  let openMinor = need.neededMinor;
  let ownOpenMinor = need.ownLimitMinor;
  for (const { worthMinor, ...account } of from) {
    const isOwn = account.account.entity === need.entity;
    const givesMinor = smallest(worthMinor, openMinor, isOwn ? ownOpenMinor : openMinor);
    if (givesMinor <= 0n) continue;
    openMinor -= givesMinor;
    if (isOwn) ownOpenMinor -= givesMinor;
    sources.push({ ...account, givesMinor, takenMinor: costOf(need, account, givesMinor) });
  }
  return sources;
}

/** Rounded up, so that the money is enough; never more than the account can spare, however a conversion rounds. */
function costOf(need: FundingNeed, source: Omit<SpareMoney, 'worthMinor'>, givesMinor: bigint): bigint {
  if (source.account.currency === need.currency) return givesMinor;
  const sold = fromMinor(givesMinor, need.exponent)
    .dividedBy(source.rate)
    .times(10 ** source.exponent);
  return smallest(source.spareMinor, BigInt(sold.toDecimalPlaces(0, roundUp).toFixed()));
}

function smallest(first: bigint, ...others: readonly bigint[]): bigint {
  return others.reduce((least, value) => (value < least ? value : least), first);
}
