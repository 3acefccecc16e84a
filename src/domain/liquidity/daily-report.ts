/** A day's intraday liquidity figures after BCBS 248: usage, what was available, what was paid, and what had to leave on time. */
import { refuse, type Refusal } from '../values/errors';
import { currencyExponent, decimal, zero, type Decimal } from '../values/money';
import type { LiquidityTable } from '../policy/tables/liquidity-table';
import { formatUtc } from '../values/time';
import type { Ledger } from './ledger/ledger';
import type { Account, LedgerRow } from '../payment/ledger-row';
import { isCertain } from '../payment/ledger-row';
import { fromMinor } from './ledger/minor-units';
import type { Position } from './position';

/** One account, or all accounts of an entity in a currency. Amounts are exact, in that currency. */
export interface DailyFigures {
  readonly scope: 'account' | 'entity';
  readonly name: string;
  readonly entity: string;
  readonly currency: string;
  /** A(i): the deepest the day's cumulative net flows went below the opening balance, and when; 0 where they never did. */
  readonly maxUsage: Decimal;
  readonly maxUsageAt: string | null;
  /** The highest they went above it. */
  readonly maxPositive: Decimal;
  /** A(ii): opening balance, and credit lines that policy names; lines belong to entities. */
  readonly openingBalance: Decimal;
  readonly creditLines: Decimal;
  /** A(iii) */
  readonly sent: Decimal;
  readonly sentCount: number;
  readonly received: Decimal;
  readonly receivedCount: number;
  /** A(iv): outgoing payments of the types policy calls time-specific, and which part has left. */
  readonly timeSpecific: Decimal;
  readonly timeSpecificCount: number;
  readonly timeSpecificSettled: Decimal;
}

/** All flows of the ledger's day count, expected ones too. Entities whose opening balances are incomplete are refused. */
export function reportDay(
  ledger: Ledger,
  day: string,
  table: Pick<LiquidityTable, 'credit_lines' | 'time_specific_types'>,
): { ok: true; figures: readonly DailyFigures[] } | Refusal {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return refuse('date_invalid', `${day} is not a date like 2026-01-22.`, 'date');
  if (ledger.day !== day) {
    return refuse(
      'no_data_for_day',
      `The ledger is of ${ledger.day ?? 'no day'}; there is nothing for ${day}.`,
      'date',
    );
  }
  const figures: DailyFigures[] = [];
  for (const [entity, currency, accounts] of groups(ledger)) {
    const position = ledger.entityPosition(entity, currency, 'all');
    if (!position) {
      return refuse('missing_balance', `${entity} has a ${currency} account without a start-of-day balance.`, 'entity');
    }
    const sums = accounts.map((account) => figuresOf(ledger, account, table));
    const creditLines = table.credit_lines
      .filter((line) => line.entity === entity && line.currency === currency)
      .reduce((sum, line) => sum.plus(decimal(line.limit)), zero);
    const total = (pick: (of: DailyFigures) => Decimal): Decimal => sums.reduce((sum, of) => sum.plus(pick(of)), zero);
    const count = (pick: (of: DailyFigures) => number): number => sums.reduce((sum, of) => sum + pick(of), 0);
    figures.push({
      scope: 'entity',
      name: entity,
      entity,
      currency,
      ...usageOf(position, currency),
      creditLines,
      sent: total(({ sent }) => sent),
      sentCount: count(({ sentCount }) => sentCount),
      received: total(({ received }) => received),
      receivedCount: count(({ receivedCount }) => receivedCount),
      timeSpecific: total(({ timeSpecific }) => timeSpecific),
      timeSpecificCount: count(({ timeSpecificCount }) => timeSpecificCount),
      timeSpecificSettled: total(({ timeSpecificSettled }) => timeSpecificSettled),
    });
    figures.push(...sums);
  }
  return { ok: true, figures };
}

/** Accounts by entity and currency, in the order of their names. */
function groups(ledger: Ledger): readonly (readonly [string, string, readonly Account[]])[] {
  const byKey = new Map<string, Account[]>();
  for (const account of ledger.accounts()) {
    const key = `${account.entity}\n${account.currency}`;
    const known = byKey.get(key);
    if (known) known.push(account);
    else byKey.set(key, [account]);
  }
  return [...byKey]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, accounts]) => {
      const [entity = '', currency = ''] = key.split('\n');
      return [entity, currency, accounts.sort((a, b) => (a.account_id < b.account_id ? -1 : 1))] as const;
    });
}

function figuresOf(
  ledger: Ledger,
  { account_id, entity, currency }: Account,
  { time_specific_types }: Pick<LiquidityTable, 'time_specific_types'>,
): DailyFigures {
  const position = ledger.accountPosition(account_id, currency, 'all');
  if (!position) throw new RangeError(`no position for ${account_id} ${currency}`);
  const rows = ledger.rowsOf(account_id, currency);
  const sent = rows.filter(({ direction }) => direction === 'OUT');
  const timeSpecific = sent.filter(({ payment_type }) => time_specific_types.includes(payment_type));
  const sum = (of: readonly LedgerRow[]): Decimal => of.reduce((total, { amount }) => total.plus(amount), zero);
  const exponent = currencyExponent(currency) ?? 0;
  return {
    scope: 'account',
    name: account_id,
    entity,
    currency,
    ...usageOf(position, currency),
    creditLines: zero,
    sent: fromMinor(position.outflowMinor, exponent),
    sentCount: sent.length,
    received: fromMinor(position.inflowMinor, exponent),
    receivedCount: rows.length - sent.length,
    timeSpecific: sum(timeSpecific),
    timeSpecificCount: timeSpecific.length,
    timeSpecificSettled: sum(timeSpecific.filter(isCertain)),
  };
}

function usageOf(position: Position, currency: string) {
  const exponent = currencyExponent(currency) ?? 0;
  const curve = position.curveWith([]);
  const lowest = curve.lowest();
  let highestMinor = position.openingMinor;
  for (const { minor } of curve.steps()) if (minor > highestMinor) highestMinor = minor;
  const usageMinor = position.openingMinor - lowest.minor;
  return {
    maxUsage: fromMinor(usageMinor, exponent),
    maxUsageAt: usageMinor > 0n ? formatUtc(lowest.atMs) : null,
    maxPositive: fromMinor(highestMinor - position.openingMinor, exponent),
    openingBalance: fromMinor(position.openingMinor, exponent),
  };
}
