import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Fault } from '../../../src/domain/values/errors';
import type { Statement } from '../../../src/domain/liquidity/statements/statement';
import { readCamt } from '../../../src/sources/statements/camt/camt';
import { readStatementFile } from '../../../src/sources/statements/file';
import { readMt } from '../../../src/sources/statements/mt/mt';
import { camt, camtBalance, camtEntry, mt940, mt942 } from './samples';

function only(statements: readonly Statement[]): Statement {
  expect(statements).toHaveLength(1);
  return statements[0]!;
}

const entriesOf = (statement: Statement) =>
  statement.entries.map(({ amount, direction, status, references, day, atMs, counterparty }) => ({
    amount: amount.toFixed(),
    direction,
    booked: status === 'booked',
    references,
    day,
    atMs,
    counterparty,
  }));

describe('a camt message', () => {
  test.each(['camt.052', 'camt.053', 'camt.054'] as const)('%s gives account, time, balances and entries', (kind) => {
    const text = camt(kind, [
      camtBalance('OPBD', '1000.00'),
      camtBalance('CLBD', '989.50'),
      camtEntry({ time: '10:15:00+01:00' }),
      camtEntry({ ref: 'BANK-2', endToEnd: 'NOTPROVIDED', mark: 'CRDT', status: 'PDNG', amount: '7' }),
    ]);
    const statement = only(readCamt(text));
    expect(statement).toMatchObject({ format: kind, id: 'STMT-1', account: 'A', currency: 'USD' });
    expect(statement.asOfMs).toBe(Date.parse('2026-01-22T11:00:00Z'));
    // Only a statement closes its day.
    const end = kind === 'camt.053' ? statement.closing : statement.interim;
    expect([statement.opening?.amount.toFixed(), end?.amount.toFixed()]).toEqual(['1000', '989.5']);
    expect(entriesOf(statement)).toEqual([
      {
        amount: '10.5',
        direction: 'OUT',
        booked: true,
        references: ['BANK-1', 'T1'],
        day: '2026-01-22',
        atMs: Date.parse('2026-01-22T09:15:00Z'),
        counterparty: 'Acme & Sons',
      },
      {
        amount: '7',
        direction: 'IN',
        booked: false,
        references: ['BANK-2'],
        day: '2026-01-22',
        atMs: null,
        counterparty: 'Acme & Sons',
      },
    ]);
  });

  test('with prefixed elements and an IBAN is the same message', () => {
    const text = camt('camt.053', [camtEntry()], { account: '<IBAN>TR33 0006 1005</IBAN>' })
      .replace('xmlns=', 'xmlns:c=')
      .replaceAll(/<(\/?)(?=[A-Z])/g, '<$1c:');
    const statement = only(readCamt(text));
    expect(statement.account).toBe('TR3300061005');
    expect(statement.entries).toHaveLength(1);
  });

  test('with a debit balance is overdrawn', () => {
    const text = camt('camt.053', [camtBalance('OPBD', '5.00', { mark: 'DBIT' })]);
    expect(only(readCamt(text)).opening?.amount.toFixed()).toBe('-5');
  });

  test('splits a batch whose parts add up, and leaves one whole whose parts do not', () => {
    const part = (id: string, amount: string) =>
      `<TxDtls><Refs><EndToEndId>${id}</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="USD">${amount}</Amt></TxAmt></AmtDtls></TxDtls>`;
    const batch = (second: string) =>
      only(
        readCamt(camt('camt.054', [camtEntry({ amount: '30.00', details: part('T1', '10') + part('T2', second) })])),
      );
    expect(batch('20').entries.map(({ amount, references }) => [amount.toFixed(), references[1]])).toEqual([
      ['10', 'T1'],
      ['20', 'T2'],
    ]);
    expect(batch('19').entries.map(({ amount }) => amount.toFixed())).toEqual(['30']);
  });

  test.each([
    ['an amount that is none', camtEntry({ amount: '1e3' }), /^9: .*is not an amount/],
    ['too many decimals', camtEntry({ amount: '1.005' }), /^9: USD has 2 decimals/],
    ['an unknown currency', camtEntry({ ccy: 'QQQ' }), /^9: "QQQ" is not a currency code/],
    ['neither debit nor credit', camtEntry({ mark: 'BOTH' }), /^9: CdtDbtInd "BOTH"/],
    ['a date that is none', camtEntry({ date: '2026-02-31' }), /^9: "2026-02-31" is not a date/],
  ])('with %s is refused by line', (_what, entry, message) => {
    expect(() => readCamt(camt('camt.053', [camtEntry(), entry]))).toThrow(message);
  });

  test('that is cut off, is no camt, or brings a document type is refused', () => {
    const whole = camt('camt.053', [camtEntry()]);
    expect(() => readCamt(whole.slice(0, 500))).toThrow(/is not well-formed XML/);
    expect(() => readCamt('<Document><Other/></Document>')).toThrow(/is no camt/);
    const bomb = whole.replace('<Document', '<!DOCTYPE d [<!ENTITY a "aaaa">]><Document');
    expect(() => readCamt(bomb)).toThrow(/^2: has a document type/);
  });
});

