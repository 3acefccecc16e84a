/** What banks send of accounts: each format alone, packed, and taken into a ledger, which must stay whole. */
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { RefusedInput } from '../../../src/cli/answer';
import { readCsvRows } from '../../../src/cli/csv-rows';
import { importStatementFile } from '../../../src/sources/ledger/import-statements';
import { readLedgerFolder } from '../../../src/sources/ledger/folder';
import { accountNamesFile } from '../../../src/sources/statements/account-names';
import { readStatementFile } from '../../../src/sources/statements/file';
import type { FuzzReader, Input } from '../fuzz-reader';
import { seedsOf } from '../inputs';
import { judgeRefusal, judgeThrown, value } from '../judge';

const codes = ['ledger_unreadable', 'amount_out_of_range'] as const;

const statementReader = (name: string, covers: readonly string[], more: Partial<FuzzReader> = {}): FuzzReader => ({
  name,
  covers: ['src/sources/statements/file.ts', 'src/sources/statements/decode.ts', ...covers],
  ...more,
  open(scratch) {
    const file = path.join(scratch, 'statement');
    return {
      read({ bytes }) {
        writeFileSync(file, bytes);
        return judgeThrown(codes, () => readStatementFile(file));
      },
    };
  },
});

const mt = statementReader('mt', ['src/sources/statements/mt/mt.ts'], {
  words: [
    ':20:',
    ':25:',
    ':28C:',
    ':60F:',
    ':60M:',
    ':61:',
    ':62F:',
    ':86:',
    ':34F:',
    ':13D:',
    '{4:',
    '-}',
    'C',
    'RD',
    'D260122USD1,',
  ],
});
const camt = statementReader('camt', ['src/sources/statements/camt/camt.ts', 'src/sources/statements/xml.ts'], {
  words: [
    '<Ntry>',
    '</Ntry>',
    '<Bal>',
    '<TxDtls>',
    'OPBD',
    'CLBD',
    'CRDT',
    'DBIT',
    'BOOK',
    'PDNG',
    '<Amt Ccy="USD">',
    '<PgNb>1</PgNb>',
  ],
});
const bai2 = statementReader('bai2', ['src/sources/statements/bai2/bai2.ts'], {
  words: [
    '01,',
    '02,',
    '03,',
    '16,',
    '88,',
    '49,',
    '98,',
    '99,',
    '/',
    ',Z,',
    ',S,1,2,3',
    ',D,3,1,5,2,5,3,5',
    ',V,260122,1200',
  ],
});

async function archives(): Promise<readonly Input[]> {
  const [seed] = await seedsOf(camt);
  const { bytes } = seed!;
  return [
    { name: 'day.zip', bytes: Buffer.from(zipSync({ 'a/one.xml': bytes, 'two.xml': bytes })) },
    { name: 'stored.zip', bytes: Buffer.from(zipSync({ 'one.xml': bytes }, { level: 0 })) },
    { name: 'day.gz', bytes: gzipSync(bytes) },
  ];
}
/** Rows of a command's table, by the columns it asks for. */
const batch: FuzzReader = {
  name: 'batch',
  covers: ['src/cli/csv-rows.ts'],
  words: ['name', 'country', '"', ',', 'a"b"c'],
  open(scratch) {
    const file = path.join(scratch, 'batch.csv');
    return {
      read({ bytes }) {
        writeFileSync(file, bytes);
        try {
          readCsvRows(file, ['name', 'country']);
          return value;
        } catch (error) {
          if (!(error instanceof RefusedInput)) throw error;
          return judgeRefusal({ ok: false, problems: error.problems });
        }
      },
    };
  },
};

const packed = statementReader('archive', ['src/sources/statements/unpack.ts'], { made: archives });

/** Refused, the ledger in force is the one from before; taken, it can be read. */
const statementImport: FuzzReader = {
  name: 'statement-import',
  covers: ['src/sources/ledger/import-statements.ts', 'src/sources/statements/journal.ts'],
  made: async () => [...(await seedsOf(mt)), ...(await seedsOf(camt)), ...(await seedsOf(bai2))],
  words: ['ACC-BAN-001', 'ACC-BAN-002', 'USD', 'TXN-002', '2026-01-22', '260122'],
  cost: 20,
  open(scratch) {
    const [folder, file] = [path.join(scratch, 'ledger'), path.join(scratch, 'statement')];
    const start = (): string | null => {
      rmSync(folder, { recursive: true, force: true });
      cpSync('demo/ledger', folder, { recursive: true });
      writeFileSync(path.join(folder, accountNamesFile), '{"A": "ACC-BAN-002", "BANKTRIS/A": "ACC-BAN-002"}');
      return readLedgerFolder(folder).fingerprint;
    };
    let before = start();
    return {
      read({ bytes }) {
        writeFileSync(file, bytes);
        const imported = importStatementFile(folder, file);
        const after = readLedgerFolder(folder).fingerprint;
        if (!imported.ok && after !== before) throw new Error('a refused statement changed the ledger');
        if (imported.ok) before = start();
        return judgeRefusal(imported);
      },
    };
  },
};

export const statementReaders: readonly FuzzReader[] = [mt, camt, bai2, packed, statementImport, batch];
