import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importStatementFile } from '../../../src/sources/ledger/import-statements';
import { openWatchedLedger } from '../../../src/sources/ledger/source';
import { file, ledgerFolder, newFolder } from './folder-fixture';
import { mt940 } from '../statements/samples';

describe('a ledger in force while its files change', () => {
  const quiet = { info: () => undefined, warn: () => undefined };

  test('is replaced by a good one and kept when the new one is bad', async () => {
    const folder = ledgerFolder();
    const watched = openWatchedLedger(folder, quiet);
    const first = watched.current();
    expect(await watched.refresh()).toBe('unchanged');
    expect(importStatementFile(folder, file('a.sta', mt940)).ok).toBe(true);
    expect(watched.current()).toBe(first);
    expect(await watched.refresh()).toBe('replaced');
    expect(watched.current().findPayment('T1')?.status).toBe('SETTLED');
    const good = watched.current();
    writeFileSync(join(folder, 'versions', '000001', 'ledger_today.csv'), 'txn_id,');
    expect(await watched.refresh()).toBe('refused');
    expect(watched.current()).toBe(good);
    expect(await watched.refresh()).toBe('unchanged');
    writeFileSync(join(folder, 'current.json'), 'nonsense');
    expect(await watched.refresh()).toBe('refused');
    expect(watched.current()).toBe(good);
  });

  test('cannot start without a good one', () => {
    expect(() => openWatchedLedger(newFolder(), quiet)).toThrow('starting_balances.csv: cannot be read (ENOENT)');
  });
});
