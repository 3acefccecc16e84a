/** The day's cash by bank, entity and currency: what it opened with, what has moved, what it closes with, and what of it can be used now. */
import { currencyExponent, zero, type Decimal } from '../values/money';
import { dayMs, startOfDay } from '../values/time';
import { fromMinor } from './ledger/minor-units';
import type { Ledger } from './ledger/ledger';
import type { AccountProof } from './statements/prove-account';
import type { LiquidityTerms } from './terms';

/** Of one account, or of accounts together, in their currency. */
export interface Cash {
  readonly opening: Decimal;
  /** With all flows of the day counted, and with those alone that have happened. */
  readonly closing: Decimal;
  readonly certain: Decimal;
  /** Of what has happened what can be used at `nowMs`: money valued later is not. */
  readonly available: Decimal;
  /** In the base currency; null where no recorded rate is young enough. */
  readonly availableInBase: Decimal | null;
  readonly closingInBase: Decimal | null;
}

export interface AccountCash extends Cash {
  readonly accountId: string;
  /** Null where nobody recorded it. */
  readonly bank: string | null;
  readonly entity: string;
  readonly currency: string;
  readonly proof: AccountProof['state'] | 'no_statement';
}

/** What an entity has in a currency at a bank. */
export interface CashGroup extends Cash {
  readonly bank: string | null;
  readonly entity: string;
  readonly currency: string;
  readonly accounts: readonly AccountCash[];
}

/** All accounts together, in the base currency. */
export interface CashMoment {
  readonly atMs: number;
  readonly all: Decimal;
  readonly certain: Decimal;
}

export interface CashPosition {
  readonly day: string | null;
  readonly baseCurrency: string;
  readonly accounts: readonly AccountCash[];
  readonly groups: readonly CashGroup[];
  /** Available and closing in all; null where an account has no rate. */
  readonly total: Decimal | null;
  readonly totalAtClose: Decimal | null;
  /** Over the day; empty where an account has no rate, or the ledger no day. */
  readonly curve: readonly CashMoment[];
}

export interface CashQuestion {
  readonly nowMs: number;
  readonly baseCurrency: string;
  readonly rate: LiquidityTerms['rate'];
}

export function cashPosition(ledger: Ledger, question: CashQuestion): CashPosition {
  const { nowMs, baseCurrency } = question;
  const toBase = (currency: string): Decimal | null => inBase(question, currency);
  const accounts = [...ledger.accounts()]
    .sort((one, other) => compare(placeOf(one), placeOf(other)))
    .map(({ account_id: accountId, bank = null, entity, currency, startOfDayBalance: opening }): AccountCash => {
      const net = (view: 'all' | 'certain'): Decimal => {
        const position = ledger.accountPosition(accountId, currency, view);
        const minor = position ? position.inflowMinor - position.outflowMinor : 0n;
        return fromMinor(minor, currencyExponent(currency) ?? 0);
      };
      const [closing, certain] = [opening.plus(net('all')), opening.plus(net('certain'))];
      const available = balanceAt(ledger, { accountId, currency }, 'certain', nowMs);
      const perUnit = toBase(currency);
      return {
        accountId,
        bank,
        entity,
        currency,
        opening,
        closing,
        certain,
        available,
        availableInBase: perUnit && available.times(perUnit),
        closingInBase: perUnit && closing.times(perUnit),
        proof: ledger.proofOf(accountId, currency)?.state ?? 'no_statement',
      };
    });
  return {
    day: ledger.day,
    baseCurrency,
    accounts,
    groups: groupsOf(accounts),
    total: sumKnown(accounts.map(({ availableInBase }) => availableInBase)),
    totalAtClose: sumKnown(accounts.map(({ closingInBase }) => closingInBase)),
    curve: curveOf(ledger, toBase),
  };
}

function inBase({ nowMs, baseCurrency, rate }: CashQuestion, currency: string): Decimal | null {
  return currency === baseCurrency ? one : rate(currency, baseCurrency, nowMs);
}

