/** What a broken or hostile statement file must not do: each is refused by file and line, and the position before stays as it was. */
import { chmodSync, closeSync, ftruncateSync, mkdirSync, openSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { importStatements } from '../../../src/sources/ledger/import-statements';
import { importLedgerFile } from '../../../src/sources/ledger/import-ledger';
import { file, header, ledgerFolder, newFolder, rows, seen } from '../ledger/folder-fixture';
import { bai2, camt, camtBalance, camtEntry, mt940, mt942 } from './samples';

const entry = camtEntry();
const statement = camt('camt.053', [camtBalance('OPBD', '1000.00'), entry, camtBalance('CLBD', '989.50')]);
const entities = `<!DOCTYPE d [${Array.from({ length: 20 }, (_, at) => `<!ENTITY e${at} "&e${at - 1};&e${at - 1};">`).join('')}]>`;
const summary = (credits: string, debits: string) =>
  `<TxsSummry><TtlCdtNtries><Sum>${credits}</Sum></TtlCdtNtries><TtlDbtNtries><Sum>${debits}</Sum></TtlDbtNtries></TxsSummry>`;
const summed = (credits: string, debits: string) => camt('camt.053', [summary(credits, debits), entry]);

function refusal(path: string): string {
  const folder = ledgerFolder();
  const before = seen(folder);
  const imported = importStatements({ folder, files: [path] });
  expect(imported.ok).toBe(false);
  expect(seen(folder)).toEqual(before);
  return imported.ok ? '' : imported.problems.map(({ message }) => message).join(' ');
}

describe('a statement file is refused by name and line, and nothing has changed', () => {
  test.each<[string, string, string]>([
    ['an entity that grows', statement.replace('?>\n', `?>\n${entities}\n`), 'a.txt:2: has a document type'],
    [
      'an entity of another file',
      statement.replace('?>\n', '?>\n<!DOCTYPE d SYSTEM "file:///etc/passwd">'),
      'a.txt:2: ',
    ],
    ['an entity nobody declared', statement.replace('BANK-1', '&lol;'), 'a.txt:8: is not well-formed XML'],
    ['elements nested without end', `<Document>${'<a>'.repeat(5_000)}`, 'a.txt:1: nests elements more than 64 deep'],
    ['its credits wrongly totalled', summed('0.01', '10.50'), 'a.txt:6: TtlCdtNtries says "0.01"'],
    [
      'its debits wrongly totalled',
      summed('0', '10.49'),
      'a.txt:6: TtlDbtNtries says "10.49"; its entries add up to 10.5',
    ],
    ['a total that is none', summed('0', 'ten'), 'a.txt:6: TtlDbtNtries says "ten"'],
    [
      'a control total that is wrong',
      bai2().replace(/^49,\d+/m, '49,1'),
      'a.txt:10: the control total of the account is 1',
    ],
    ['a total of an MT942 that is wrong', mt942.replace('-\n', ':90C:1USD1,\n-\n'), 'a.txt:8: :90C: says'],
    [
      'balances its entries do not lead to',
      statement.replace('989.50', '989.51'),
      'a.txt:4: The entries lead from 1000 to 989.5',
    ],
    [
      'an entry in another currency',
      statement.replace('Ccy="USD">10.50', 'Ccy="EUR">10.50'),
      'a.txt:7 is in EUR; A holds USD',
    ],
    [
      'a balance in another currency',
      camt('camt.053', [entry, camtBalance('CLBD', '5', { ccy: 'EUR' })]),
      'a.txt:4: a balance is in EUR',
    ],
    ['an account of another currency', camt('camt.053', [entry], { ccy: 'EUR' }), 'a.txt:4: The statement is in EUR'],
    ['its end cut off', statement.slice(0, -60), 'a.txt:'],
    ['its end cut off, in MT', mt940.slice(0, mt940.indexOf(':62F:')), 'a.txt:2: the statement lacks'],
    ['its end cut off, in BAI2', bai2().split('\n').slice(0, 6).join('\n'), 'a.txt:'],
  ])('that has %s', (_what, text, message) => {
    expect(refusal(file('a.txt', text))).toContain(message);
  });

  test('whose totals are right is taken, whether or not they count what is only expected', () => {
    const pending = camtEntry({ ref: 'B2', endToEnd: 'X', amount: '7.00', status: 'PDNG' });
    for (const debits of ['10.50', '17.50']) {
      const text = camt('camt.052', [summary('0', debits), entry, pending]);
      expect(importStatements({ folder: ledgerFolder(), files: [file('a.xml', text)] }).ok).toBe(true);
    }
  });

  test('that is one line of 100 MB, packed or not', () => {
    const large = join(newFolder(), 'large.sta');
    const handle = openSync(large, 'w');
    ftruncateSync(handle, 100 << 20);
    closeSync(handle);
    expect(refusal(large)).toBe('large.sta: is over 64 MiB');
    const packed = join(newFolder(), 'large.gz');
    writeFileSync(packed, gzipSync(Buffer.alloc(100 << 20, 'x')));
    expect(refusal(packed)).toBe('large.gz: unpacks to more than a statement needs');
  });

  test('and so is a ledger of which one line has 100 MB, before it is read to its end', () => {
    const large = file('ledger.csv', `${header}\n${rows[0] ?? ''}\n`);
    truncateSync(large, 100 << 20);
    const folder = ledgerFolder();
    const before = seen(folder);
    const imported = importLedgerFile({ folder, flows: large, asOf: '2026-01-22T12:00:00Z' });
    expect(imported.ok ? '' : imported.problems[0]?.message).toBe(
      'ledger.csv:2: line 3 is longer than a mebibyte, more than any row is',
    );
    expect(seen(folder)).toEqual(before);
  });

  test('that nobody may read, that is a folder, or that is not there', () => {
    const closed = file('closed.sta', mt940);
    chmodSync(closed, 0);
    // Root may read every file but the few the kernel only takes writes of.
    const mayNot = process.getuid?.() === 0 ? '/proc/sys/vm/compact_memory' : closed;
    expect(refusal(mayNot)).toMatch(/^(closed\.sta|compact_memory): cannot be read \(EACCES\)$/);
    const folder = join(newFolder(), 'folder.sta');
    mkdirSync(folder);
    expect(refusal(folder)).toBe('folder.sta: cannot be read (EISDIR)');
    expect(refusal('/nowhere/at.sta')).toBe('at.sta: cannot be read (ENOENT)');
  });
});
