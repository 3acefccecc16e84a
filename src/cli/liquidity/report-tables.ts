/** The BCBS 248 report as tables for a spreadsheet, a line each. */
import type { MonthView } from '../../domain/liquidity/report/month-view';
import type { DayReport } from '../../domain/liquidity/report/report-day';
import { currencyExponent, type Decimal } from '../../domain/values/money';
import { hourEnd, partsOf } from './report-lines';

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

/** What came from a ledger is text to a spreadsheet too, never a formula: such a cell begins with an apostrophe. */
function csvLine(cells: readonly (string | number)[]): string {
  return cells
    .map(String)
    .map((cell) => (mayBeFormula.test(cell) && !isNumber.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',');
}

const mayBeFormula = /^[=+\-@\t\r]/;
const isNumber = /^-?\d+(\.\d+)?$/;
