/** No reader goes through a field twice: were one to, a megabyte would keep it busy for minutes, and so these tests. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importStatementFile } from '../../../src/sources/ledger/import-statements';
import { readBai2 } from '../../../src/sources/statements/bai2/bai2';
import { readCamt } from '../../../src/sources/statements/camt/camt';
import { readStatementFile } from '../../../src/sources/statements/file';
import { readMt } from '../../../src/sources/statements/mt/mt';
import { ledgerFolder } from '../ledger/folder-fixture';
import { bai2, bai2Records, camt, camtBalance, camtEntry, mt940, mt942 } from './samples';

const megabyte = 1 << 20;
const mega = (text: string) => text.repeat(Math.ceil(megabyte / text.length));

/** What a refusal says, which people and logs can bear whatever the file held. */
function refusalOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    const { message } = error as Error;
    expect(message.length).toBeLessThan(400);
    return message;
  }
  return 'read';
}

const quotedStart = (text: string) => `"${text.repeat(40).slice(0, 40)}"`;

describe('a megabyte in one field of a BAI2 file is refused', () => {
  const [header = '', summary = ''] = bai2Records;
  const account = (...lines: string[]) => bai2([lines]).replace(/^(49|98|99),NaN/gm, '$1,0');
  test.each<[string, string, string]>([
    ['zeros before a letter', account(`03,A,,010,${mega('0')}x,,/`), `3: ${quotedStart('0')} is not an amount`],
    ['zeros before a digit', account(`03,A,,010,${mega('0')}1,,/`), `3: ${quotedStart('0')} is not an amount`],
    ['digits', account(header, summary, `16,195,${mega('9')},,B,,/`), `5: ${quotedStart('9')} is not an amount`],
    ['a control total', bai2().replace(/^49,.*$/m, `49,${mega('0')}x,8/`), `10: ${quotedStart('0')} is not an amount`],
    [
      'a count',
      bai2().replace(/^(49,\d+),.*$/m, `$1,${mega('1')}/`),
      `10: the account is said to have ${'1'.repeat(40)} `,
    ],
    ['a type code', account(header, summary, `16,${mega('1')},5,,B,,/`), `5: type code ${quotedStart('1')} is neither`],
    ['a summary code', account(`03,A,,${mega('0')},1,,/`), `3: ${quotedStart('0')} is no type code`],
    ['a currency', account(`03,A,${mega('A')},010,1,,/`), `3: ${quotedStart('A')} is not a currency`],
    ['a funds type', account(header, summary, `16,195,5,${mega('S')},B,,/`), `5: ${quotedStart('S')} is no funds type`],
    ['a value date', account(header, summary, `16,195,5,V,${mega('1')},,/`), `5: ${quotedStart('1')} is not a date`],
    [
      'a value time',
      account(header, summary, `16,195,5,V,260122,${mega('1')},/`),
      `5: ${quotedStart('1')} is not a time`,
    ],
    ['funds parts', account(header, summary, `16,195,5,D,${mega('1')},/`), `5: ${quotedStart('1')} is no number of`],
    ['a date', bai2().replace('260122', mega('2')), `1: ${quotedStart('2')} is not a date`],
    ['a time full of spaces', bai2().replace(',1130,', `,11${mega(' ')}30,`), `1: "11${' '.repeat(38)}" is not a time`],
    ['slashes', mega('/'), `1: ${quotedStart('/')} is no BAI2 record`],
  ])('%s', (_what, text, message) => {
    const said = refusalOf(() => readBai2(text));
    expect(said === 'read' ? said : said.slice(0, message.length)).toBe(message);
  });
});

describe('a megabyte in one field of an MT message is refused', () => {
  const entryWith = (text: string) => mt940.replace('2601220122D10,50NTRFT1//BANK-1', text);
  test.each<[string, string, string]>([
    ['digits', entryWith(`2601220122D${mega('1')}NTRFT1`), `6: ${quotedStart('1')} is not an amount`],
    ['commas', entryWith(`2601220122D1${mega(',')}NTRFT1`), `6: "1${','.repeat(39)}" is not an amount`],
    ['digits without an end', entryWith(`2601220122D${mega('1')}`), `6: ${quotedStart('1')} is not an amount`],
    ['a balance', mt940.replace('USD1000,', `USD${mega('0')}x`), '5: :60F: is not a balance'],
    ['an amount of a balance', mt940.replace('USD1000,', `USD${mega('0')}`), `5: ${quotedStart('0')} is not an amount`],
    ['a floor', mt942.replace('USD0,', `USD${mega('0')}x`), '4: :34F: has no currency'],
    ['a time', mt942.replace('2601221430+0300', mega('1')), '5: :13D: is not a date and time'],
    ['blocks', mega('{4:'), '1: holds no statement'],
    ['blocks and half a tag', mega('{4::1'), '1: holds no statement'],
    ['line ends', `:21:X\n${mega('\r')}x`, '1: :21: comes before :20:'],
  ])('%s', (_what, text, message) => {
    const read = () => {
      if (readMt(text).length === 0) throw new Error('1: holds no statement');
    };
    expect(refusalOf(read)).toBe(message);
  });
});

