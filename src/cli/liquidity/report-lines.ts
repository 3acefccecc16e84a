/** The BCBS 248 report in lines: for people, and as the tables of a spreadsheet. */
import type { MonthView } from '../../domain/liquidity/report/month-view';
import type { DailyFigures, DayReport } from '../../domain/liquidity/report/report-day';
import type { DeadlineState, Obligation } from '../../domain/liquidity/report/time-specific';
import type { Ledger, ReportView } from '../../domain/liquidity/ledger/ledger';
import { currencyExponent, formatAmount, zero, type Decimal } from '../../domain/values/money';

/** The same account or entity in all three views of its flows. */
type Part = Readonly<Record<ReportView, DailyFigures>>;

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

function hourEnd(hour: number): string {
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

/** One line for each account and entity; the other views stand beside all flows. */
export function dayCsv({ day, figures }: DayReport): string[] {
  const rows = partsOf(figures).map((part) => {
    const { all, certain } = part;
    const exact = (amount: Decimal): string => amount.toFixed(currencyExponent(all.currency) ?? 0);
    const besides = (['certain', 'settled'] as const).flatMap((view) => {
      const { maxUsage, maxUsageAt, maxPositive, sent, sentCount, received, receivedCount } = part[view];
      return [
        exact(maxUsage),
        maxUsageAt ?? '',
        exact(maxPositive),
        exact(sent),
        sentCount,
        exact(received),
        receivedCount,
      ];
    });
    return [
      ...[day, all.scope, all.name, all.entity, all.currency],
      ...[exact(all.maxUsage), all.maxUsageAt ?? '', exact(all.maxPositive)],
      ...[exact(all.openingBalance), exact(all.creditLines)],
      ...[exact(all.sent), all.sentCount, exact(all.received), all.receivedCount],
      ...[exact(all.timeSpecific), all.timeSpecificCount, exact(certain.timeSpecific)],
      ...[exact(all.missed), all.missedCount, exact(all.creditDrawn), exact(all.uncovered)],
      ...besides,
    ];
  });
  return [csvLine(dayColumns), ...rows.map(csvLine)];
}

const viewColumns = [
  'max_usage',
  'max_usage_at',
  'max_positive',
  'payments_sent',
  'payments_sent_count',
  'payments_received',
  'payments_received_count',
];
const dayColumns = [
  ...['date', 'scope', 'name', 'entity', 'currency', 'max_usage', 'max_usage_at', 'max_positive', 'opening_balance'],
  ...['credit_lines', 'payments_sent', 'payments_sent_count', 'payments_received', 'payments_received_count'],
  ...['time_specific', 'time_specific_count', 'time_specific_settled'],
  ...['time_specific_missed', 'time_specific_missed_count', 'credit_drawn', 'uncovered'],
  ...viewColumns.map((name) => `certain_${name}`),
  ...viewColumns.map((name) => `settled_${name}`),
];

export function obligationsCsv({ day, obligations }: DayReport): string[] {
  const columns = [
    'date',
    'payment_id',
    'entity',
    'account_id',
    'currency',
    'amount',
    'payment_type',
    'status',
    'at',
    'deadline',
    'state',
  ];
  const rows = obligations.map(
    ({ id, entity, accountId, currency, amount, paymentType, status, at, deadline, state }) =>
      csvLine([
        day,
        id,
        entity,
        accountId,
        currency,
        amount.toFixed(currencyExponent(currency) ?? 0),
        paymentType,
        status,
        at,
        deadline ?? '',
        state,
      ]),
  );
  return [csvLine(columns), ...rows];
}

export function throughputCsv({ day, figures }: DayReport): string[] {
  const columns = ['date', 'scope', 'name', 'entity', 'currency', 'view', 'by_utc', 'payments_sent', 'percent'];
  const rows = figures.flatMap(({ scope, name, entity, currency, view, throughput }) =>
    throughput.map(({ hour, sent, percent }) =>
      csvLine([
        day,
        scope,
        name,
        entity,
        currency,
        view,
        hourEnd(hour),
        sent.toFixed(currencyExponent(currency) ?? 0),
        percent.toFixed(),
      ]),
    ),
  );
  return [csvLine(columns), ...rows];
}

export function monthCsv({ month, parts }: MonthView): string[] {
  const columns = ['month', 'scope', 'name', 'entity', 'currency', 'view', 'measure', 'rank', 'date', 'amount'];
  const rows = parts.flatMap(({ scope, name, entity, currency, view, figures }) =>
    figures.flatMap(({ measure, top, average }) => {
      const lead = [month, scope, name, entity, currency, view, measure.replaceAll(' ', '_').replaceAll('-', '_')];
      const exact = (amount: Decimal): string => amount.toFixed(currencyExponent(currency) ?? 0);
      return [
        ...top.map(({ day, amount }, index) => csvLine([...lead, index + 1, day, exact(amount)])),
        csvLine([...lead, 'average', '', exact(average)]),
      ];
    }),
  );
  return [csvLine(columns), ...rows];
}

function partsOf(figures: readonly DailyFigures[]): Part[] {
  const found = (all: DailyFigures, view: ReportView): DailyFigures =>
    figures.find(
      (one) => one.view === view && one.scope === all.scope && one.name === all.name && one.currency === all.currency,
    ) ?? all;
  return figures
    .filter(({ view }) => view === 'all')
    .map((all) => ({ all, certain: found(all, 'certain'), settled: found(all, 'settled') }));
}

function csvLine(cells: readonly (string | number)[]): string {
  return cells
    .map(String)
    .map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',');
}
