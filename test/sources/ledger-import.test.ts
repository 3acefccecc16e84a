import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importLedgerFile, importStatementFile } from '../../src/sources/ledger-import';
import { readLedgerFolder } from '../../src/sources/ledger-folder';
import { openWatchedLedger } from '../../src/sources/ledger-source';
import { takeInbox } from '../../src/sources/statement-inbox';
import { putInForce } from '../../src/sources/ledger-versions';
import { camt, camtBalance, camtEntry, mt940, mt942 } from './statement-samples';

const header =
  'txn_id,timestamp_utc,entity,account_id,beneficiary_name,payment_type,amount,direction,currency,status,alert_flag,channel';
const rows = [
  'T1,2026-01-22 10:00:00,North,A,"Acme, ""Works""",SWIFT,10.50,OUT,USD,QUEUED,FLAG,SWIFT',
  'T2,2026-01-22 12:00:00,North,A,Other,es_food,50.00,OUT,USD,QUEUED,,',
];

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true })));

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'import-'));
  made.push(folder);
  return folder;
}

function ledgerFolder(more: Record<string, string> = {}): string {
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

function file(name: string, text: string): string {
  const path = join(newFolder(), name);
  writeFileSync(path, text);
  return path;
}

function codesOf(result: { ok: true } | { ok: false; problems: readonly { code: string }[] }): string[] {
  return result.ok ? [] : result.problems.map(({ code }) => code);
}

/** Everything a reader can see of a folder's data. */
function seen(folder: string) {
  const ledger = readLedgerFolder(folder);
  return { fingerprint: ledger.fingerprint, asOf: ledger.asOf, rows: [...ledger.rows()], accounts: ledger.accounts() };
}

describe('a bank statement, imported', () => {
  test('settles the rows it names, adds the flows nobody had, and sets the opening balance and the time', () => {
    const folder = ledgerFolder();
    const imported = importStatementFile(folder, file('a.sta', mt940));
    if (!imported.ok) throw new Error(JSON.stringify(imported.problems));
    const ledger = readLedgerFolder(folder);
    expect(ledger.fingerprint).toBe(imported.ledger.fingerprint);
    expect(ledger.findPayment('T1')).toMatchObject({
      status: 'SETTLED',
      beneficiary_name: 'Acme, "Works"',
      alert_flag: 'FLAG',
      atMs: Date.parse('2026-01-22T10:00:00Z'),
    });
    expect(ledger.findPayment('T2')?.status).toBe('QUEUED');
    // Money that came in without a time is taken when the statement was true, so never too early.
    expect(ledger.findPayment('A:BANK-2')).toMatchObject({
      direction: 'IN',
      status: 'SETTLED',
      atMs: Date.parse('2026-01-22T23:59:59Z'),
    });
    expect(ledger.findPayment('A:STMT940 22/1/3')).toMatchObject({ beneficiary_name: 'Payer Inc' });
    expect(ledger.findAccount('A', 'USD')?.startOfDayBalance.toNumber()).toBe(1000);
    expect(ledger.asOfFor('A', 'USD')).toBe('2026-01-22T23:59:59Z');
    expect(ledger.asOfFor('E', 'EUR')).toBe('2026-01-22T09:00:00Z');
    const { merge } = imported.statements[0]!;
    expect([merge.settled.size, merge.added.length, merge.known]).toEqual([1, 2, 0]);
  });

  test('is imported once: the same statement again is refused and changes nothing', () => {
    const folder = ledgerFolder();
    const path = file('a.sta', mt940);
    expect(codesOf(importStatementFile(folder, path))).toEqual([]);
    const before = seen(folder);
    expect(codesOf(importStatementFile(folder, path))).toEqual(['already_imported']);
    expect(seen(folder)).toEqual(before);
  });

  test('does not count an entry twice that an earlier report had: pending then booked, report then statement', () => {
    const folder = ledgerFolder();
    const pending = camtEntry({ ref: 'B7', endToEnd: 'X', amount: '7.00', status: 'PDNG' });
    expect(codesOf(importStatementFile(folder, file('1.xml', camt('camt.052', [pending], { id: 'R1' }))))).toEqual([]);
    expect(readLedgerFolder(folder).findPayment('A:B7')?.status).toBe('QUEUED');
    const booked = camtEntry({ ref: 'B7', endToEnd: 'X', amount: '7.00', time: '10:30:00Z' });
    expect(codesOf(importStatementFile(folder, file('2.xml', camt('camt.054', [booked], { id: 'N1' }))))).toEqual([]);
    expect(readLedgerFolder(folder).findPayment('A:B7')).toMatchObject({
      status: 'SETTLED',
      atMs: Date.parse('2026-01-22T10:30:00Z'),
    });
    const again = importStatementFile(folder, file('3.xml', camt('camt.053', [booked], { id: 'S1' })));
    expect(again.ok && again.statements[0]!.merge).toMatchObject({ known: 1, added: [] });
    expect([...readLedgerFolder(folder).rows()]).toHaveLength(3);
  });

  test('of the day before sets the opening balance and adds no flows', () => {
    const folder = ledgerFolder();
    const closing = camt('camt.053', [
      camtBalance('OPBD', '100.00', { date: '2026-01-21' }),
      camtBalance('CLBD', '89.50', { date: '2026-01-21' }),
      camtEntry({ date: '2026-01-21' }),
    ]);
    expect(codesOf(importStatementFile(folder, file('1.xml', closing)))).toEqual([]);
    const ledger = readLedgerFolder(folder);
    expect(ledger.findAccount('A', 'USD')?.startOfDayBalance.toNumber()).toBe(89.5);
    expect(ledger.findPayment('T1')?.status).toBe('QUEUED');
  });

  test('finds its account by the bank’s number where the folder says which it is', () => {
    const folder = ledgerFolder({ 'statement_accounts.json': '{"TR3300061005": "A"}' });
    const byIban = camt('camt.052', [camtEntry()], { account: '<IBAN>TR33 0006 1005</IBAN>' });
    expect(codesOf(importStatementFile(folder, file('1.xml', byIban)))).toEqual([]);
    expect(readLedgerFolder(folder).findPayment('T1')?.status).toBe('SETTLED');
    const later = camt('camt.052', [], { account: '<IBAN>TR33 0006 1005</IBAN>', id: 'R2' });
    expect(codesOf(importStatementFile(folder, file('2.xml', later)))).toEqual([]);
  });

  test.each([
    ['an account the ledger does not have', camt('camt.053', [], { account: '<IBAN>XX1</IBAN>' }), 'unknown_account'],
    ['another currency than the account', camt('camt.053', [], { ccy: 'EUR' }), 'currency_mismatch'],
    ['an entry in another currency', camt('camt.053', [camtEntry({ ccy: 'EUR' })]), 'currency_mismatch'],
    ['an entry of a later day', camt('camt.053', [camtEntry({ date: '2026-01-23' })]), 'other_day'],
    [
      'a pending entry of an earlier day',
      camt('camt.053', [camtEntry({ date: '2026-01-21', status: 'PDNG' })]),
      'other_day',
    ],
    ['another amount than the row it names', camt('camt.053', [camtEntry({ amount: '10.51' })]), 'contradicts_ledger'],
    ['another direction than the row it names', camt('camt.053', [camtEntry({ mark: 'CRDT' })]), 'contradicts_ledger'],
    [
      'balances that do not add up',
      camt('camt.053', [camtBalance('OPBD', '100.00'), camtBalance('CLBD', '89.51'), camtEntry()]),
      'balances_do_not_add_up',
    ],
    ['one entry twice', camt('camt.053', [camtEntry({ endToEnd: 'N' }), camtEntry({ endToEnd: 'N' })]), 'file_invalid'],
    ['a broken second message', mt940 + mt942.replace(':34F:USD0,', ':34F:?'), 'file_invalid'],
  ])('with %s is refused, and the previous data stays', (_what, text, code) => {
    const folder = ledgerFolder();
    const before = seen(folder);
    const result = importStatementFile(folder, file('bad', text));
    expect(codesOf(result)).toEqual([code]);
    expect(seen(folder)).toEqual(before);
    expect(readdirSync(join(folder, 'versions'))).toEqual([]);
  });
});

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
      expect(!result.ok && result.problems[0]!.message).toBe('ledger_today.csv:3: the amount is negative');
    expect(seen(folder)).toEqual(before);
  });

  test('that is missing is refused by its name', () => {
    const folder = ledgerFolder();
    const result = importLedgerFile({ folder, flows: '/nowhere/day.csv', asOf: '2026-01-22T10:00:00Z' });
    expect(!result.ok && result.problems[0]!.message).toBe('day.csv: cannot be read (ENOENT)');
  });
});

