/** The answer to `/balance`: what all accounts have now and at the day's end, as a picture, by bank and by account. */
import type { AccountCash, CashGroup, CashMoment, CashPosition } from '../../domain/liquidity/cash-position';
import { currencyExponent, type Decimal } from '../../domain/values/money';
import { dayMs, hourMs } from '../../domain/values/time';
import { createAccountMask } from '../words/account-mask';
import { shown } from '../words/escape-markdown';
import type { Words } from '../words/words';
import { inUnit, unitFor } from './chart-unit';

export interface CashCardContext {
  readonly words: Words;
  /** Accounts that could stand beside those of the position. */
  readonly accountIds?: Iterable<string>;
  readonly ledger: { readonly name: string; readonly asOf: string | null };
  readonly ratesAsOf: string;
}

/** The richest that fits the size of a card is shown. */
export const cashLevels = [
  { rows: 20, hasChart: true },
  { rows: 8, hasChart: true },
  { rows: 8, hasChart: false },
] as const;
export type CashLevel = (typeof cashLevels)[number];

/** The `cash` template. */
export function cashCardData(
  position: CashPosition,
  { rows, hasChart }: CashLevel,
  { words, accountIds = [], ledger, ratesAsOf }: CashCardContext,
) {
  const { cash } = words.liquidity;
  const { accounts, groups, baseCurrency, total, totalAtClose, curve } = position;
  const day = position.day === null ? cash.noDay : words.show.day(position.day);
  const mask = createAccountMask([...accountIds, ...accounts.map(({ accountId }) => accountId)]);
  const bankOf = ({ bank }: { bank: string | null }): string => (bank === null ? cash.noBank : shown(bank, 40));
  const inBase = (amount: Decimal): string => words.show.money(toCurrency(amount, baseCurrency), baseCurrency);
  const figures = ({ available, closing, currency }: AccountCash | CashGroup) => ({
    now: words.show.figure(available, currency),
    close: words.show.figure(closing, currency),
  });
  const unproven = accounts.filter(({ proof }) => proof === 'not_proven').length;
  return {
    title: cash.title(day),
    headline: total === null ? cash.noRate(withoutRate(accounts)) : cash.available(inBase(total)),
    has_close: totalAtClose !== null,
    at_close: totalAtClose === null ? '' : cash.atClose(inBase(totalAtClose)),
    has_warning: unproven > 0,
    warning: cash.notProven(unproven),
    has_chart: hasChart && curve.length > 0,
    chart: cashChart(curve, { words, day, currency: baseCurrency }),
    groups: largest(groups, rows).map((group) => ({
      whose: cash.group(shown(group.currency, 3), bankOf(group), shown(group.entity, 40)),
      ...figures(group),
    })),
    has_more_groups: groups.length > rows,
    more_groups: cash.firstOf(rows, groups.length),
    has_accounts: accounts.length > 0,
    accounts: largest(accounts, rows).map((account) => ({
      whose: [
        cash.account(mask.of(account.accountId), shown(account.currency, 3), bankOf(account)),
        ...(account.proof === 'not_proven' ? [cash.unproven] : []),
      ].join('  '),
      ...figures(account),
    })),
    has_more_accounts: accounts.length > rows,
    more_accounts: cash.firstOf(rows, accounts.length),
    footer: cash.footer(
      shown(ledger.name, 60),
      ledger.asOf === null ? null : shown(words.show.instant(ledger.asOf), 40),
      shown(words.show.instant(ratesAsOf), 40),
    ),
    labels: {
      where: cash.where,
      now: cash.now,
      close: cash.close,
      accounts: cash.accounts,
      accountsTooltip: cash.accountsTooltip,
    },
  };
}

function toCurrency(amount: Decimal, currency: string): Decimal {
  return amount.toDecimalPlaces(currencyExponent(currency) ?? 0);
}

function withoutRate(accounts: readonly AccountCash[]): readonly string[] {
  return [
    ...new Set(accounts.filter(({ availableInBase }) => availableInBase === null).map(({ currency }) => currency)),
  ];
}

/** In their own order, the largest by what is available; of all where one cannot be compared, the first. */
function largest<T extends AccountCash | CashGroup>(all: readonly T[], count: number): readonly T[] {
  if (all.length <= count) return all;
  const size = ({ availableInBase }: T): Decimal | null => availableInBase && availableInBase.abs();
  const bySize = [...all].sort((one, other) => size(other)?.comparedTo(size(one) ?? 0) ?? 1);
  const kept = new Set(bySize.slice(0, count));
  return all.filter((one) => kept.has(one));
}

function cashChart(
  curve: readonly CashMoment[],
  { words, day, currency }: { readonly words: Words; readonly day: string; readonly currency: string },
) {
  const { cash, chart } = words.liquidity;
  const startMs = Math.floor((curve[0]?.atMs ?? 0) / dayMs) * dayMs;
  const unit = unitFor(curve.map(({ all }) => all.toNumber()));
  const points = (view: 'all' | 'certain') =>
    curve.map((moment) => ({
      x: Math.round(((moment.atMs - startMs) / hourMs) * 100) / 100,
      // Nobody sees more on a screen, and the card has to fit.
      y: Math.round(inUnit(moment[view].toNumber(), unit) * 1_000) / 1_000,
    }));
  return {
    title: cash.chartTitle(words.show.day(day), currency),
    x_title: chart.hour,
    y_title: cash.chartAxis(currency, unit.word === null ? '' : chart.units[unit.word]),
    all_legend: cash.allLegend,
    all: points('all'),
    certain_legend: cash.certainLegend,
    certain: points('certain'),
  };
}
