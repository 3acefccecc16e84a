/** Writes a ledger's files anew with what a statement changed, in the layout they are read in. */
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { currencyExponent, type Decimal } from '../domain/money';
import type { Account, Ledger, LedgerRow } from '../domain/liquidity/ledger';
import type { StatementMerge } from '../domain/liquidity/merge-statement';
import { formatUtc } from '../domain/time';
import { balanceLayout, flowColumns } from './ledger-records';

/** A million rows are written in pieces of about this many characters. */
const pieceLength = 1 << 20;

export function writeFlows(path: string, ledger: Ledger, { settled, added }: StatementMerge): void {
  const handle = openSync(path, 'w');
  try {
    let piece = `${flowColumns.join(',')}\n`;
    const take = (row: LedgerRow): void => {
      piece += flowLine(row);
      if (piece.length < pieceLength) return;
      writeSync(handle, piece);
      piece = '';
    };
    for (const row of ledger.rows()) take(settled.get(row.txn_id) ?? row);
    for (const row of added) take(row);
    writeSync(handle, piece);
  } finally {
    closeSync(handle);
  }
}

export function writeBalances(path: string, ledger: Ledger, changed: Account, openingBalance: Decimal): void {
  const lines = ledger.accounts().map((account) => {
    const amount = account === changed ? openingBalance : account.startOfDayBalance;
    return csvLine([account.entity, account.account_id, account.currency, exact(amount, account.currency)]);
  });
  writeFileSync(path, `${balanceLayout.columns.join(',')}\n${lines.join('')}`);
}

function flowLine(row: LedgerRow): string {
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
  return csvLine(flowColumns.map((column) => cells[column]));
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
}

function exact(amount: Decimal, currency: string): string {
  return amount.toFixed(currencyExponent(currency) ?? amount.decimalPlaces());
}
