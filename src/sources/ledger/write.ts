/** Writes a ledger's files anew with what a statement changed, in the layout they are read in. */
import { closeSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { currencyExponent, type Decimal } from '../../domain/values/money';
import type { Ledger } from '../../domain/liquidity/ledger/ledger';
import type { LedgerRow } from '../../domain/payment/ledger-row';
import type { StatementMerge } from '../../domain/liquidity/statements/merge-statement';
import { formatUtc } from '../../domain/values/time';
import { splitFields } from './csv';
import { readTextLines } from './lines';
import { balanceLayout, type flowColumns } from './records';

/** A million rows are written in pieces of about this many characters. */
const pieceLength = 1 << 20;

/**
 * Rewrites the changed rows of a flows file that has been read without fault, and adds the new ones: columns in its own
 * order, every other line as it stands. The last of the merges has the last word about a row.
 */
export function writeFlows(path: string, merges: readonly StatementMerge[]): void {
  const changed = new Map(merges.flatMap((merge) => [...merge.changed]));
  const draft = `${path}.new`;
  const handle = openSync(draft, 'w');
  try {
    let piece = '';
    const put = (line: string): void => {
      piece += line;
      if (piece.length < pieceLength) return;
      writeSync(handle, piece);
      piece = '';
    };
    const columns: string[] = [];
    const fields: string[] = [];
    readTextLines({ file: basename(path), path }, (text, from, to) => {
      if (from === to) return;
      const isHeader = columns.length === 0;
      if (isHeader || changed.size > 0) splitFields(text, from, to, fields);
      const row = isHeader ? undefined : changed.get(fields[columns.indexOf('txn_id')] ?? '');
      if (isHeader) columns.push(...fields.map((name) => name.trim()));
      put(row ? flowLine(row, columns, fields) : `${text.slice(from, to)}\n`);
    });
    for (const row of merges.flatMap(({ parts, added }) => [...parts, ...added]))
      put(flowLine(changed.get(row.txn_id) ?? row, columns, []));
    writeSync(handle, piece);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, path);
}

export function writeBalances(path: string, ledger: Ledger, merges: readonly StatementMerge[]): void {
  const openings = new Map(
    merges.flatMap(({ account, openingBalance: opening }) => (opening ? [[account, opening]] : [])),
  );
  if (openings.size === 0) return;
  const lines = ledger.accounts().map((account) => {
    const amount = openings.get(account) ?? account.startOfDayBalance;
    return csvLine([account.entity, account.account_id, account.currency, exact(amount, account.currency)]);
  });
  writeFileSync(path, `${balanceLayout.columns.join(',')}\n${lines.join('')}`);
}

/** Columns that are not ours keep what they had. */
function flowLine(row: LedgerRow, columns: readonly string[], present: readonly string[]): string {
  const cells: Record<(typeof flowColumns)[number], string> = {
    txn_id: row.txn_id,
    timestamp_utc: formatUtc(row.atMs),
    entity: row.entity,
    account_id: row.account_id,
    beneficiary_name: row.beneficiary_name,
    payment_type: row.payment_type,
    amount: exact(row.amount, row.currency),
    direction: row.direction,
    currency: row.currency,
    status: row.status,
    alert_flag: row.alert_flag ?? '',
    channel: row.channel ?? '',
  };
  const own = new Map<string, string>(Object.entries(cells));
  return csvLine(columns.map((column, at) => own.get(column) ?? present[at] ?? ''));
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
}

function exact(amount: Decimal, currency: string): string {
  return amount.toFixed(currencyExponent(currency) ?? amount.decimalPlaces());
}
