import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Fault } from '../../../../src/domain/values/errors';
import type { Statement } from '../../../../src/domain/liquidity/statements/statement';
import { readBai2 } from '../../../../src/sources/statements/bai2/bai2';
import { readStatementFile } from '../../../../src/sources/statements/file';
import { bai2, bai2Records } from '../samples';

function only(statements: readonly Statement[]): Statement {
  expect(statements).toHaveLength(1);
  return statements[0]!;
}

const atOf = (text: string) => Date.parse(`2026-01-22T${text}Z`);
const account = (...lines: string[]) => only(readBai2(bai2([lines])));
const header = '03,A,,010,100000,,/';

describe('a BAI2 file', () => {
  test('gives account, time, balances, totals and entries with their references', () => {
    const statement = only(readBai2(bai2()));
    expect(statement).toMatchObject({
      format: 'BAI2',
      id: 'BANKTRIS 260122 1130 7/1.1',
      account: 'A',
      currency: 'USD',
      asOfMs: atOf('11:00:00'),
    });
    expect([statement.opening?.amount.toFixed(), statement.closing?.amount.toFixed()]).toEqual(['1000', '1194.75']);
    expect([statement.totals?.credits?.toFixed(), statement.totals?.debits?.toFixed()]).toEqual(['205.25', '10.5']);
    expect(
      statement.entries.map(({ amount, direction, references, bankReference, day, atMs, place }) => ({
        amount: amount.toFixed(),
        direction,
        references,
        bankReference,
        day,
        atMs,
        place,
      })),
    ).toEqual([
      {
        amount: '10.5',
        direction: 'OUT',
        references: ['T1', 'BANK-1'],
        bankReference: 'BANK-1',
        day: '2026-01-22',
        atMs: null,
        place: 'line 5',
      },
      {
        amount: '5.25',
        direction: 'IN',
        references: ['BANK-2'],
        bankReference: 'BANK-2',
        day: '2026-01-22',
        atMs: null,
        place: 'line 6',
      },
      // A part of it can be used only tomorrow: no payment of today counts on it.
      {
        amount: '200',
        direction: 'IN',
        references: ['BANK-3'],
        bankReference: 'BANK-3',
        day: '2026-01-22',
        atMs: atOf('23:59:59'),
        place: 'line 7',
      },
    ]);
  });

  test('has amounts in the smallest unit of each currency', () => {
    const one = (currency: string) =>
      account(`03,A,${currency},010,123456,,/`, '16,195,1001,,R1,,/').entries[0]?.amount.toFixed();
    expect([one('JPY'), one('USD'), one('KWD')]).toEqual(['1001', '10.01', '1.001']);
  });

  test('takes the account’s currency, else the group’s, else dollars', () => {
    const currencyOf = (own: string, groups: string) =>
      only(readBai2(bai2([[`03,A,${own},010,1,,/`]], { group: `02,D,B,1,260122,1100,${groups},2/` }))).currency;
    expect([currencyOf('EUR', 'TRY'), currencyOf('', 'TRY'), currencyOf('', '')]).toEqual(['EUR', 'TRY', 'USD']);
  });

  test('of several accounts and groups gives a statement each, with ids of their own', () => {
    const statements = readBai2(bai2([[header], ['03,B,EUR,010,-5,,/'], [header]]));
    expect(statements.map((statement) => [statement.account, statement.opening?.amount.toFixed()])).toEqual([
      ['A', '1000'],
      ['B', '-0.05'],
      ['A', '1000'],
    ]);
    expect(new Set(statements.map(({ id }) => id)).size).toBe(3);
  });

  test.each([
    ['nothing said', '', null],
    ['unknown', 'Z', null],
    ['at once', '0', null],
    ['tomorrow', '1', '23:59:59'],
    ['in two days', '2', '23:59:59'],
    ['from a value time of the day', 'V,260122,1430', '14:30:00'],
    ['from a value date behind', 'V,260121,', null],
    ['from a value date ahead', 'V,260123,', '23:59:59'],
    ['from the day’s end, as some banks write it', 'V,260122,9999', '23:59:59'],
    ['all of it at once in parts', 'S,500,0,0', null],
    ['a part of it in three days', 'D,2,0,400,3,100', '23:59:59'],
  ])('money that comes in is there when it can be used: %s', (_what, funds, time) => {
    const { entries } = account(header, `16,195,500,${funds},R1,T9,TEXT`);
    expect(entries[0]).toMatchObject({ atMs: time === null ? null : atOf(time), references: ['T9', 'R1'] });
  });

  test('money that goes out is taken early, whatever its funds type says', () => {
    expect(account(header, '16,475,500,2,R1,,/').entries[0]).toMatchObject({ direction: 'OUT', atMs: null });
  });

  test('knows which way a bank’s own codes go, and leaves out what moves no money', () => {
    const { entries } = account(header, '16,925,1,,R1,,/', '16,975,1,,R2,,/', '16,890,,,,,NOTE/');
    expect(entries.map(({ direction }) => direction)).toEqual(['IN', 'OUT']);
  });

  test('does not take zeros for a reference', () => {
    expect(account(header, '16,195,1,,0000000,000,/').entries[0]).toMatchObject({
      references: [],
      bankReference: null,
    });
  });

  test('of balances alone gives the later one', () => {
    const { opening, closing } = account('03,A,,010,100,,,015,250,,/');
    expect([opening, closing?.amount.toFixed()]).toEqual([null, '2.5']);
  });

  test.each([
    ['its own time', '260122,1430', '260122,1500', '2026-01-22T14:30:00Z'],
    ['the end of its day', '260122,2400', '260123,0600', '2026-01-22T23:59:59Z'],
    ['when the file was made', '260122,', '260122,1500', '2026-01-22T15:00:00Z'],
    ['the end of a day before the file', '260121,', '260122,0600', '2026-01-21T23:59:59Z'],
  ])('was true at %s', (_what, asOf, made, expected) => {
    const text = bai2([[header]], { group: `02,D,B,1,${asOf},USD,2/`, header: `01,B,D,${made},7,,,2/` });
    expect(new Date(only(readBai2(text)).asOfMs).toISOString()).toBe(expected.replace('Z', '.000Z'));
  });

  test('may go on with a field in the next line', () => {
    const lines = [
      '03,A,,010,-700,,,190/',
      '88,300,,,015/',
      '88,-100,,/',
      '49,-500,4/',
      '98,-500,1,6/',
      '99,-500,1,8/',
    ];
    const text = ['01,B,D,260122,1130,7,,,2/', '02,D,B,1,260122,1100,USD,2/', ...lines].join('\n');
    expect(only(readBai2(text)).closing?.amount.toFixed()).toBe('-1');
  });
});

