import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importLedgerFile } from '../../../src/sources/ledger/import-ledger';
import { importStatementFile } from '../../../src/sources/ledger/import-statements';
import { readLedgerFolder } from '../../../src/sources/ledger/folder';
import { putInForce } from '../../../src/sources/ledger/versions';
import { codesOf, file, ledgerFolder, seen } from './folder-fixture';
import { mt940 } from '../statements/samples';

describe('a swap of the data in force', () => {
  test('is made by one import at a time: the one that was overtaken is refused', () => {
    const folder = ledgerFolder();
    const copyAll = (draft: string, inForce: string): { ok: true } => {
      for (const name of ['ledger_today.csv', 'starting_balances.csv', 'buffers.json'])
        writeFileSync(join(draft, name), readFileSync(join(inForce, name)));
      return { ok: true };
    };
    const outer = putInForce(folder, (draft, inForce) => {
      expect(putInForce(folder, copyAll)).toMatchObject({ ok: true, version: '000002' });
      return copyAll(draft, inForce);
    });
    expect(codesOf(outer)).toEqual(['import_conflict']);
    expect(readLedgerFolder(folder).findPayment('T1')).toBeDefined();
    expect(readdirSync(join(folder, 'versions'))).toEqual(['000002']);
  });

  test('survives a version that a crash left half written: it was never in force', () => {
    const folder = ledgerFolder();
    const before = seen(folder);
    mkdirSync(join(folder, 'versions', '000001'), { recursive: true });
    writeFileSync(join(folder, 'versions', '000001', 'ledger_today.csv'), 'txn_id,');
    expect(seen(folder)).toEqual(before);
    expect(codesOf(importStatementFile(folder, file('a.sta', mt940)))).toEqual([]);
    expect(existsSync(join(folder, 'versions', '000002'))).toBe(true);
  });

  /** One import after the other of the same flows, each a minute newer. */
  const importTimes = (folder: string, from: number, to: number): void => {
    const flows = join(folder, 'ledger_today.csv');
    for (let minute = from; minute <= to; minute += 1)
      expect(codesOf(importLedgerFile({ folder, flows, asOf: `2026-01-22T10:${minute}:00Z` }))).toEqual([]);
  };
  const versionsOf = (folder: string) => readdirSync(join(folder, 'versions')).sort();
  const numbered = (first: number, last: number) =>
    Array.from({ length: last - first + 1 }, (_, at) => String(first + at).padStart(6, '0'));

  test('keeps the newest ten versions, the one in force among them', () => {
    const folder = ledgerFolder();
    importTimes(folder, 10, 19);
    expect(versionsOf(folder)).toEqual(numbered(1, 10));
    importTimes(folder, 20, 22);
    expect(versionsOf(folder)).toEqual(numbered(4, 13));
    expect(readLedgerFolder(folder).asOf).toBe('2026-01-22T10:22:00Z');
    expect(readdirSync(folder).sort()).toContain('ledger_today.csv');
  });

  test('removes nothing before the new version is in force: a refused import leaves every old one', () => {
    const folder = ledgerFolder();
    importTimes(folder, 10, 19);
    const bad = importLedgerFile({ folder, flows: file('bad.csv', 'txn_id,'), asOf: '2026-01-22T11:00:00Z' });
    expect(codesOf(bad)).toEqual(['file_invalid']);
    expect(versionsOf(folder)).toEqual(numbered(1, 10));
  });

  test('clears away what a crash left of an old version, and no draft of another import', () => {
    const folder = ledgerFolder();
    importTimes(folder, 10, 20);
    // A removal that was cut short: the folder is there again with one of its files.
    mkdirSync(join(folder, 'versions', '000001'));
    writeFileSync(join(folder, 'versions', '000001', 'as_of.json'), '{}');
    expect(readLedgerFolder(folder).asOf).toBe('2026-01-22T10:20:00Z');
    const put = putInForce(folder, (draft, inForce) => {
      mkdirSync(join(folder, 'versions', '000099'));
      for (const name of readdirSync(inForce)) writeFileSync(join(draft, name), readFileSync(join(inForce, name)));
      return { ok: true };
    });
    expect(put).toMatchObject({ ok: true, version: '000012' });
    expect(versionsOf(folder)).toEqual([...numbered(3, 12), '000099']);
  });

  test('leaves files and folders that are no versions alone', () => {
    const folder = ledgerFolder();
    mkdirSync(join(folder, 'versions', 'kept-by-hand'), { recursive: true });
    importTimes(folder, 10, 22);
    expect(versionsOf(folder)).toContain('kept-by-hand');
  });

  test('refuses a pointer that names no version', () => {
    const folder = ledgerFolder({ 'current.json': '{"version":"../../etc"}' });
    expect(() => readLedgerFolder(folder)).toThrow('current.json: names no version');
  });
});
