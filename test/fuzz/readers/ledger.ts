/** A ledger folder's files, and flows that are put in force over it. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { importLedgerFile } from '../../../src/sources/ledger/import-ledger';
import { readLedgerFolder } from '../../../src/sources/ledger/folder';
import { readKeptDays } from '../../../src/sources/ledger/kept-days';
import { accountNamesFile, readAccountNames } from '../../../src/sources/statements/account-names';
import type { FuzzReader } from '../fuzz-reader';
import { seedsOf } from '../inputs';
import { judgeRefusal, judgeThrown } from '../judge';

const ours = 'src/sources/ledger';
const codes = ['ledger_unreadable', 'amount_out_of_range'] as const;
const flowWords = [
  'txn_id',
  'ACC-BAN-001',
  'BankSubsidiary_TR',
  'USD',
  'IN',
  'OUT',
  'settled',
  'queued',
  '2026-01-22T14:30:00Z',
  '"a,b"',
];

const ledger: FuzzReader = {
  name: 'ledger',
  covers: [
    `${ours}/folder.ts`,
    `${ours}/csv.ts`,
    `${ours}/lines.ts`,
    `${ours}/records.ts`,
    `${ours}/flows.ts`,
    `${ours}/as-of.ts`,
    'src/sources/statements/account-names.ts',
  ],
  shipped: ['ledger_today.csv', 'starting_balances.csv', 'as_of.json'].map((file) => `demo/ledger/${file}`),
  shape: 'json',
  words: flowWords,
  async open(scratch) {
    const folder = path.join(scratch, 'ledger');
    const seeds = await seedsOf(ledger);
    return {
      read({ name, bytes }) {
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder);
        for (const seed of seeds) writeFileSync(path.join(folder, seed.name), seed.bytes);
        writeFileSync(path.join(folder, name), bytes);
        return judgeThrown(codes, () => {
          readLedgerFolder(folder);
          readAccountNames(path.join(folder, accountNamesFile))('A');
        });
      },
    };
  },
};

const ledgerImport: FuzzReader = {
  name: 'ledger-import',
  covers: [`${ours}/import-ledger.ts`, `${ours}/derived-version.ts`, `${ours}/swap.ts`, `${ours}/versions.ts`],
  shipped: ['demo/ledger/ledger_today.csv'],
  words: flowWords,
  cost: 20,
  open(scratch) {
    const [folder, flows] = [path.join(scratch, 'ledger'), path.join(scratch, 'flows.csv')];
    const start = (): string | null => {
      rmSync(folder, { recursive: true, force: true });
      cpSync('demo/ledger', folder, { recursive: true });
      return readLedgerFolder(folder).fingerprint;
    };
    let before = start();
    return {
      read({ bytes }) {
        writeFileSync(flows, bytes);
        const imported = importLedgerFile({ folder, flows, asOf: '2026-01-22T11:00:00Z' });
        if (!imported.ok && readLedgerFolder(folder).fingerprint !== before)
          throw new Error('refused flows changed the ledger');
        if (imported.ok) before = start();
        return judgeRefusal(imported);
      },
    };
  },
};

const keptDay: FuzzReader = {
  name: 'kept-day',
  covers: [`${ours}/kept-days.ts`],
  shape: 'json',
  open(scratch) {
    mkdirSync(path.join(scratch, 'days'));
    return {
      read({ bytes }) {
        writeFileSync(path.join(scratch, 'days', '2026-01-22.json'), bytes);
        return judgeThrown(codes, () => readKeptDays(scratch, '2026-01'));
      },
    };
  },
};

export const ledgerReaders: readonly FuzzReader[] = [ledger, ledgerImport, keptDay];
