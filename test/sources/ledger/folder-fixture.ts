/** Real ledger folders for tests of imports: one day, 2026-01-22, two accounts, two queued payments. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLedgerFolder } from '../../../src/sources/ledger/folder';

export const header =
  'txn_id,timestamp_utc,entity,account_id,beneficiary_name,payment_type,amount,direction,currency,status,alert_flag,channel';
export const rows = [
  'T1,2026-01-22 10:00:00,North,A,"Acme, ""Works""",SWIFT,10.50,OUT,USD,QUEUED,FLAG,SWIFT',
  'T2,2026-01-22 12:00:00,North,A,Other,es_food,50.00,OUT,USD,QUEUED,,',
];

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true })));

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'import-'));
  made.push(folder);
  return folder;
}

export function ledgerFolder(more: Record<string, string> = {}): string {
  const folder = newFolder();
  const files = {
    'ledger_today.csv': [header, ...rows].join('\n'),
    'starting_balances.csv': 'entity,account_id,currency,start_of_day_balance\nNorth,A,USD,1000.00\nNorth,E,EUR,5.00\n',
    'buffers.json': '[{"entity":"North","currency":"USD","min_buffer":500}]',
    'as_of.json': '{"as_of":"2026-01-22T09:00:00Z"}',
    ...more,
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

export function file(name: string, text: string): string {
  const path = join(newFolder(), name);
  writeFileSync(path, text);
  return path;
}

export function codesOf(result: { ok: true } | { ok: false; problems: readonly { code: string }[] }): string[] {
  return result.ok ? [] : result.problems.map(({ code }) => code);
}

/** Everything a reader can see of a folder's data. */
export function seen(folder: string) {
  const ledger = readLedgerFolder(folder);
  return { fingerprint: ledger.fingerprint, asOf: ledger.asOf, rows: [...ledger.rows()], accounts: ledger.accounts() };
}
