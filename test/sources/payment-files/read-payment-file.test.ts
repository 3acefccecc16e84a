import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writePain001 } from '../../../src/domain/payment-file/write-pain001';
import { paymentFile } from '../../../src/domain/payment-file/payment-file';
import { isPaymentFile } from '../../../src/sources/payment-files/kind-of-file';
import { createReadAside, readLimits } from '../../../src/sources/payment-files/read-aside';
import { maxFileBytes, readPaymentBytes } from '../../../src/sources/payment-files/read-payment-file';
import { inEuro, instruction } from '../../domain/payment-file/sample-instruction';
import { camt, camtEntry } from '../statements/samples';
import { pain002 } from './samples';

const head = { id: 'RUN-1', createdAt: '2026-01-22T10:30:00Z', initiatingParty: 'Group Treasury Co' };
const pain001 = writePain001(
  paymentFile(head, [
    instruction({ amount: 0.1 }),
    instruction({ ...inEuro, payment_id: 'PAY-2', amount: 7.5 }, 'SEPA'),
  ]),
);
const read = (text: string | Buffer, name = 'run.xml') => readPaymentBytes(name, Buffer.from(text as string));

function rowsOf(text: string | Buffer) {
  const done = read(text);
  if (!done.ok) throw new Error(done.problems.map(({ message }) => message).join(' '));
  if (done.content.kind !== 'payment_run') throw new Error('no payment run');
  return done.content.run.rows;
}

it.each([
  ['run.xlsx', 'PK\u0003\u0004 binary'],
  ['run.pdf', '%PDF-1.7 text'],
])('%s is no payment file, and what to do is said', (name, text) => {
  expect(readPaymentBytes(name, Buffer.from(text, 'latin1'))).toMatchObject({
    problems: [{ code: 'file_not_text', message: expect.stringContaining('save it as CSV') as string }],
  });
});

describe('a payment run', () => {
  it('that the desk wrote itself is read back, payment by payment', () => {
    const rows = rowsOf(pain001);
    expect(rows.map(({ draft, debtorAccount, fault }) => ({ draft, debtorAccount, fault }))).toEqual([
      {
        fault: null,
        debtorAccount: 'DE71500105170001000248',
        draft: {
          payment_id: 'PAY-2',
          beneficiary_name: 'Muller + Sohne GmbH',
          amount: '7.50',
          currency: 'EUR',
          payment_type: 'SEPA',
          beneficiary_account: 'DE89370400440532013000',
          beneficiary_country: 'DE',
          beneficiary_street: 'Main Street',
          beneficiary_building: '12',
          beneficiary_postcode: '50667',
          beneficiary_town: 'Koln',
          purpose: 'Invoice 4711',
          value_date: '2026-01-22',
        },
      },
      expect.objectContaining({
        debtorAccount: 'TR690006200000001000015838',
        draft: expect.objectContaining({
          payment_id: 'PAY-1',
          amount: '0.10',
          payment_type: 'SWIFT',
          beneficiary_account: '000123456789',
          beneficiary_bank_code: '021000021',
        }),
      }),
    ]);
  });

  it.each([
    [',', 'payment_id,beneficiary_name,amount\r\nTXN-1,"ACME, Corp","1,000.50"\r\n'],
    [';', 'payment_id;beneficiary_name;amount\nTXN-1;ACME, Corp;1,000.50\n'],
    ['tab', '\ufeffPayment_ID\tbeneficiary_name\tamount\nTXN-1\tACME, Corp\t1,000.50\n\n'],
  ])('comes as a table parted by %s too', (_by, text) => {
    expect(rowsOf(text)).toEqual([
      {
        line: 2,
        debtorAccount: null,
        fault: null,
        draft: { payment_id: 'TXN-1', beneficiary_name: 'ACME, Corp', amount: '1,000.50' },
      },
    ]);
  });

  it('has a row that cannot be read named, and the others stand', () => {
    const rows = rowsOf('payment_id,amount\nTXN-1,5\nTXN-2\n"TXN-\n3",7\nTXN-4,8\n');
    expect(rows.map(({ line, fault }) => [line, fault])).toEqual([
      [2, null],
      [3, 'has 1 fields where the first line has 2'],
      [5, null],
      [6, null],
    ]);
  });

  it.each([
    ['a count that is another', pain001.replace('<NbOfTxs>2</NbOfTxs>', '<NbOfTxs>3</NbOfTxs>'), 'payments and has 2'],
    [
      'a sum that is another',
      pain001.replace('<CtrlSum>7.60</CtrlSum>', '<CtrlSum>7.61</CtrlSum>'),
      'its payments come to 7.6',
    ],
    [
      'a group whose sum is another',
      pain001.replace('<CtrlSum>7.50</CtrlSum>', '<CtrlSum>7</CtrlSum>'),
      'its payments come to 7.5',
    ],
    ['cheques', pain001.replace('<PmtMtd>TRF</PmtMtd>', '<PmtMtd>CHK</PmtMtd>'), 'only transfers are taken'],
    [
      'no payment',
      '<Document><CstmrCdtTrfInitn><GrpHdr><MsgId>1</MsgId></GrpHdr></CstmrCdtTrfInitn></Document>',
      'has no payment',
    ],
    ['two messages', `<D>${'<CstmrCdtTrfInitn/>'.repeat(2)}</D>`, 'has a second message'],
    ['another root', '<Document><Else/></Document>', 'is no pain.001, no pain.002 and no table'],
    ['a document type', `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${pain001}`, 'has a document type'],
    ['elements without end', '<a>'.repeat(70), 'deep'],
    ['half of it', pain001.slice(0, 900), 'is not well-formed XML'],
    ['a column nobody knows', 'payment_id,beneficiary_nmae\nTXN-1,ACME\n', 'did you mean beneficiary_name'],
    ['a column twice', 'payment_id,payment_id\nTXN-1,TXN-1\n', 'has the column payment_id twice'],
    ['only its first line', 'payment_id,amount\n', 'has no payment'],
    ['nothing', '', '1: '],
    ['a quote that never ends', 'payment_id,amount\n"TXN-1,5\nTXN-2,6\n', 'is not a table'],
  ])('with %s is refused whole, by name', (_what, text, why) => {
    expect(read(text)).toMatchObject({ ok: false, problems: [{ code: 'file_invalid', field: 'file' }] });
    const refused = read(text);
    expect(refused.ok ? '' : refused.problems[0]?.message).toContain(why);
  });

  it('of more payments than anybody looks at, or larger than they are, is refused', () => {
    const many = `payment_id,amount\n${'TXN-1,5\n'.repeat(20_001)}`;
    expect(read(many)).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining('more than 20000') }],
    });
    expect(read(Buffer.alloc(maxFileBytes + 1))).toMatchObject({
      ok: false,
      problems: [{ code: 'request_too_large' }],
    });
  });
});

