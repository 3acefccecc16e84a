/** `import ledger` and `import statement`: new data is checked whole and put in force at once; bad data changes nothing. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../../composition/config/config';
import { asFault, refuse } from '../../domain/values/errors';
import { formatAmount } from '../../domain/values/money';
import type { DerivedAccount } from '../../domain/liquidity/statements/derive-ledger';
import { reportDay } from '../../domain/liquidity/report/report-day';
import { termsOf } from '../../domain/liquidity/terms';
import { readPolicyFolder } from '../../sources/policy/policy-folder';
import { flowsFile, readFiles } from '../../sources/ledger/folder';
import { keepDay } from '../../sources/ledger/kept-days';
import { folderInForce } from '../../sources/ledger/versions';
import { dayOfFlows, importLedgerFile } from '../../sources/ledger/import-ledger';
import { importStatements } from '../../sources/ledger/import-statements';
import { printText, RefusedInput } from '../answer';

export interface ImportLedgerOptions {
  readonly balances?: string;
  readonly buffers?: string;
  readonly asOf: string;
}

export function importLedger(config: Config, flows: string, options: ImportLedgerOptions): void {
  const folder = ledgerFolder(config);
  const before = existsSync(folder) ? folderInForce(folder) : null;
  const imported = importLedgerFile({ folder, flows, ...options });
  if (!imported.ok) throw new RefusedInput(imported.problems);
  const { ledger, version } = imported;
  printText([
    ...keepEndedDay(config, { folder, before, day: ledger.day }),
    `ledger of ${ledger.day ?? 'no day'} as of ${ledger.asOf ?? 'nobody knows when'} is in force as version ${version}`,
    `fingerprint ${ledger.fingerprint ?? 'none'}`,
  ]);
}

/** The figures of a day that ends, for the report of its month. What keeps them from being kept does not keep the new day out. */
function keepEndedDay(
  config: Config,
  { folder, before, day }: { readonly folder: string; readonly before: string | null; readonly day: string | null },
): string[] {
  const dayBefore = before === null ? null : dayOfFlows(path.join(before, flowsFile));
  if (before === null || dayBefore === null || dayBefore === day) return [];
  try {
    const ended = readFiles(before, path.basename(path.resolve(folder)), { asOf: config.ledgerAsOf });
    const reported = reportDay(ended, dayBefore, termsOf(readPolicyFolder(config.policyDir)));
    if (!reported.ok) return [`the figures of ${dayBefore} are not kept: ${reported.problems[0]?.message ?? ''}`];
    keepDay(folder, reported.report);
    return [`the figures of ${dayBefore} are kept for the report of its month`];
  } catch (error) {
    return [`the figures of ${dayBefore} are not kept: ${asFault(error).message}`];
  }
}

export interface ImportStatementOptions {
  readonly replace?: boolean;
}

/** Files and folders; a file of which nothing could be taken is named, and the others count. */
export function importStatement(
  config: Config,
  paths: readonly string[],
  { replace = false }: ImportStatementOptions,
): void {
  const files = paths.flatMap(filesIn);
  const imported = importStatements({ folder: ledgerFolder(config), files, replace });
  if (!imported.ok) throw new RefusedInput(imported.problems);
  printText([
    ...imported.files.flatMap(({ file, statements, isTaken }) =>
      isTaken ? statements.map(({ format, id, account }) => `${file}: ${format} ${id} of ${account}`) : [],
    ),
    ...(imported.derived?.accounts ?? []).map(inWords),
    ...openInWords(imported.derived?.open.length ?? 0),
    `in force as version ${imported.version}, fingerprint ${imported.ledger.fingerprint ?? 'none'}`,
  ]);
  const problems = imported.files.flatMap((result) => result.problems);
  if (problems.length > 0) throw new RefusedInput(problems, { isPartly: true });
}

function filesIn(given: string): string[] {
  if (!statSync(given, { throwIfNoEntry: false })?.isDirectory()) return [given];
  return readdirSync(given, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => path.join(given, name))
    .sort();
}

function inWords({ account, opening, changed, added, known, proof }: DerivedAccount): string {
  const { account_id: id, currency } = account;
  const settled = [...changed.values()].filter(({ status }) => status === 'SETTLED').length;
  const returned = [...changed.values()].filter(({ status }) => status === 'RETURNED').length;
  const parts = changed.size - settled - returned;
  const counts = [
    `${settled} settled`,
    ...(returned > 0 ? [`${returned} returned`] : []),
    ...(parts > 0 ? [`${parts} booked in part`] : []),
    `${added.length} new`,
    `${known} known`,
    ...(opening ? [`opening balance ${formatAmount(opening, currency)}`] : []),
  ];
  return `${id} ${currency} on ${proof.day}: ${counts.join(', ')}; ${stateWords[proof.state]}. ${proof.why}`;
}

const stateWords = { proven: 'proven', not_proven: 'NOT PROVEN', unstated: 'nothing to prove it by' } as const;

function openInWords(count: number): string[] {
  if (count === 0) return [];
  return [`${count} ${count === 1 ? 'entry waits' : 'entries wait'} for somebody: desk statements unmatched`];
}

/** The demo ledger is part of the product: every demo starts from it as it was shipped. */
export function ledgerFolder({ ledgerDir }: Config): string {
  const shipped = path.resolve(__dirname, '../../../demo/ledger');
  if (path.resolve(ledgerDir) !== shipped) return ledgerDir;
  throw new RefusedInput(
    refuse('demo_ledger', 'The demo ledger is never changed. Set LEDGER_DIR to a folder of your own.').problems,
  );
}