describe('a BAI2 file that is not right', () => {
  const lines = bai2().trimEnd().split('\n');
  const changed = (line: number, to: string) => [...lines.slice(0, line - 1), to, ...lines.slice(line)].join('\n');

  test.each([
    [
      'wrong account total',
      changed(10, '49,261551,8/'),
      /^10: the control total of the account is 261551; its amounts/,
    ],
    ['wrong group total', changed(11, '98,1,1,10/'), /^11: the control total of the group is 1; /],
    ['wrong file total', changed(12, '99,-262625,1,12/'), /^12: the control total of the file is -262625; /],
    [
      'wrong number of records',
      changed(10, lines[9]!.replace(/\d\/$/, '9/')),
      /^10: the account is said to have 9 rec/,
    ],
    ['wrong number of accounts', changed(11, lines[10]!.replace(',1,', ',2,')), /^11: the group is said to have 2 acc/],
    ['wrong number of groups', changed(12, lines[11]!.replace(',1,', ',0,')), /^12: the file is said to have 0 groups/],
    ['a missing count', changed(12, '99,262625/'), /^12: /],
    ['a line taken out', [...lines.slice(0, 5), ...lines.slice(6)].join('\n'), /^9: the control total of the account/],
    ['a line changed', changed(6, '16,195,526,,BANK-2,,WIRE IN/'), /^10: the control total of the account/],
    [
      'a negative transaction',
      changed(6, '16,195,-525,,BANK-2,,/'),
      /^6: the amount -525 of a transaction is negative/,
    ],
    ['a huge amount', changed(6, `16,195,${'9'.repeat(16)},,BANK-2,,/`), /^6: "9{16}" is not an amount/],
    ['a decimal amount', changed(6, '16,195,5.25,,BANK-2,,/'), /^6: "5.25" is not an amount/],
    ['no amount', changed(6, '16,195,,,BANK-2,,/'), /^6: the transaction has no amount/],
    ['a loan code', changed(6, '16,720,525,,BANK-2,,/'), /^6: type code "720" is neither a credit nor a debit/],
    ['a sum as a transaction', changed(6, '16,100,525,,BANK-2,,/'), /^6: type code "100" is neither/],
    ['funds of no known type', changed(6, '16,195,525,Q,BANK-2,,/'), /^6: "Q" is no funds type/],
    ['parts that do not add up', changed(6, '16,195,525,S,500,20,,B,,/'), /^6: the parts of the funds add up to 520/],
    ['a million parts', changed(6, '16,195,525,D,1000000,0,525/'), /^6: "1000000" is no number of funds parts/],
    ['a balance given twice', changed(3, '03,A,,010,1,,,010,1,,/'), /^3: type code 010 stands twice/],
    ['an unknown currency', changed(3, '03,A,QQQ,010,1,,/'), /^3: "QQQ" is not a currency code/],
    ['no account', changed(3, '03,,,010,1,,/'), /^3: names no account/],
    ['a date that is none', changed(2, '02,D,B,1,260231,1100,USD,2/'), /^2: "260231" is not a date/],
    ['a time that is none', changed(2, '02,D,B,1,260122,2560,USD,2/'), /^2: "2560" is not a time/],
    ['no time at all', changed(2, '02,D,B,1,260123,,USD,2/'), /^2: has no as-of time/],
    ['a test', changed(2, '02,D,B,4,260122,1100,USD,2/'), /^2: the group status "4" is a test/],
    ['a correction', changed(2, '02,D,B,3,260122,1100,USD,2/'), /^2: the group status "3" is a correction/],
    ['another version', changed(1, '01,B,D,260122,1130,7,,,1/'), /^1: version "1" is not BAI2/],
    ['something behind its end', `${lines.join('\n')}\n02,D,B,1,260122,1100,USD,2/`, /^13: stands behind the end/],
    ['something else in it', changed(6, 'nonsense'), /^6: "nonsense" is no BAI2 record/],
    ['records out of order', changed(3, '16,195,1,,,,/'), /^3: a record 98 is expected, not 16/],
  ])('with %s is refused by line', (_what, text, message) => {
    expect(() => readBai2(text)).toThrow(message);
  });

  test('cut off anywhere is refused by line, and so is one with a digit of a sum lost', () => {
    const whole = bai2().trimEnd().replace(/\/$/, '');
    for (let at = 3; at < whole.length; at += 1) expect(() => readBai2(whole.slice(0, at))).toThrow(/^\d+: /);
    const inAmounts = [...whole.matchAll(/(?<=^(?:16,\d{3}|49|98|99),)\d+/gm)];
    expect(inAmounts).toHaveLength(6);
    for (const { index } of inAmounts) {
      expect(() => readBai2(whole.slice(0, index) + whole.slice(index + 1))).toThrow(/^\d+: /);
    }
  });

  test('of any text is read or refused with a reason, never anything else', () => {
    const shards = [...bai2().split(/(?<=[\n,])/), '16,', '88,', '/', '\u0000', 'é', '-', '9'.repeat(30)];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...shards), { maxLength: 40 }), (pieces) => {
        try {
          readBai2(pieces.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(Fault);
          expect((error as Fault).message).toMatch(/^\d+: /);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a file a bank sent as BAI2', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bai2-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const written = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  test('is known by its first record, whatever it is called', () => {
    expect(readStatementFile(written('a.xml', `\ufeff${bai2()}`.replaceAll('\n', '\r\n')))[0]?.format).toBe('BAI2');
  });

  test('and is broken is refused with file, line and reason', () => {
    const path = written('b.bai', bai2().replace('98,', '98,1'));
    expect(() => readStatementFile(path)).toThrow(/^b\.bai:11: the control total of the group/);
    const binary = Buffer.concat([Buffer.from('01,'), Buffer.from(Array.from({ length: 4_096 }, (_, at) => at % 256))]);
    expect(() => readStatementFile(written('c.bai', binary))).toThrow(/^c\.bai:\d+: /);
  });

  test('with a megabyte of text behind one transaction is read as any other', () => {
    const text = Array.from({ length: 15_000 }, () => `88,${'X'.repeat(68)}`);
    const records = [...bai2Records.slice(0, 2), bai2Records[2]!, ...text, ...bai2Records.slice(3)];
    const file = bai2([records]);
    expect(file.length).toBeGreaterThan(1 << 20);
    const [read] = readStatementFile(written('d.bai', file));
    expect(read?.entries.map(({ amount }) => amount.toFixed())).toEqual(['10.5', '5.25', '200']);
  });
});