describe('an MT940 statement', () => {
  const statement = only(readMt(mt940));

  test('gives account, balances, entries with their signs, references and names', () => {
    expect(statement).toMatchObject({ format: 'MT940', id: 'STMT940 22/1', account: 'A', currency: 'USD' });
    expect(statement.opening).toMatchObject({ day: '2026-01-21' });
    expect(statement.closing?.amount.toFixed()).toBe('1194.75');
    expect(entriesOf(statement)).toMatchObject([
      { amount: '10.5', direction: 'OUT', references: ['T1', 'BANK-1'], counterparty: 'Acme Works Ltd', booked: true },
      { amount: '5.25', direction: 'IN', references: ['BANK-2'], counterparty: '' },
      { amount: '200', direction: 'IN', references: [], counterparty: 'Payer Inc', day: '2026-01-22' },
    ]);
  });

  test('takes no words for a missing reference as one, on either side of the slashes', () => {
    const lines = ['NONREF//NONREF', '//NONREF', 'T1//', 'T1//B//C'];
    const read = lines.map((text) => only(readMt(mt940.replace('T1//BANK-1', text))).entries[0]!);
    expect(read.map(({ references, bankReference }) => [references, bankReference])).toEqual([
      [[], null],
      [[], null],
      [['T1'], null],
      [['T1', 'B//C'], 'B//C'],
    ]);
    const camtRead = only(readCamt(camt('camt.053', [camtEntry({ ref: 'NOTPROVIDED' })]))).entries[0];
    expect([camtRead?.references, camtRead?.bankReference]).toEqual([['T1'], null]);
  });

  test('takes the entry’s day from the year nearest to its value date', () => {
    const turn = mt940.replace(':61:2601220122D10,50', ':61:2601021231D10,50');
    expect(only(readMt(turn)).entries[0]?.day).toBe('2025-12-31');
  });

  test.each([
    ['a broken line', ':61:2601220122D10,50NTRFT1', ':61:nonsense', /^5: :61: is not a statement line/],
    ['a broken balance', ':60F:C260121USD1000,', ':60F:1000', /^5: :60F: is not a balance/],
    ['no closing balance', ':62F:C260122USD1194,75', ':64:C260122USD1194,75', /^2: the statement lacks/],
    ['a day that is none', ':62F:C260122', ':62F:C260230', /is not a date/],
    ['no account', ':25:BANKTRIS/A', ':21:X', /^2: the message has no :25:/],
  ])('with %s is refused by line', (_what, from, to, message) => {
    const broken = mt940.replace(from, to).replace(/^:61:nonsense.*$/m, ':61:nonsense');
    const expected = _what === 'a broken line' ? /^6: :61: is not a statement line/ : message;
    expect(() => readMt(broken)).toThrow(expected);
  });
});

describe('an MT942 report', () => {
  test('is of its own time, and what it only expects is not booked', () => {
    const report = only(readMt(mt942));
    expect(report).toMatchObject({ format: 'MT942', account: 'A', currency: 'USD', opening: null, closing: null });
    expect(report.asOfMs).toBe(Date.parse('2026-01-22T11:30:00Z'));
    expect(entriesOf(report)).toMatchObject([
      { amount: '300', direction: 'IN', booked: true, references: ['IN-9', 'BANK-9'] },
      { amount: '50', direction: 'OUT', booked: false, references: ['T2'] },
    ]);
  });

  test('without a time is refused: nobody knows when it was true', () => {
    expect(() => readMt(mt942.replace(/^:13D:.*\n/m, ''))).toThrow(/has no :13D:/);
  });
});

describe('the totals of an MT942 report', () => {
  const withTotals = (...lines: readonly string[]) => mt942.replace(/-\n$/, `${lines.join('\n')}\n-\n`);

  test.each([
    ['of all entries', ':90D:1USD50,', ':90C:1USD300,00'],
    ['of booked entries only', ':90D:0USD0,00', ':90C:1USD300,'],
  ])('%s are taken', (_what, ...lines) => {
    expect(readMt(withTotals(...lines))).toHaveLength(1);
  });

  test.each([
    ['another sum', ':90C:1USD299,00', '8: :90C: says "1USD299,00", which its :61: entries do not add up to'],
    ['another number', ':90D:2USD50,', '8: :90D: says "2USD50,", which its :61: entries do not add up to'],
    ['another currency', ':90C:1EUR300,', '8: :90C: is in EUR, the report in USD'],
    ['no total at all', ':90C:many', '8: :90C: is not a total'],
  ])('with %s refuse the report by line', (_what, line, why) => {
    expect(() => readMt(withTotals(line))).toThrow(why);
  });

  test.each(['90D:1USD50,', '90C:1USD300,'])('stand once in a report: a second :%s is refused', (total) => {
    const why = `9: :${total.slice(0, 3)}: stands twice in one report`;
    expect(() => readMt(withTotals(`:${total}`, `:${total}`))).toThrow(why);
  });
});

describe('a statement file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'statement-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const written = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  test('is read by what it holds, whatever it is called', () => {
    expect(readStatementFile(written('a.txt', camt('camt.053', [camtEntry()])))[0]?.format).toBe('camt.053');
    expect(readStatementFile(written('b.xml', mt940 + mt942)).map(({ format }) => format)).toEqual(['MT940', 'MT942']);
  });

  test('that is missing, empty or something else is refused by name', () => {
    expect(() => readStatementFile(join(folder, 'none.sta'))).toThrow('none.sta: cannot be read (ENOENT)');
    expect(() => readStatementFile(written('empty.sta', ''))).toThrow('empty.sta:1: holds no statement');
    expect(() => readStatementFile(written('c.csv', 'a,b\n1,2\n'))).toThrow('c.csv:1: is neither XML nor a field');
  });

  test('of any text is read or refused with a reason, never anything else', () => {
    const shards = [mt940, mt942, camt('camt.053', [camtEntry()])].flatMap((text) => text.split(/(?<=[\n>])/));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...shards, '<', ':61:', '\u0000', '&#x0;', 'é'), { maxLength: 30 }),
        (pieces) => {
          const text = pieces.join('');
          try {
            (/^\s*</.test(text) ? readCamt : readMt)(text);
          } catch (error) {
            expect(error).toBeInstanceOf(Fault);
            expect((error as Fault).message).toMatch(/^\d+: /);
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
