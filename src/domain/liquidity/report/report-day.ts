/** A day's intraday liquidity figures after BCBS 248: usage, what was available, what was paid, and what had to leave on time. */
import { refuse, type Refusal } from '../../values/errors';
import { currencyExponent, decimal, zero, type Decimal } from '../../values/money';
import { runSlices } from '../../values/run-slices';
import { formatUtc } from '../../values/time';
import type { Account } from '../../payment/ledger-row';
import type { Ledger, Movement, ReportView } from '../ledger/ledger';
import { fromMinor } from '../ledger/minor-units';
import type { Position } from '../position';
import type { LiquidityTerms } from '../terms';
import { addTallies, reportViews, tallyAccount, type Tallied, type Tally } from './tally-account';
import { judgeObligation, type Obligation } from './time-specific';

/** One account, or all accounts of an entity in a currency, in one view of its flows. Amounts are exact, in that currency. */
export interface DailyFigures {
  readonly scope: 'account' | 'entity';
  readonly name: string;
  readonly entity: string;
  readonly currency: string;
  /** All flows, those that have left or arrived, or those the bank has booked. */
  readonly view: ReportView;
  /** A(i): the deepest the day's cumulative net flows went below the opening balance, and when; 0 where they never did. */
  readonly maxUsage: Decimal;
  readonly maxUsageAt: string | null;
  /** The highest they went above it. */
  readonly maxPositive: Decimal;
  /** A(ii): opening balance, and credit lines that policy names; lines belong to entities. */
  readonly openingBalance: Decimal;
  readonly creditLines: Decimal;
  /** The most that was drawn of them: what the entity's accounts together went below zero. Of an account, what it was overdrawn. */
  readonly creditDrawn: Decimal;
  /** What they went further below than the lines reach. */
  readonly uncovered: Decimal;
  /** A(iii) */
  readonly sent: Decimal;
  readonly sentCount: number;
  readonly received: Decimal;
  readonly receivedCount: number;
  /** A(iv): outgoing payments of the types policy calls time-specific, and what of them missed its deadline. */
  readonly timeSpecific: Decimal;
  readonly timeSpecificCount: number;
  readonly missed: Decimal;
  readonly missedCount: number;
  /** C(i): what had left by the end of each UTC hour; from the first hour with an outgoing payment to the last. */
  readonly throughput: readonly { readonly hour: number; readonly sent: Decimal; readonly percent: Decimal }[];
}

export interface DayReport {
  readonly day: string;
  readonly figures: readonly DailyFigures[];
  readonly obligations: readonly Obligation[];
}

export type ReportTerms = Pick<LiquidityTerms, 'table' | 'judgeDeparture'>;
export type ReportedDay = { readonly ok: true; readonly report: DayReport } | Refusal;

/** Entities whose opening balances are incomplete are refused. */
export function reportDay(ledger: Ledger, day: string, terms: ReportTerms): ReportedDay {
  return runSlices(reportSlices(ledger, day, terms));
}

/** The same in slices: a million flows take a second. */
export function* reportSlices(ledger: Ledger, day: string, terms: ReportTerms): Generator<void, ReportedDay> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return refuse('date_invalid', `${day} is not a date like 2026-01-22.`, 'date');
  if (ledger.day !== day) {
    return refuse(
      'no_data_for_day',
      `The ledger is of ${ledger.day ?? 'no day'}; there is nothing for ${day}.`,
      'date',
    );
  }
  const figures: DailyFigures[] = [];
  const obligations: Obligation[] = [];
  for (const group of groups(ledger)) {
    const { entity, currency } = group;
    if (!ledger.entityPosition(entity, currency, 'all')) {
      return refuse('missing_balance', `${entity} has a ${currency} account without a start-of-day balance.`, 'entity');
    }
    const found = yield* reportGroup(ledger, day, group, terms);
    figures.push(...found.figures);
    for (const obligation of found.obligations) obligations.push(obligation);
  }
  return { ok: true, report: { day, figures, obligations } };
}

interface Group {
  readonly entity: string;
  readonly currency: string;
  readonly accounts: readonly Account[];
}

/** Accounts by entity and currency, in the order of their names. */
function groups(ledger: Ledger): readonly Group[] {
  const byKey = new Map<string, Account[]>();
  for (const account of ledger.accounts()) {
    const key = `${account.entity}\n${account.currency}`;
    byKey.set(key, [...(byKey.get(key) ?? []), account]);
  }
  return [...byKey]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, accounts]) => {
      const [entity = '', currency = ''] = key.split('\n');
      return { entity, currency, accounts: accounts.sort((a, b) => (a.account_id < b.account_id ? -1 : 1)) };
    });
}

