import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeBanked } from '../../../src/domain/liquidity/statements/banked-payment';
import { importStatementFile } from '../../../src/sources/ledger/import-statements';
import { readLedgerFolder } from '../../../src/sources/ledger/folder';
import { bankedFile } from '../../../src/sources/statements/journal';
import { codesOf, file, ledgerFolder } from '../ledger/folder-fixture';
import { camt, camtEntry } from './samples';

const payment = { amount: 10.5, currency: 'USD', account_id: 'A' };
const paid = camtEntry({ ref: 'B1' });
const reversed = camtEntry({ ref: 'B2', mark: 'CRDT' }).replace('<Sts>', '<RvslInd>true</RvslInd><Sts>');
const sentBack = camtEntry({
  ref: 'B2',
  mark: 'CRDT',
  details: '<TxDtls><Refs><EndToEndId>T1</EndToEndId></Refs><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls>',
});

function mt(lines: readonly string[]): string {
  const lead = [':20:STMT', ':25:A', ':28C:5/1', ':60F:C260121USD1000,'];
  return [...lead, ...lines, ':62F:C260122USD1000,', '-', ''].join('\n');
}

const out = [':61:2601220122D10,50NTRFT1//B1'];
const back = (mark: string, name = 'T1') => `:61:2601220122${mark}10,50NTRF${name}//B2`;

describe('a statement of any format says what became of the desk’s own payment', () => {
  test.each<[string, string, string]>([
    ['camt: booked', camt('camt.053', [paid]), 'settled B1'],
    ['camt: reversed', camt('camt.053', [paid, reversed]), 'returned B2'],
    ['camt: returned with its reason', camt('camt.054', [paid, sentBack]), 'returned B2'],
    ['camt: reversed on a day that books nothing else', camt('camt.052', [reversed]), 'returned B2'],
    ['MT: booked', mt(out).replace('C260122USD1000,', 'C260122USD989,50'), 'settled B1'],
    ['MT: reversal of a debit', mt([...out, back('RD')]), 'returned B2'],
    ['MT: a credit that is called a return', mt([...out, back('C'), ':86:/RTRN/AC04/']), 'returned B2'],
    ['MT: named by the end-to-end id of its :86:', mt([...out, back('RD', 'NONREF'), ':86:?20EREF+T1']), 'returned B2'],
  ])('%s', (_what, text, expected) => {
    const folder = ledgerFolder();
    expect(codesOf(importStatementFile(folder, file('a.txt', text)))).toEqual([]);
    const judged = judgeBanked(readLedgerFolder(folder).bankedEntries('t1'), payment);
    expect(judged && `${judged.state} ${judged.entry.reference ?? ''}`).toBe(expected);
  });

  test('and why it came back, where the bank says it', () => {
    const told = camt('camt.054', [paid, sentBack.replace('</Rsn>', '</Rsn><AddtlInf>Account closed</AddtlInf>')]);
    const reasonIn = (text: string) => {
      const folder = ledgerFolder();
      expect(codesOf(importStatementFile(folder, file('a.txt', text)))).toEqual([]);
      return judgeBanked(readLedgerFolder(folder).bankedEntries('t1'), payment)?.entry.reason;
    };
    expect(reasonIn(told)).toEqual({ code: 'AC04', text: 'Account closed' });
    expect(reasonIn(camt('camt.054', [paid, sentBack]))).toEqual({ code: 'AC04', text: null });
    expect(reasonIn(camt('camt.053', [paid, reversed]))).toBeUndefined();
  });

  test('and a folder whose word about payments is broken is refused by line, not read as silence', () => {
    const folder = ledgerFolder();
    expect(codesOf(importStatementFile(folder, file('a.xml', camt('camt.053', [paid]))))).toEqual([]);
    writeFileSync(join(folder, 'versions/000001', bankedFile), '\n{"paymentId": 7}\n');
    expect(() => readLedgerFolder(folder)).toThrow(`${bankedFile}:2: is no payment of a statement`);
  });
});
