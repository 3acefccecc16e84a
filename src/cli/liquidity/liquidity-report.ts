/** `liquidity report DAY|MONTH`: the BCBS 248 figures of a day, or of a month from the days that were kept, as text, CSV or JSON. */
import { existsSync } from 'node:fs';
import type { Config } from '../../composition/config/config';
import { reportDay, type DayReport, type ReportedDay } from '../../domain/liquidity/report/report-day';
import { viewMonth } from '../../domain/liquidity/report/month-view';
import type { Ledger } from '../../domain/liquidity/ledger/ledger';
import { termsOf } from '../../domain/liquidity/terms';
import { refuse } from '../../domain/values/errors';
import { readLedgerFolder } from '../../sources/ledger/folder';
import { keepDay, readKeptDays } from '../../sources/ledger/kept-days';
import { readPolicyFolder } from '../../sources/policy/policy-folder';
import { printJson, printText, RefusedInput } from '../answer';
import { ledgerFolder } from './import';
import { dayInWords, monthInWords } from './report-lines';
import { dayCsv, monthCsv, obligationsCsv, throughputCsv } from './report-tables';

export interface ReportOptions {
  readonly csv?: boolean | string;
  readonly json?: boolean;
  readonly keep?: boolean;
}

const dayTables = { figures: dayCsv, obligations: obligationsCsv, throughput: throughputCsv } as const;

export function reportLiquidity(config: Config, when: string, options: ReportOptions): void {
  if (/^\d{4}-\d{2}$/.test(when)) reportMonth(config, when, options);
  else reportOneDay(config, when, options);
}

function reportOneDay(config: Config, day: string, { csv, json, keep }: ReportOptions): void {
  const ledger = readLedgerFolder(config.ledgerDir, config.ledgerAsOf);
  const reported = report(config, ledger, day);
  if (!reported.ok) throw new RefusedInput(reported.problems);
  if (keep === true) keepDay(ledgerFolder(config), reported.report);
  if (json === true) printJson(reported.report);
  else if (csv !== undefined) printText(tableOf(csv)(reported.report));
  else printText(dayInWords(reported.report, ledger));
}

function tableOf(csv: boolean | string): (report: DayReport) => string[] {
  const name = csv === true ? 'figures' : csv;
  if (name === 'figures' || name === 'obligations' || name === 'throughput') return dayTables[name];
  const names = Object.keys(dayTables).join(', ');
  throw new RefusedInput(
    refuse('field_invalid', `There is no table ${String(name)}; there are ${names}.`, 'csv').problems,
  );
}

/** The day of the ledger in force belongs to its month, kept or not. */
function reportMonth(config: Config, month: string, { csv, json }: ReportOptions): void {
  const kept = readKeptDays(config.ledgerDir, month);
  const ledger = existsSync(config.ledgerDir) ? readLedgerFolder(config.ledgerDir, config.ledgerAsOf) : null;
  const today = ledger?.day?.startsWith(month) === true ? report(config, ledger, ledger.day) : null;
  const days = today?.ok === true ? [...kept.filter(({ day }) => day !== today.report.day), today.report] : kept;
  if (days.length === 0)
    throw new RefusedInput(
      refuse('no_data_for_day', `No day of ${month} was kept, and the ledger is of another month.`, 'date').problems,
    );
  const view = viewMonth(days, month);
  if (json === true) printJson(view);
  else printText(csv === undefined ? monthInWords(view) : monthCsv(view));
}

function report(config: Config, ledger: Ledger, day: string): ReportedDay {
  return reportDay(ledger, day, termsOf(readPolicyFolder(config.policyDir)));
}