describe('a folder banks’ files are dropped in', () => {
  test('is emptied: good files are imported and put away, bad ones put aside with the reason', () => {
    const folder = ledgerFolder();
    const inbox = join(folder, 'inbox');
    mkdirSync(inbox);
    writeFileSync(join(inbox, 'a.sta'), mt940);
    writeFileSync(join(inbox, 'b.sta'), mt940);
    writeFileSync(join(inbox, '.part'), mt940);
    const later = Date.now() + 1_000;
    expect(takeInbox(folder, 0)).toEqual([]);
    expect(takeInbox(folder, later).map(({ file: name, imported }) => [name, imported !== null])).toEqual([
      ['a.sta', true],
      ['b.sta', false],
    ]);
    expect(readdirSync(join(inbox, 'done'))).toEqual(['a.sta']);
    expect(readdirSync(join(inbox, 'refused')).sort()).toEqual(['b.sta', 'b.sta.reason.txt']);
    expect(readFileSync(join(inbox, 'refused', 'b.sta.reason.txt'), 'utf8')).toContain('was imported already');
    writeFileSync(join(inbox, 'b.sta'), 'nothing');
    takeInbox(folder, later);
    expect(readdirSync(join(inbox, 'refused'))).toContain('2-b.sta');
    expect(takeInbox(newFolder(), later)).toEqual([]);
  });
});