describe('a megabyte in one place of a camt message is refused', () => {
  const entry = camtEntry();
  test.each<[string, string, string]>([
    ['digits', camt('camt.053', [camtEntry({ amount: mega('1') })]), '6: has a text longer'],
    ['decimals', camt('camt.053', [camtEntry({ amount: `1.${mega('0')}` })]), '6: has a text longer'],
    ['a balance', camt('camt.053', [camtBalance('OPBD', mega('0'))]), '6: has a text longer'],
    ['a currency', camt('camt.053', [camtEntry({ ccy: mega('U') })]), '6: has an attribute longer'],
    ['a direction', camt('camt.053', [camtEntry({ mark: mega('D') })]), '6: has a text longer'],
    ['a date', camt('camt.053', [camtEntry({ date: mega('2') })]), '7: has a text longer'],
    ['a time', camt('camt.053', [camtEntry({ time: `10:00${mega(' ')}x` })]), '7: has a text longer'],
    ['the time it was made', camt('camt.053', [], { created: mega('2') }), '4: has a text longer'],
    ['open elements', mega('<a>'), '1: nests elements more than 64 deep'],
    [
      'elements inside each other',
      '<a>'.repeat(150_000) + '</a>'.repeat(150_000),
      '1: nests elements more than 64 deep',
    ],
    [
      'attributes without end',
      `<a ${Array.from({ length: 10_000 }, (_, at) => `b${at}='1'`).join(' ')}/>`,
      '1: has an element with',
    ],
    ['the name of an element', `<${mega('a')}/>`, '1: is no camt'],
    ['the start of an element', camt('camt.053', [`<${mega('a-.')}`]), '7: is not well-formed XML: '],
    ['attributes', `<a ${mega("b='")}/>`, '1: is not well-formed XML: '],
    ['ampersands', camt('camt.053', [entry], { created: mega('&') }), '8: is not well-formed XML: '],
  ])('%s', (_what, text, message) => {
    const said = refusalOf(() => readCamt(text));
    expect(said === 'read' ? said : said.slice(0, message.length)).toBe(message);
  });
});

describe('a name longer than any bank writes is refused, as it would be kept for good', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const long = 'N'.repeat(10_000);
  test.each([
    ['of the statement', camt('camt.053', [], { id: long }), '1: the id'],
    ['of the account', camt('camt.053', [], { account: `<IBAN>${long}</IBAN>` }), '1: the account'],
    ['of an entry', camt('camt.053', [camtEntry(), camtEntry({ ref: long })]), '9: the bank reference'],
    ['of a payment', camt('camt.053', [camtEntry({ endToEnd: long })]), '6: the customer reference'],
    ['of an entry in MT', mt940.replace('BANK-1', long), '6: the bank reference'],
    ['of an entry in BAI2', bai2().replace('BANK-1', long), '5: the bank reference'],
  ])('%s', (_what, text, what) => {
    const path = join(folder, 'a.txt');
    writeFileSync(path, text);
    const said = refusalOf(() => readStatementFile(path));
    expect(said).toBe(`a.txt:${what} ${quotedStart('N')} is longer than 100 characters`);
  });
});

describe('many of what a file should have once', () => {
  const head = ':25:A\n:28C:1/1\n:34F:USD0,\n:13D:2601221100+0000\n';

  test('totals are refused before they are added up', () => {
    const lines = mega(':61:2601220122D1,NTRFX\n');
    expect(refusalOf(() => readMt(`:20:R\n${head}${lines}${mega(':90D:1USD1,\n')}`))).toMatch(
      /stands twice in one report$/,
    );
  });

  test('statements are noted in one go', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'many-')), 'a.sta');
    writeFileSync(file, Array.from({ length: 10_000 }, (_, index) => `:20:R${index}\n${head}`).join(''));
    const imported = importStatementFile(ledgerFolder(), file);
    expect(imported.files[0]?.statements.length).toBe(10_000);
  });
});
