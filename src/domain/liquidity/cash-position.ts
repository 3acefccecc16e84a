/** The day's cash by account: what it opened with, what has moved, what it closes with, and what of that can be used. */
import { currencyExponent, zero, type Decimal } from '../values/money';
import { dayMs, startOfDay } from '../values/time';
import { fromMinor } from './ledger/minor-units';
import type { Ledger } from './ledger/ledger';
import type { AccountProof } from './statements/prove-account';
import type { LiquidityTerms } from './terms';

export interface AccountCash {
  readonly accountId: string;
  readonly entity: string;
  readonly currency: string;
  readonly opening: Decimal;
  /** All flows of the day counted, and only those that have happened. */
  readonly closing: Decimal;
  readonly certain: Decimal;
  /** Of what has happened what can be used at `nowMs`: money valued later is not. */
  readonly available: Decimal;
  readonly proof: AccountProof['state'] | 'no_statement';
  /** `available` in the base currency; null where no recorded rate is young enough. */
  readonly availableInBase: Decimal | null;
}

export interface CashPosition {
  readonly day: string | null;
  readonly baseCurrency: string;
  readonly accounts: readonly AccountCash[];
  /** Null where an account of it has no rate. */
  readonly total: Decimal | null;
}

export function cashPosition(
  ledger: Ledger,
  {
    nowMs,
    baseCurrency,
    rate,
  }: { readonly nowMs: number; readonly baseCurrency: string; readonly rate: LiquidityTerms['rate'] },
): CashPosition {
  const accounts = [...ledger.accounts()]
    .sort((one, other) =>
      compare([one.entity, one.currency, one.account_id], [other.entity, other.currency, other.account_id]),
    )
    .map(({ account_id: accountId, entity, currency, startOfDayBalance }): AccountCash => {
      const exponent = currencyExponent(currency) ?? 0;
      const net = (view: 'all' | 'certain'): Decimal => {
        const position = ledger.accountPosition(accountId, currency, view);
        return fromMinor(position ? position.inflowMinor - position.outflowMinor : 0n, exponent);
      };
      const available = availableAt(ledger, { accountId, currency, exponent, nowMs });
      const perUnit = currency === baseCurrency ? null : rate(currency, baseCurrency, nowMs);
      return {
        accountId,
        entity,
        currency,
        opening: startOfDayBalance,
        closing: startOfDayBalance.plus(net('all')),
        certain: startOfDayBalance.plus(net('certain')),
        available,
        proof: ledger.proofOf(accountId, currency)?.state ?? 'no_statement',
        availableInBase: currency === baseCurrency ? available : perUnit && available.times(perUnit),
      };
    });
  const total = accounts.reduce<Decimal | null>(
    (sum, { availableInBase }) => (sum === null || availableInBase === null ? null : sum.plus(availableInBase)),
    zero,
  );
  return { day: ledger.day, baseCurrency, accounts, total };
}

/** The curve of what has happened, at that instant; of another day at its end. */
function availableAt(
  ledger: Ledger,
  { accountId, currency, exponent, nowMs }: { accountId: string; currency: string; exponent: number; nowMs: number },
): Decimal {
  const position = ledger.accountPosition(accountId, currency, 'certain');
  if (!position) return zero;
  const startMs = ledger.day === null ? null : startOfDay(ledger.day);
  const atMs = startMs === null ? nowMs : Math.max(Math.min(nowMs, startMs + dayMs - 1), startMs);
  let minor = position.openingMinor;
  for (const step of position.curveWith([]).steps()) {
    if (step.atMs > atMs) break;
    minor = step.minor;
  }
  return fromMinor(minor, exponent);
}

function compare(one: readonly string[], other: readonly string[]): number {
  for (const [index, text] of one.entries()) {
    const against = other[index] ?? '';
    if (text !== against) return text < against ? -1 : 1;
  }
  return 0;
}