function* reportGroup(
  ledger: Ledger,
  day: string,
  { entity, currency, accounts }: Group,
  terms: ReportTerms,
): Generator<void, Omit<DayReport, 'day'>> {
  const { credit_lines: lines, time_specific_types: timeSpecificTypes } = terms.table;
  const own: { name: string; tallied: Tallied; obligations: readonly Obligation[] }[] = [];
  for (const account of accounts) {
    const { account_id: name } = account;
    const tallied = yield* tallyAccount(ledger.movementsOf(name, currency), { day, timeSpecificTypes });
    const judge = (movement: Movement): Obligation => judgeObligation(account, movement, { ledger, terms });
    own.push({ name, tallied, obligations: tallied.timed.map(judge) });
    yield;
  }
  const obligations = own.flatMap((one) => one.obligations);
  const creditLines = lines
    .filter((line) => line.entity === entity && line.currency === currency)
    .reduce((sum, { limit }) => sum.plus(decimal(limit)), zero);
  const figures: DailyFigures[] = [];
  for (const view of reportViews) {
    const part = { scope: 'entity', name: entity, entity, currency, view } as const;
    const tally = addTallies(own.map(({ tallied }) => tallied.byView[view]));
    const position = ledger.entityPosition(entity, currency, view);
    if (position) figures.push(figuresOf(part, { position, tally, obligations, creditLines }));
    yield;
  }
  for (const { name, tallied, obligations: ofAccount } of own)
    for (const view of reportViews) {
      const part = { scope: 'account', name, entity, currency, view } as const;
      const tally = tallied.byView[view];
      const position = ledger.accountPosition(name, currency, view);
      if (position) figures.push(figuresOf(part, { position, tally, obligations: ofAccount, creditLines: zero }));
      yield;
    }
  return { figures, obligations };
}

interface Found {
  readonly position: Position;
  readonly tally: Tally;
  readonly obligations: readonly Obligation[];
  readonly creditLines: Decimal;
}

function figuresOf(
  part: Pick<DailyFigures, 'scope' | 'name' | 'entity' | 'currency' | 'view'>,
  { position, tally, obligations, creditLines }: Found,
): DailyFigures {
  const exponent = currencyExponent(part.currency) ?? 0;
  const money = (minor: bigint): Decimal => fromMinor(minor, exponent);
  const missed = obligations.filter(({ state }) => state === 'missed');
  return {
    ...part,
    ...usageOf(position, money),
    ...creditOf(part.scope, money(position.curveWith([]).lowest().minor), creditLines),
    sent: money(tally.sentMinor),
    sentCount: tally.sentCount,
    received: money(tally.receivedMinor),
    receivedCount: tally.receivedCount,
    timeSpecific: money(tally.timeSpecificMinor),
    timeSpecificCount: tally.timeSpecificCount,
    missed: missed.reduce((sum, { amount }) => sum.plus(amount), zero),
    missedCount: missed.length,
    throughput: throughputOf(tally, money),
  };
}

function usageOf(position: Position, money: (minor: bigint) => Decimal) {
  const curve = position.curveWith([]);
  const lowest = curve.lowest();
  let highestMinor = position.openingMinor;
  for (const { minor } of curve.steps()) if (minor > highestMinor) highestMinor = minor;
  const usageMinor = position.openingMinor - lowest.minor;
  return {
    maxUsage: money(usageMinor),
    maxUsageAt: usageMinor > 0n ? formatUtc(lowest.atMs) : null,
    maxPositive: money(highestMinor - position.openingMinor),
    openingBalance: money(position.openingMinor),
  };
}

/** An account below zero lives on credit; lines are the entity's, so what they cover is said of the entity alone. */
function creditOf(scope: DailyFigures['scope'], lowest: Decimal, creditLines: Decimal) {
  const overdrawn = lowest.isNegative() ? lowest.negated() : zero;
  const creditDrawn = scope === 'account' || overdrawn.lt(creditLines) ? overdrawn : creditLines;
  return { creditLines, creditDrawn, uncovered: overdrawn.minus(creditDrawn) };
}

const percentDecimals = 1;

function throughputOf({ sentByHour, sentMinor }: Tally, money: (minor: bigint) => Decimal): DailyFigures['throughput'] {
  const hours: { hour: number; sent: Decimal; percent: Decimal }[] = [];
  let sentSoFar = 0n;
  for (const [hour, minor] of sentByHour.entries()) {
    if (sentSoFar === sentMinor) break;
    sentSoFar += minor;
    if (sentSoFar === 0n) continue;
    const percent = money(sentSoFar).times(100).dividedBy(money(sentMinor)).toDecimalPlaces(percentDecimals);
    hours.push({ hour, sent: money(sentSoFar), percent });
  }
  return hours;
}