const one = zero.plus(1);

function groupsOf(accounts: readonly AccountCash[]): CashGroup[] {
  const byPlace = new Map<string, AccountCash[]>();
  for (const account of accounts) {
    const key = placeOf({ ...account, account_id: '' }).join('\n');
    byPlace.set(key, [...(byPlace.get(key) ?? []), account]);
  }
  return [...byPlace.values()].flatMap((own): CashGroup[] => {
    const [first] = own;
    if (!first) return [];
    const sum = (of: (account: AccountCash) => Decimal): Decimal =>
      own.reduce((total, account) => total.plus(of(account)), zero);
    return [
      {
        bank: first.bank,
        entity: first.entity,
        currency: first.currency,
        opening: sum(({ opening }) => opening),
        closing: sum(({ closing }) => closing),
        certain: sum(({ certain }) => certain),
        available: sum(({ available }) => available),
        availableInBase: sumKnown(own.map(({ availableInBase }) => availableInBase)),
        closingInBase: sumKnown(own.map(({ closingInBase }) => closingInBase)),
        accounts: own,
      },
    ];
  });
}

/** Null as soon as one is. */
function sumKnown(amounts: readonly (Decimal | null)[]): Decimal | null {
  return amounts.reduce<Decimal | null>(
    (sum, amount) => (sum === null || amount === null ? null : sum.plus(amount)),
    zero,
  );
}

type Account = Pick<AccountCash, 'accountId' | 'currency'>;

/** At that instant; of another day at its end. */
function balanceAt(ledger: Ledger, { accountId, currency }: Account, view: 'all' | 'certain', nowMs: number): Decimal {
  const position = ledger.accountPosition(accountId, currency, view);
  if (!position) return zero;
  const startMs = ledger.day === null ? null : startOfDay(ledger.day);
  const atMs = startMs === null ? nowMs : Math.max(Math.min(nowMs, startMs + dayMs - 1), startMs);
  return fromMinor(position.curveWith([]).at(atMs), currencyExponent(currency) ?? 0);
}

/** Fine enough for a picture of a day. */
const stepMs = 1_800_000;

function curveOf(ledger: Ledger, toBase: (currency: string) => Decimal | null): CashMoment[] {
  if (ledger.day === null) return [];
  const startMs = startOfDay(ledger.day);
  const times = Array.from({ length: dayMs / stepMs + 1 }, (_, index) => startMs + index * stepMs);
  const moments = times.map((atMs) => ({ atMs: Math.min(atMs, startMs + dayMs - 1), all: zero, certain: zero }));
  const parts = new Map(
    ledger.accounts().map(({ entity, currency }) => [`${entity}\n${currency}`, { entity, currency }]),
  );
  for (const { entity, currency } of parts.values()) {
    const perUnit = toBase(currency);
    if (!perUnit) return [];
    for (const view of ['all', 'certain'] as const) {
      const position = ledger.entityPosition(entity, currency, view);
      // An account without an opening balance leaves the whole unknown.
      if (!position) return [];
      const curve = position.curveWith([]);
      for (const moment of moments) {
        const amount = fromMinor(curve.at(moment.atMs), currencyExponent(currency) ?? 0);
        moment[view] = moment[view].plus(amount.times(perUnit));
      }
    }
  }
  return moments;
}

interface Placed {
  readonly bank?: string | null | undefined;
  readonly entity: string;
  readonly currency: string;
  readonly account_id: string;
}

/** Accounts of a bank nobody recorded come last. */
function placeOf({ bank, entity, currency, account_id: id }: Placed): readonly string[] {
  return [bank == null ? '1' : `0${bank}`, entity, currency, id];
}

function compare(first: readonly string[], other: readonly string[]): number {
  for (const [index, text] of first.entries()) {
    const against = other[index] ?? '';
    if (text !== against) return text < against ? -1 : 1;
  }
  return 0;
}