describe('a ledger in force while its files change', () => {
  const quiet = { info: () => undefined, warn: () => undefined };

  test('is replaced by a good one and kept when the new one is bad', () => {
    const folder = ledgerFolder();
    const watched = openWatchedLedger(folder, quiet);
    const first = watched.current();
    expect(watched.refresh()).toBe('unchanged');
    expect(importStatementFile(folder, file('a.sta', mt940)).ok).toBe(true);
    expect(watched.current()).toBe(first);
    expect(watched.refresh()).toBe('replaced');
    expect(watched.current().findPayment('T1')?.status).toBe('SETTLED');
    const good = watched.current();
    writeFileSync(join(folder, 'versions', '000001', 'ledger_today.csv'), 'txn_id,');
    expect(watched.refresh()).toBe('refused');
    expect(watched.current()).toBe(good);
    expect(watched.refresh()).toBe('unchanged');
    writeFileSync(join(folder, 'current.json'), 'nonsense');
    expect(watched.refresh()).toBe('refused');
    expect(watched.current()).toBe(good);
  });

  test('cannot start without a good one', () => {
    expect(() => openWatchedLedger(newFolder(), quiet)).toThrow('starting_balances.csv: cannot be read (ENOENT)');
  });
});

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

  test('refuses a pointer that names no version', () => {
    const folder = ledgerFolder({ 'current.json': '{"version":"../../etc"}' });
    expect(() => readLedgerFolder(folder)).toThrow('current.json: names no version');
  });
});
