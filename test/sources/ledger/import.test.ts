import { importLedgerFile } from '../../../src/sources/ledger/import-ledger';
import { readLedgerFolder } from '../../../src/sources/ledger/folder';
import { codesOf, file, header, ledgerFolder, rows, seen } from './folder-fixture';

describe('a ledger, imported', () => {
  const next = [header, ...rows, rows[1]!.replace('T2', 'T3')].join('\n');
  const request = (folder: string, text: string, asOf = '2026-01-22T10:00:00Z') =>
    importLedgerFile({ folder, flows: file('ledger.csv', text), asOf });

  test('replaces the flows and keeps balances and buffers, the time recorded', () => {
    const folder = ledgerFolder();
    const imported = request(folder, next);
    expect(imported).toMatchObject({ ok: true, version: '000001' });
    const ledger = readLedgerFolder(folder);
    expect([...ledger.rows()]).toHaveLength(3);
    expect(ledger.asOf).toBe('2026-01-22T10:00:00Z');
    expect(ledger.findAccount('A', 'USD')?.startOfDayBalance.toNumber()).toBe(1000);
    expect(request(folder, next, '2026-01-22T10:05:00Z')).toMatchObject({ ok: true, version: '000002' });
  });

  test.each([
    ['a bad row', next.replace('50.00', '-50.00'), '2026-01-22T10:00:00Z', 'file_invalid'],
    ['data that is not newer', next, '2026-01-22T09:00:00Z', 'not_newer'],
    ['a time that is none', next, 'soon', 'timestamp_invalid'],
  ])('with %s is refused, and the previous data stays', (_what, text, asOf, code) => {
    const folder = ledgerFolder();
    const before = seen(folder);
    const result = request(folder, text, asOf);
    expect(codesOf(result)).toEqual([code]);
    if (code === 'file_invalid')
      expect(!result.ok && result.problems[0]!.message).toBe('ledger.csv:3: the amount is negative');
    expect(seen(folder)).toEqual(before);
  });

  test('of another day needs the opening balances of that day', () => {
    const folder = ledgerFolder();
    const before = seen(folder);
    const tomorrow = next.replaceAll('2026-01-22', '2026-01-23');
    const asked = { folder, flows: file('ledger.csv', tomorrow), asOf: '2026-01-23T08:00:00Z' };
    expect(codesOf(importLedgerFile(asked))).toEqual(['balances_missing']);
    expect(seen(folder)).toEqual(before);
    const balances = `${folder}/starting_balances.csv`;
    expect(importLedgerFile({ ...asked, balances })).toMatchObject({ ok: true, ledger: { day: '2026-01-23' } });
  });

  test('that is missing is refused by its name', () => {
    const folder = ledgerFolder();
    const result = importLedgerFile({ folder, flows: '/nowhere/day.csv', asOf: '2026-01-22T10:00:00Z' });
    expect(!result.ok && result.problems[0]!.message).toBe('day.csv: cannot be read (ENOENT)');
  });
});
