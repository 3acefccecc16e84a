import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importLedgerFile } from '../../../src/sources/ledger/import-ledger';
import { importStatementFile, importStatements } from '../../../src/sources/ledger/import-statements';
import { readLedgerFolder } from '../../../src/sources/ledger/folder';
import { codesOf, file, header, ledgerFolder, newFolder, rows, seen } from '../ledger/folder-fixture';
import { bai2, camt, camtBalance, camtEntry, mt940, mt942 } from './samples';

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
    expect(ledger.findPayment('A:entry:IN:200')).toMatchObject({ beneficiary_name: 'Payer Inc' });
    expect(ledger.findAccount('A', 'USD')?.startOfDayBalance.toNumber()).toBe(1000);
    expect(ledger.asOfFor('A', 'USD')).toBe('2026-01-22T23:59:59Z');
    expect(ledger.asOfFor('E', 'EUR')).toBe('2026-01-22T09:00:00Z');
    const [own] = imported.derived!.accounts;
    expect([own!.changed.size, own!.added.length, own!.known, own!.proof.state]).toEqual([1, 2, 0, 'proven']);
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
    expect(readLedgerFolder(folder).findPayment('X')).toMatchObject({
      status: 'SETTLED',
      atMs: Date.parse('2026-01-22T10:30:00Z'),
    });
    const again = importStatementFile(folder, file('3.xml', camt('camt.053', [booked], { id: 'S1' })));
    expect(again.ok).toBe(true);
    expect([...readLedgerFolder(folder).rows()]).toHaveLength(3);
  });

  test('settles a row without a time of its own when the statement was true, not later', () => {
    const folder = ledgerFolder();
    const early = camt('camt.052', [camtEntry()], { created: '2026-01-22T09:45:00Z' });
    expect(codesOf(importStatementFile(folder, file('1.xml', early)))).toEqual([]);
    expect(readLedgerFolder(folder).findPayment('T1')).toMatchObject({
      status: 'SETTLED',
      atMs: Date.parse('2026-01-22T09:45:00Z'),
    });
  });

  test('of a payment that was released in part settles that part and takes every other entry, once', () => {
    const folder = ledgerFolder();
    const entries = [
      camtEntry({ ref: 'BANK-1', endToEnd: 'T2', amount: '20.00', time: '09:30:00Z' }),
      camtEntry({ ref: 'BANK-2', endToEnd: 'X', amount: '7.00', mark: 'CRDT' }),
    ];
    const report = (id: string, more: string[] = []) =>
      file(`${id}.xml`, camt('camt.052', [...entries, ...more], { id }));
    const imported = importStatementFile(folder, report('R1'));
    if (!imported.ok) throw new Error(JSON.stringify(imported.problems));
    const [own] = imported.derived!.accounts;
    expect([own!.changed.size, own!.added.length]).toEqual([1, 2]);
    const ledger = readLedgerFolder(folder);
    const shown = (id: string) => [ledger.findPayment(id)?.amount.toFixed(), ledger.findPayment(id)?.status];
    expect(shown('T2')).toEqual(['30', 'QUEUED']);
    expect(shown('T2:part:BANK-1')).toEqual(['20', 'SETTLED']);
    expect(shown('A:BANK-2')).toEqual(['7', 'SETTLED']);
    expect(ledger.findPayment('T2:part:BANK-1')?.atMs).toBe(Date.parse('2026-01-22T09:30:00Z'));
    const before = seen(folder).rows;
    expect(codesOf(importStatementFile(folder, report('R1')))).toEqual(['already_imported']);
    const again = importStatementFile(folder, report('R2'));
    expect(again.ok).toBe(true);
    expect(seen(folder).rows).toEqual(before);
    const last = camtEntry({ ref: 'BANK-3', endToEnd: 'T2', amount: '30.00' });
    expect(codesOf(importStatementFile(folder, report('R3', [last])))).toEqual([]);
    expect(readLedgerFolder(folder).findPayment('T2')).toMatchObject({ status: 'SETTLED' });
    const outflow = readLedgerFolder(folder).accountPosition('A', 'USD', 'all')?.outflowMinor;
    expect(outflow).toBe(6_050n);
  });

  test('books whole what the bank alone named, though it expected more', () => {
    const folder = ledgerFolder();
    const pending = camtEntry({ ref: 'B7', endToEnd: 'X', amount: '700.00', mark: 'CRDT', status: 'PDNG' });
    const booked = camtEntry({ ref: 'B7', endToEnd: 'X', amount: '500.00', mark: 'CRDT' });
    expect(codesOf(importStatementFile(folder, file('1.xml', camt('camt.052', [pending], { id: 'R1' }))))).toEqual([]);
    expect(codesOf(importStatementFile(folder, file('2.xml', camt('camt.053', [booked], { id: 'S1' }))))).toEqual([]);
    expect(readLedgerFolder(folder).accountPosition('A', 'USD', 'all')?.inflowMinor).toBe(50_000n);
  });

  test('shows that a payment the ledger has not has left, and knows it by the bank’s reference alone', () => {
    const folder = ledgerFolder();
    const booked = camtEntry({ ref: 'B1', endToEnd: 'PAY-1', amount: '100.00' });
    const alone = camtEntry({ ref: 'B1', endToEnd: 'NOTPROVIDED', amount: '100.00' });
    expect(codesOf(importStatementFile(folder, file('1.xml', camt('camt.052', [booked], { id: 'R1' }))))).toEqual([]);
    expect(readLedgerFolder(folder).findPayment('PAY-1')).toMatchObject({ status: 'SETTLED', account_id: 'A' });
    const again = importStatementFile(folder, file('2.xml', camt('camt.053', [alone], { id: 'S1' })));
    expect(again.ok).toBe(true);
    expect([...readLedgerFolder(folder).rows()]).toHaveLength(3);
  });

  test('of parts of one payment in several statements of a file takes one off after the other', () => {
    const folder = ledgerFolder();
    const part = (cents: string, reference: string) => ['03,A,,010,90000,,/', `16,475,${cents},,${reference},T2,/`];
    const statements = [part('2000', 'B1'), part('500', 'B2'), part('2000', 'B1')];
    expect(codesOf(importStatementFile(folder, file('a.bai', bai2(statements))))).toEqual([]);
    const rest = [...readLedgerFolder(folder).rows()].map(({ txn_id: id, amount }) => `${id} ${amount.toFixed()}`);
    expect(rest).toEqual(['T1 10.5', 'T2 25', 'T2:part:B1 20', 'T2:part:B2 5']);
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

  test('in BAI2 settles, adds and sets the opening balance as any other; again it is refused', () => {
    const folder = ledgerFolder();
    const path = file('a.bai', bai2());
    const imported = importStatementFile(folder, path);
    if (!imported.ok) throw new Error(JSON.stringify(imported.problems));
    const ledger = readLedgerFolder(folder);
    expect(ledger.findPayment('T1')).toMatchObject({ status: 'SETTLED', atMs: Date.parse('2026-01-22T10:00:00Z') });
    expect(ledger.findPayment('A:BANK-2')?.atMs).toBe(Date.parse('2026-01-22T11:00:00Z'));
    // Funds of which a part comes tomorrow help no payment of today.
    expect(ledger.findPayment('A:BANK-3')?.atMs).toBe(Date.parse('2026-01-22T23:59:59Z'));
    expect(ledger.asOfFor('A', 'USD')).toBe('2026-01-22T11:00:00Z');
    const before = seen(folder);
    expect(codesOf(importStatementFile(folder, path))).toEqual(['already_imported']);
    expect(seen(folder)).toEqual(before);
  });

  test('of several accounts in one file is taken whole, one statement on top of the other', () => {
    const folder = ledgerFolder();
    const booked = ['03,A,,010,90000,,/', '16,475,700,,B7,X,/'];
    const euros = ['03,E,EUR,010,900,,/', '16,195,50,,B8,,/'];
    const imported = importStatementFile(folder, file('a.bai', bai2([booked, euros, booked])));
    expect(imported.ok && imported.derived!.accounts.map(({ added }) => added.length)).toEqual([1, 1]);
    const ledger = readLedgerFolder(folder);
    expect(ledger.accounts().map(({ startOfDayBalance }) => startOfDayBalance.toNumber())).toEqual([900, 9]);
    expect([...ledger.rows()].map(({ txn_id: id }) => id)).toEqual(['T1', 'T2', 'X', 'E:B8']);
  });

  test('pending and then booked in one file is settled', () => {
    const folder = ledgerFolder();
    const entry = (status: string) => camtEntry({ ref: 'B7', endToEnd: 'X', status });
    const both = camt('camt.052', [entry('PDNG')], { id: 'R1' }).replace(
      '</BkToCstmrAcctRpt>',
      camt('camt.052', [entry('BOOK')], { id: 'R2' })
        .replace(/^[^]*<Rpt>/, '<Rpt>')
        .replace(/<\/BkTo[^]*$/, '</BkToCstmrAcctRpt>'),
    );
    expect(codesOf(importStatementFile(folder, file('1.xml', both)))).toEqual([]);
    expect(readLedgerFolder(folder).findPayment('X')?.status).toBe('SETTLED');
    expect([...readLedgerFolder(folder).rows()]).toHaveLength(3);
  });

  test('leaves the ledger’s other lines, and columns that are not ours, as they stand', () => {
    const plain = [`note,${header}`, `"paid, ""late""",${rows[0]!}`, `"x, y",${rows[1]!}`].join('\r\n');
    const folder = ledgerFolder({ 'ledger_today.csv': `\ufeff${plain}` });
    const path = file('a.bai', bai2([['03,A,,010,90000,,/', '16,475,1050,,B7,T1,/', '16,195,50,,B8,,/']]));
    expect(codesOf(importStatementFile(folder, path))).toEqual([]);
    expect(readFileSync(join(folder, 'versions', '000001', 'ledger_today.csv'), 'utf8').split('\n')).toEqual([
      `note,${header}`,
      '"paid, ""late""",T1,2026-01-22T10:00:00Z,North,A,"Acme, ""Works""",SWIFT,10.50,OUT,USD,SETTLED,FLAG,SWIFT',
      `"x, y",${rows[1]!}`,
      ',A:B8,2026-01-22T11:00:00Z,North,A,,STATEMENT,0.50,IN,USD,SETTLED,,',
      '',
    ]);
    expect(readdirSync(join(folder, 'versions', '000001'))).not.toContain('ledger_today.csv.new');
  });

  test('in BAI2 of balances alone sets the opening balance of the day after, and does not prove the day itself', () => {
    const balances = ['03,A,,010,5000,,,015,7700,,,100,2700,3,/'];
    const group = (day: string) => `02,DESK,BANKTRIS,1,${day},2400,USD,2/`;
    const folder = ledgerFolder();
    const yesterday = file('1.bai', bai2([balances], { group: group('260121') }));
    expect(codesOf(importStatementFile(folder, yesterday))).toEqual([]);
    expect(readLedgerFolder(folder).findAccount('A', 'USD')?.startOfDayBalance.toNumber()).toBe(77);
    const today = file(
      '2.bai',
      bai2([balances], { group: group('260122'), header: '01,BANKTRIS,DESK,260123,0100,8,,,2/' }),
    );
    expect(codesOf(importStatementFile(folder, today))).toEqual([]);
    expect(readLedgerFolder(folder).proofOf('A', 'USD')).toMatchObject({ state: 'not_proven' });
  });

  test('of an earlier day without a closing balance says nothing of today’s opening', () => {
    const folder = ledgerFolder();
    const group = '02,DESK,BANKTRIS,1,260121,1500,USD,1/';
    expect(codesOf(importStatementFile(folder, file('1.bai', bai2([['03,A,,010,5000,,/']], { group }))))).toEqual([]);
    expect(readLedgerFolder(folder).findAccount('A', 'USD')?.startOfDayBalance.toNumber()).toBe(1000);
  });

  test('finds its account by the bank’s number where the folder says which it is', () => {
    const folder = ledgerFolder({ 'statement_accounts.json': '{"TR3300061005": "A"}' });
    const byIban = camt('camt.052', [camtEntry()], { account: '<IBAN>TR33 0006 1005</IBAN>' });
    expect(codesOf(importStatementFile(folder, file('1.xml', byIban)))).toEqual([]);
    expect(readLedgerFolder(folder).findPayment('T1')?.status).toBe('SETTLED');
    const later = camt('camt.052', [], { account: '<IBAN>TR33 0006 1005</IBAN>', id: 'R2' });
    expect(codesOf(importStatementFile(folder, file('2.xml', later)))).toEqual([]);
  });

  test('by a bank whose times have no zone is placed by the zone the folder gives it', () => {
    const names = '{"0815": {"account_id": "A", "time_zone": "America/New_York"}}';
    const folder = ledgerFolder({ 'statement_accounts.json': names });
    const lines = ['16,195,100,V,260122,0930,B1,,/', '16,195,100,V,260122,2300,B2,,/', '16,195,100,1,B3,,/'];
    const path = file('a.bai', bai2([['03,0815,,010,90000,,/', ...lines]]));
    expect(codesOf(importStatementFile(folder, path))).toEqual([]);
    const ledger = readLedgerFolder(folder);
    expect(ledger.asOfFor('A', 'USD')).toBe('2026-01-22T16:00:00Z');
    expect(['A:B1', 'A:B2', 'A:B3'].map((id) => new Date(ledger.findPayment(id)!.atMs).toISOString())).toEqual([
      '2026-01-22T14:30:00.000Z',
      // After midnight UTC it is the next day: at the day's end it helps nobody too early.
      '2026-01-22T23:59:59.000Z',
      '2026-01-22T23:59:59.000Z',
    ]);
  });

  test('by a bank further east has nothing earlier than it says', () => {
    const names = '{"0815": {"account_id": "A", "time_zone": "Europe/Istanbul"}}';
    const folder = ledgerFolder({ 'statement_accounts.json': names });
    const lines = ['16,195,100,V,260122,0100,B1,,/', '16,195,100,2,B2,,/'];
    expect(codesOf(importStatementFile(folder, file('a.bai', bai2([['03,0815,,010,90000,,/', ...lines]]))))).toEqual(
      [],
    );
    const ledger = readLedgerFolder(folder);
    expect(ledger.asOfFor('A', 'USD')).toBe('2026-01-22T09:00:00Z');
    expect(new Date(ledger.findPayment('A:B1')!.atMs).toISOString()).toBe('2026-01-22T00:00:00.000Z');
    expect(new Date(ledger.findPayment('A:B2')!.atMs).toISOString()).toBe('2026-01-22T23:59:59.000Z');
  });

  test('is refused where the folder names a zone that is none', () => {
    const names = '{"0815": {"account_id": "A", "time_zone": "Mars/Olympus"}}';
    const folder = ledgerFolder({ 'statement_accounts.json': names });
    const result = importStatementFile(folder, file('a.bai', bai2()));
    expect(!result.ok && result.problems[0]!.message).toMatch(/^statement_accounts\.json:1: /);
  });

  test('finds its account by a name given after the first import, too', () => {
    const folder = ledgerFolder();
    expect(codesOf(importStatementFile(folder, file('1.sta', mt940)))).toEqual([]);
    writeFileSync(join(folder, 'statement_accounts.json'), '{"0815": "A"}');
    expect(codesOf(importStatementFile(folder, file('2.bai', bai2([['03,0815,,010,90000,,/']]))))).toEqual([]);
  });

  test('with an entry of another day, or one that does not fit, takes the others and names it', () => {
    const folder = ledgerFolder();
    const entries = [
      camtEntry(),
      camtEntry({ ref: 'B2', endToEnd: 'T2', amount: '50.01' }),
      camtEntry({ ref: 'B3', endToEnd: 'X', date: '2026-01-23', amount: '7' }),
      camtEntry({ ref: 'B4', endToEnd: 'Y', date: '2026-01-21', status: 'PDNG' }),
    ];
    const imported = importStatementFile(folder, file('day.xml', camt('camt.053', entries)));
    expect(codesOf(imported)).toEqual([]);
    const ledger = readLedgerFolder(folder);
    expect(ledger.findPayment('T1')?.status).toBe('SETTLED');
    expect(ledger.findPayment('T2:part:B2')?.amount.toFixed()).toBe('50.01');
    expect(ledger.openEntries().map(({ place, amount, day, counts }) => [place, amount, day, counts])).toEqual([
      ['day.xml:9', '-50.01', '2026-01-22', true],
      ['day.xml:12', '-7', '2026-01-23', false],
    ]);
  });

  test('of several accounts, one of them unknown, counts for the others; that one is named', () => {
    const folder = ledgerFolder();
    const both = bai2([
      ['03,A,,010,100000,,/', '16,475,1050,,B1,T1,/'],
      ['03,NOBODY,,010,100000,,/', '16,475,1050,,B1,,/'],
    ]);
    const imported = importStatementFile(folder, file('a.bai', both));
    expect(imported.files.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(['unknown_account']);
    const ledger = readLedgerFolder(folder);
    expect(ledger.findPayment('T1')?.status).toBe('SETTLED');
    expect(ledger.openEntries()).toMatchObject([{ accountId: 'NOBODY', amount: null }]);
  });

  test('that was corrected takes the place of the one before, on request alone', () => {
    const folder = ledgerFolder();
    const day = (amount: string, closing: string) =>
      camt('camt.053', [
        camtBalance('OPBD', '100.00'),
        camtBalance('CLBD', closing),
        camtEntry({ ref: 'B9', endToEnd: 'X', amount }),
      ]);
    expect(codesOf(importStatementFile(folder, file('a.xml', day('10.00', '90.00'))))).toEqual([]);
    const corrected = file('b.xml', day('20.00', '80.00'));
    expect(codesOf(importStatementFile(folder, corrected))).toEqual(['statement_changed']);
    expect(codesOf(importStatements({ folder, files: [corrected], replace: true }))).toEqual([]);
    const ledger = readLedgerFolder(folder);
    expect([ledger.findPayment('X')?.amount.toFixed(), ledger.proofOf('A', 'USD')?.state]).toEqual(['20', 'proven']);
  });

  test('in pages comes in any number of files, in any order, and counts once all are there', () => {
    const page = (number: number, from: string, to: string, amount: string) =>
      [
        ':20:P',
        ':25:A',
        `:28C:7/${number}`,
        `:60${number === 1 ? 'F' : 'M'}:C260122USD${from}`,
        `:61:2601220122C${amount}NTRFNONREF//B${number}`,
        `:62${number === 3 ? 'F' : 'M'}:C260122USD${to}`,
        '-',
      ].join('\n');
    const pages = [
      page(3, '1030,', '1060,', '30,'),
      page(1, '1000,', '1010,', '10,'),
      page(2, '1010,', '1030,', '20,'),
    ];
    const folder = ledgerFolder();
    const states = pages.map((text, index) => {
      expect(codesOf(importStatementFile(folder, file(`${index}.sta`, text)))).toEqual([]);
      return readLedgerFolder(folder).proofOf('A', 'USD')?.state;
    });
    expect(states).toEqual(['not_proven', 'not_proven', 'proven']);
    const together = ledgerFolder();
    const files = pages.map((text, index) => file(`${index}.sta`, text));
    expect(codesOf(importStatements({ folder: together, files }))).toEqual([]);
    expect(readLedgerFolder(together).proofOf('A', 'USD')?.state).toBe('proven');
  });

  test('starts an account, and its day, where the folder says whose it is', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'statement_accounts.json'), '{"A": {"account_id": "A", "entity": "North"}}');
    expect(codesOf(importStatementFile(folder, file('a.sta', mt940)))).toEqual([]);
    const ledger = readLedgerFolder(folder);
    expect([ledger.day, ledger.findAccount('A', 'USD')?.startOfDayBalance.toFixed()]).toEqual(['2026-01-22', '1000']);
    expect(ledger.proofOf('A', 'USD')?.state).toBe('proven');
  });

  test('stays on top of a new ledger of its day', () => {
    const folder = ledgerFolder();
    expect(codesOf(importStatementFile(folder, file('a.sta', mt940)))).toEqual([]);
    const flows = file('next.csv', [header, ...rows, rows[1]!.replace('T2', 'T3')].join('\n'));
    expect(codesOf(importLedgerFile({ folder, flows, asOf: '2026-01-22T12:00:00Z' }))).toEqual([]);
    const ledger = readLedgerFolder(folder);
    expect(['T1', 'T2', 'T3'].map((id) => ledger.findPayment(id)?.status)).toEqual(['SETTLED', 'QUEUED', 'QUEUED']);
    expect(ledger.proofOf('A', 'USD')?.state).toBe('proven');
  });

  test.each([
    ['an account the ledger does not have', camt('camt.053', [], { account: '<IBAN>XX1</IBAN>' }), 'unknown_account'],
    ['another currency than the account', camt('camt.053', [], { ccy: 'EUR' }), 'currency_mismatch'],
    ['an entry in another currency', camt('camt.053', [camtEntry({ ccy: 'EUR' })]), 'currency_mismatch'],
    [
      'balances that do not add up',
      camt('camt.053', [camtBalance('OPBD', '100.00'), camtBalance('CLBD', '89.51'), camtEntry()]),
      'balances_do_not_add_up',
    ],
    ['BAI2 in another currency', bai2([['03,A,TRY,010,1,,/']]), 'currency_mismatch'],
    [
      'BAI2 with a total its entries do not reach',
      bai2([['03,A,,010,100000,,,400,1050,1,/', '16,475,1000,,R1,,/']]),
      'totals_do_not_add_up',
    ],
    ['BAI2 with a wrong control total', bai2().replace('98,', '98,1'), 'file_invalid'],
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
