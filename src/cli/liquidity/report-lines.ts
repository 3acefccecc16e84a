/** The BCBS 248 report in lines for people. */
import type { MonthView } from '../../domain/liquidity/report/month-view';
import type { DailyFigures, DayReport } from '../../domain/liquidity/report/report-day';
import type { DeadlineState, Obligation } from '../../domain/liquidity/report/time-specific';
import type { Ledger, ReportView } from '../../domain/liquidity/ledger/ledger';
import { currencyExponent, formatAmount, zero, type Decimal } from '../../domain/values/money';

/** The same account or entity in all three views of its flows. */
export type Part = Readonly<Record<ReportView, DailyFigures>>;

export function dayInWords({ day, figures, obligations }: DayReport, ledger: Ledger): string[] {
  const booked = ledger.proofs().length > 0 ? '' : ' No bank statement was taken, so nothing is booked.';
  return [
    `Intraday liquidity of ${day} after BCBS 248, ledger ${ledger.name}, as of ${ledger.asOf ?? 'nobody knows when'}.`,
    `Each figure for all flows, then for those that have left or arrived, then for those the bank has booked.${booked}`,
    ...partsOf(figures).flatMap((part) => ['', ...partInWords(part, obligations)]),
    '',
    obligations.length === 0 ? 'No payment had to leave at a set time.' : 'Payments that had to leave at a set time:',
    ...obligations.map(obligationInWords),
    '',
    ...notReported,
  ];
}

/** What the standard asks of others, or of data that no ledger folder holds. */
const notReported = [
  'A(ii) collateral at the central bank and in payment systems, unencumbered assets, balances at the central bank: not known, the ledger has bank accounts and credit lines alone.',
  'B(i) payments for correspondent banking customers: not applicable, the desk pays for its own group.',
  'B(ii) intraday credit extended to customers: not applicable, the desk lends to nobody.',
  'C(i) throughput is of own payments by account; settlement in a payment system as its direct participant: not applicable.',
];

const stateWords: Readonly<Record<DeadlineState, string>> = {
  met: 'met',
  missed: 'MISSED',
  open: 'open',
  unknown: 'deadline unknown',
};

function partInWords({ all, certain, settled }: Part, obligations: readonly Obligation[]): string[] {
  const { currency, scope, name } = all;
  const money = (amount: Decimal): string => formatAmount(amount, currency);
  const three = (of: (figures: DailyFigures) => string): string => [all, certain, settled].map(of).join(' | ');
  const at = ({ maxUsageAt }: DailyFigures): string => (maxUsageAt === null ? '' : ` at ${maxUsageAt.slice(11, 16)}`);
  const own = obligations.filter((one) =>
    scope === 'entity'
      ? one.entity === name && one.currency === currency
      : one.accountId === name && one.currency === currency,
  );
  const lines = [
    `${name} ${currency}${scope === 'entity' ? ' (all accounts)' : ''}`,
    `  maximum usage ${three((of) => `${money(of.maxUsage)}${at(of)}`)}`,
    `  highest position ${three((of) => money(of.maxPositive))}`,
    `  available at start ${money(all.openingBalance)}${creditInWords(all, money)}`,
    `  sent ${three((of) => `${money(of.sent)} in ${of.sentCount}`)}`,
    `  received ${three((of) => `${money(of.received)} in ${of.receivedCount}`)}`,
    `  sent by the end of each hour (UTC) ${throughputInWords(all)}`,
    `  time-specific ${three((of) => `${money(of.timeSpecific)} in ${of.timeSpecificCount}`)}${statesInWords(own)}`,
  ];
  return scope === 'entity' ? lines : lines.map((line) => `  ${line}`);
}

function creditInWords(
  { scope, creditLines, creditDrawn, uncovered }: DailyFigures,
  money: (amount: Decimal) => string,
): string {
  if (scope === 'account') return creditDrawn.isZero() ? '' : `; overdrawn by up to ${money(creditDrawn)}`;
  const beyond = uncovered.isZero() ? '' : `, and ${money(uncovered)} that no line covers`;
  if (creditLines.isZero()) return `; no credit line${beyond}`;
  return ` and credit lines of ${money(creditLines)}; drawn ${money(creditDrawn)}${beyond}`;
}

function throughputInWords({ throughput }: DailyFigures): string {
  if (throughput.length === 0) return 'nothing';
  const moved = throughput.filter(({ sent }, index) => !sent.eq(throughput[index - 1]?.sent ?? zero));
  return moved.map(({ hour, percent }) => `${hourEnd(hour)} ${percent.toFixed()} %`).join(', ');
}

export function hourEnd(hour: number): string {
  return `${String(hour + 1).padStart(2, '0')}:00`;
}

function statesInWords(obligations: readonly Obligation[]): string {
  const counted = (['met', 'missed', 'open', 'unknown'] as const).flatMap((state) => {
    const count = obligations.filter((one) => one.state === state).length;
    return count === 0 ? [] : [`${stateWords[state]} ${count}`];
  });
  return counted.length === 0 ? '' : `: ${counted.join(', ')}`;
}

function obligationInWords({
  id,
  accountId,
  currency,
  amount,
  paymentType,
  status,
  at,
  deadline,
  state,
  why,
}: Obligation): string {
  const due = deadline === null ? why : `due ${deadline}`;
  return `  ${stateWords[state]}  ${id}, ${paymentType}, ${formatAmount(amount, currency)} ${currency} from ${accountId}, ${status} for ${at}; ${due}`;
}

export function monthInWords({ month, days, parts }: MonthView): string[] {
  return [
    `Intraday liquidity of ${month} after BCBS 248, from ${days.length} kept ${days.length === 1 ? 'day' : 'days'}: ${days.join(', ')}.`,
    'Of each figure the three days that count most, and the average of all. Days that were not kept are not in it.',
    ...parts.flatMap(({ scope, name, currency, view, figures }) => [
      '',
      `${name} ${currency}${scope === 'entity' ? ' (all accounts)' : ''}, ${viewWords[view]}`,
      ...figures.map(({ measure, counts, top, average }) => {
        const named = top.map(({ day, amount }) => `${formatAmount(amount, currency)} on ${day}`).join(', ');
        const places = currencyExponent(currency) ?? 0;
        return `  ${measure}: ${counts} ${named}; average ${formatAmount(average.toDecimalPlaces(places), currency)}`;
      }),
    ]),
  ];
}

const viewWords: Readonly<Record<ReportView, string>> = {
  all: 'all flows',
  certain: 'left or arrived',
  settled: 'booked by the bank',
};

export function partsOf(figures: readonly DailyFigures[]): Part[] {
  const found = (all: DailyFigures, view: ReportView): DailyFigures =>
    figures.find(
      (one) => one.view === view && one.scope === all.scope && one.name === all.name && one.currency === all.currency,
    ) ?? all;
  return figures
    .filter(({ view }) => view === 'all')
    .map((all) => ({ all, certain: found(all, 'certain'), settled: found(all, 'settled') }));
}