describe('a status report', () => {
  it.each([
    ['no file it answers', '<OrgnlMsgId>TD-1</OrgnlMsgId>', '', 'has no OrgnlMsgId'],
    ['an id of any length', '<OrgnlMsgId>TD-1', `<OrgnlMsgId>${'x'.repeat(200)}`, 'is no id'],
    ['no time', '<CreDtTm>2026-01-22T11:00:00Z', '<CreDtTm>yesterday', 'is no date and time'],
  ])('with %s is refused by line', (_what, from, to, why) => {
    const refused = read(pain002({}).replace(from, to));
    expect(refused).toMatchObject({ ok: false, problems: [{ code: 'file_invalid' }] });
    expect(refused.ok ? '' : refused.problems[0]?.message).toMatch(new RegExp(`^run\\.xml:\\d+: .*${why}`));
  });
});

describe('files of one inbox', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const thread = { file: path.resolve(__dirname, '../../fakes/payment-file-thread.cjs'), execArgv: [] };
  function file(name: string, content: string | Buffer): string {
    writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  }

  it.each([
    ['pain.001', pain001, true],
    ['pain.002', pain002({}), true],
    ['pain.001 in UTF-16', Buffer.from(pain001, 'utf16le'), true],
    ['a table', 'payment_id,amount\n', true],
    ['camt.053', camt('camt.053', [camtEntry()]), false],
    ['BAI2', '01,BANK,US,260122,1200,1,80,1,2/\n', false],
    ['nothing', '', false],
  ])('%s is told by how it begins', (_name, content, isOurs) => {
    expect(isPaymentFile(file('some', content))).toBe(isOurs);
  });

  it('are read in a thread of their own, and one that takes too long is refused by name', async () => {
    expect(await createReadAside(readLimits, thread)(file('run.xml', pain001))).toMatchObject({
      ok: true,
      content: { kind: 'payment_run', run: { messageId: 'RUN-1' } },
    });
    expect(await createReadAside({ ...readLimits, fileMs: 5 }, thread)(file('slow.xml', pain001))).toMatchObject({
      ok: false,
      problems: [{ message: 'slow.xml: takes longer than 0.005 s.' }],
    });
    expect(await createReadAside(readLimits, thread)(path.join(folder, 'none'))).toMatchObject({
      ok: false,
      problems: [{ code: 'file_unreadable' }],
    });
  });
});
