/** `liquidity report DATE`: the day's BCBS 248 figures as text or CSV. */
import type { Config } from '../../composition/config';
import { reportDay, type DailyFigures } from '../../domain/liquidity/daily-report';
import { currencyExponent, formatAmount, type Decimal } from '../../domain/values/money';
import { readLedgerFolder } from '../../sources/ledger/folder';
import { readPolicyFolder } from '../../sources/policy/policy-folder';
import { printText, RefusedInput } from '../answer';

export interface ReportOptions {
  readonly csv?: boolean;
}

export function reportLiquidity(config: Config, date: string, { csv }: ReportOptions): void {
  const ledger = readLedgerFolder(config.ledgerDir, config.ledgerAsOf);
  const report = reportDay(ledger, date, readPolicyFolder(config.policyDir).liquidity);
  if (!report.ok) throw new RefusedInput(report.problems);
  if (csv === true) {
    printText([csvColumns.join(','), ...report.figures.map((figures) => csvLine(date, figures))]);
    return;
  }
  const heading = `Intraday liquidity of ${date}, ledger ${ledger.name}, as of ${ledger.asOf ?? 'nobody knows when'}; all flows counted, expected ones too.`;
  printText([heading, ...report.figures.flatMap((figures) => ['', ...inWords(figures)])]);
}

const csvColumns = [
  'date',
  'scope',
  'name',
  'entity',
  'currency',
  'max_usage',
  'max_usage_at',
  'max_positive',
  'opening_balance',
  'credit_lines',
  'payments_sent',
  'payments_sent_count',
  'payments_received',
  'payments_received_count',
  'time_specific',
  'time_specific_count',
  'time_specific_settled',
];

function csvLine(date: string, figures: DailyFigures): string {
  const exact = (amount: Decimal): string => amount.toFixed(currencyExponent(figures.currency) ?? 0);
  const cells = [
    date,
    figures.scope,
    figures.name,
    figures.entity,
    figures.currency,
    exact(figures.maxUsage),
    figures.maxUsageAt ?? '',
    exact(figures.maxPositive),
    exact(figures.openingBalance),
    exact(figures.creditLines),
    exact(figures.sent),
    String(figures.sentCount),
    exact(figures.received),
    String(figures.receivedCount),
    exact(figures.timeSpecific),
    String(figures.timeSpecificCount),
    exact(figures.timeSpecificSettled),
  ];
  return cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}

function inWords(figures: DailyFigures): string[] {
  const money = (amount: Decimal): string => formatAmount(amount, figures.currency);
  const indent = figures.scope === 'entity' ? '' : '  ';
  const lines = [
    `${figures.name} ${figures.currency}${figures.scope === 'entity' ? ' (all accounts)' : ''}`,
    `  maximum usage ${money(figures.maxUsage)}${figures.maxUsageAt === null ? '' : ` at ${figures.maxUsageAt}`}, highest position ${money(figures.maxPositive)}`,
    `  available at start ${money(figures.openingBalance)}${figures.creditLines.isZero() ? '' : ` and credit lines of ${money(figures.creditLines)}`}`,
    `  sent ${money(figures.sent)} in ${figures.sentCount}, received ${money(figures.received)} in ${figures.receivedCount}`,
    `  time-specific ${money(figures.timeSpecific)} in ${figures.timeSpecificCount}, settled ${money(figures.timeSpecificSettled)}`,
  ];
  return lines.map((line) => indent + line);
}
