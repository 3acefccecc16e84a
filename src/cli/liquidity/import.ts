/** `import ledger` and `import statement`: new data is checked whole and put in force at once; bad data changes nothing. */
import path from 'node:path';
import type { Config } from '../../composition/config';
import { refuse } from '../../domain/values/errors';
import { formatAmount } from '../../domain/values/money';
import { importLedgerFile, importStatementFile } from '../../sources/ledger/import';
import { printText, RefusedInput } from '../answer';

export interface ImportLedgerOptions {
  readonly balances?: string;
  readonly buffers?: string;
  readonly asOf: string;
}

export function importLedger(config: Config, flows: string, options: ImportLedgerOptions): void {
  const folder = ledgerFolder(config);
  const imported = importLedgerFile({ folder, flows, ...options });
  if (!imported.ok) throw new RefusedInput(imported.problems);
  const { ledger, version } = imported;
  printText([
    `ledger of ${ledger.day ?? 'no day'} as of ${ledger.asOf ?? 'nobody knows when'} is in force as version ${version}`,
    `fingerprint ${ledger.fingerprint ?? 'none'}`,
  ]);
}

export function importStatement(config: Config, file: string): void {
  const imported = importStatementFile(ledgerFolder(config), file);
  if (!imported.ok) throw new RefusedInput(imported.problems);
  printText([
    ...imported.statements.map(({ statement, merge }) => {
      const { account_id, currency } = merge.account;
      const opening =
        merge.openingBalance === null ? '' : `, opening balance ${formatAmount(merge.openingBalance, currency)}`;
      // Of a payment booked in several parts only one row is left open.
      const open = [...merge.changed.values()].filter(({ status }) => status !== 'SETTLED').length;
      const parts = open === 0 ? '' : ` ${open} booked in part,`;
      return `${statement.format} ${statement.id}: ${account_id} ${currency}, ${merge.changed.size - open} settled,${parts} ${merge.added.length} new, ${merge.known} known${opening}`;
    }),
    `in force as version ${imported.version}, fingerprint ${imported.ledger.fingerprint ?? 'none'}`,
  ]);
}

/** The demo ledger is part of the product: every demo starts from it as it was shipped. */
function ledgerFolder({ ledgerDir }: Config): string {
  const shipped = path.resolve(__dirname, '../../../demo/ledger');
  if (path.resolve(ledgerDir) !== shipped) return ledgerDir;
  throw new RefusedInput(
    refuse('demo_ledger', 'The demo ledger is never changed. Set LEDGER_DIR to a folder of your own.').problems,
  );
}
