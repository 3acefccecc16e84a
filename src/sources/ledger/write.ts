/** Writes a ledger's files anew with what a statement changed, in the layout they are read in. */
import { closeSync, copyFileSync, linkSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { currencyExponent, type Decimal } from '../../domain/values/money';
import type { Account, LedgerRow } from '../../domain/payment/ledger-row';
import { formatUtc } from '../../domain/values/time';
import { splitFields } from './csv';
import { readTextLines } from './lines';
import { balanceLayout, type flowColumns } from './records';

/** A million rows are written in pieces of about this many characters. */
const pieceLength = 1 << 20;

export interface FlowChanges {
  /** By the id they have in `from`. */
  readonly changed: ReadonlyMap<string, LedgerRow>;
  readonly added: readonly LedgerRow[];
}

/**
 * Copies a flows file that has been read without fault, with its changed rows and the new ones: columns in its own order, every
 * other line as it stands.
 */
export function writeFlows(from: string, to: string, { changed, added }: FlowChanges): void {
  if (changed.size === 0 && added.length === 0) {
    linkOrCopy(from, to);
    return;
  }
  const handle = openSync(to, 'w');
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
    readTextLines({ file: basename(from), path: from }, (text, start, end) => {
      if (start === end) return;
      const isHeader = columns.length === 0;
      if (isHeader || changed.size > 0) splitFields(text, start, end, fields);
      const row = isHeader ? undefined : changed.get(fields[columns.indexOf('txn_id')] ?? '');
      if (isHeader) columns.push(...fields.map((name) => name.trim()));
      put(row ? flowLine(row, columns, fields) : `${text.slice(start, end)}\n`);
    });
    for (const row of added) put(flowLine(row, columns, []));
    writeSync(handle, piece);
  } finally {
    closeSync(handle);
  }
}

/** The same data under another name: a million flows need not be stored twice. Files of a version are never written again. */
export function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // Another disk, or one without links.
    copyFileSync(from, to);
  }
}

export function writeBalances(path: string, accounts: readonly Account[]): void {
  // Only where somebody recorded one.
  const hasBanks = accounts.some(({ bank }) => bank !== undefined);
  const columns = [...balanceLayout.columns, ...(hasBanks ? ['bank'] : [])];
  const lines = accounts.map(({ entity, account_id: id, currency, startOfDayBalance, bank = '' }) =>
    csvLine([entity, id, currency, exact(startOfDayBalance, currency), ...(hasBanks ? [bank] : [])]),
  );
  writeFileSync(path, csvLine(columns) + lines.join(''));
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
