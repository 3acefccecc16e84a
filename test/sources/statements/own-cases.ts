/** Small inputs of our own with what is right: more of each kind. */
import type { StatementCase } from './statement-case';

type Right = StatementCase['right'];

/** One account, EUR, 1,000 at the start of 2026-01-22. */
function caseOf(
  kind: string,
  title: string,
  texts: readonly string[],
  right: Partial<Right>,
  ledger_rows: readonly string[] = [],
): StatementCase {
  return {
    kind,
    title,
    ledger_day: '2026-01-22',
    balances: [['BankSubsidiary_TR', 'ACC-1', 'EUR', '1000.00']],
    ledger_rows,
    files: texts.map((text, index) => ({ name: `statement-${index}.txt`, text })),
    right: { taken: true, opening: '1000.00', settled: [], expected: [], closing: null, proven: null, ...right },
  };
}

const mt = (
  lines: readonly string[],
  { from = 'C260121EUR1000,00', to = 'C260122EUR900,00', before = '', account = 'ACC-1' } = {},
) =>
  [
    ...(before === '' ? [] : [before]),
    ':20:S',
    `:25:${account}`,
    ':28C:1/1',
    `:60F:${from}`,
    ...lines,
    `:62F:${to}`,
    '-',
    '',
  ].join('\n');

const queued = (id: string, amount: string, status = 'QUEUED') =>
  `${id},2026-01-22 14:00:00,BankSubsidiary_TR,ACC-1,ACME Corp,SWIFT,${amount},OUT,EUR,${status},,SWIFT`;

const camtEntry = (amount: string, mark: string, more: string, status = '<Cd>BOOK</Cd>') =>
  `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${mark}</CdtDbtInd><Sts>${status}</Sts><BookgDt><Dt>2026-01-22</Dt></BookgDt>${more}</Ntry>`;
const camtBalance = (code: string, amount: string, day = '2026-01-22') =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`;
const kinds = { '052': ['BkToCstmrAcctRpt', 'Rpt'], '053': ['BkToCstmrStmt', 'Stmt'] } as const;
const camt = (
  kind: keyof typeof kinds,
  content: string,
  { version = '02', ccy = '<Ccy>EUR</Ccy>', id = 'S1', time = '18:00:00Z' } = {},
) => {
  const [root, item] = kinds[kind];
  return `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${kind}.001.${version}"><${root}><GrpHdr><MsgId>M</MsgId><CreDtTm>2026-01-22T${time}</CreDtTm></GrpHdr><${item}><Id>${id}</Id><CreDtTm>2026-01-22T${time}</CreDtTm><Acct><Id><Othr><Id>ACC-1</Id></Othr></Id>${ccy}</Acct>${content}</${item}></${root}></Document>`;
};
const ref = (reference: string) => `<AcctSvcrRef>${reference}</AcctSvcrRef>`;
const tx = (content: string) => `<NtryDtls><TxDtls>${content}</TxDtls></NtryDtls>`;
const endToEnd = (id: string) => `<Refs><EndToEndId>${id}</EndToEndId></Refs>`;

const closed = { settled: ['-100.00'], closing: '900.00', proven: true };

export const ownCases: readonly StatementCase[] = [
  caseOf(
    'formats',
    'the sender and a counter before :20:',
    [mt([':61:2601220122D100,NTRFNONREF//B'], { before: '0000 01INGBNL2AXXXX00001' })],
    closed,
  ),
  caseOf(
    'formats',
    'the message kind as a tag, and the start of a transmission',
    [mt([':61:2601220122D100,NTRFNONREF//B'], { before: '\u0001:940:' })],
    closed,
  ),
  caseOf('formats', 'three letters for the type', [mt([':61:2601220122D100,00TRFNONREF//B'])], closed),
  caseOf(
    'formats',
    'a Polish account with its slash',
    [mt([':61:2601220122D100,NTRFNONREF//B'], { account: '/ACC-1' })],
    closed,
  ),
  caseOf(
    'formats',
    'the currency behind the account',
    [mt([':61:2601220122D100,NTRFNONREF//B'], { account: 'ACC-1 EUR' })],
    closed,
  ),
  caseOf(
    'formats',
    'camt without the account’s currency',
    [camt('053', camtEntry('10', 'DBIT', ref('A')), { ccy: '' })],
    { settled: ['-10.00'] },
  ),
  caseOf(
    'formats',
    'camt version 13, status as version 2 has it',
    [camt('053', camtEntry('10', 'DBIT', ref('A'), 'BOOK'), { version: '13' })],
    { settled: ['-10.00'] },
  ),
  caseOf(
    'kinds',
    'a reversed credit goes out',
    [mt([':61:2601220122C100,NTRFNONREF//A', ':61:2601220122RC200,NTRFNONREF//B'])],
    { settled: ['+100.00', '-200.00'], closing: '900.00', proven: true },
  ),
  caseOf(
    'kinds',
    'a returned payment, by the return information alone',
    [
      camt(
        '053',
        `${camtEntry('100', 'DBIT', ref('A') + tx(endToEnd('P-1')))}${camtEntry('100', 'CRDT', ref('B') + tx(`${endToEnd('P-1')}<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>`))}`,
      ),
    ],
    { settled: ['-100.00 P-1', '+100.00 return of P-1'] },
    [queued('P-1', '100.00')],
  ),
  caseOf('kinds', 'a future entry is expected', [camt('052', camtEntry('30', 'CRDT', ref('F'), '<Cd>FUTR</Cd>'))], {
    expected: ['+30.00'],
  }),
  caseOf(
    'kinds',
    'what is announced counts once it is booked, with what is booked',
    [
      camt('052', camtEntry('30', 'CRDT', ref('F'), '<Cd>PDNG</Cd>'), { id: 'R', time: '09:00:00Z' }),
      camt('052', camtEntry('29', 'CRDT', ref('F')), { id: 'R', time: '10:00:00Z' }),
    ],
    { settled: ['+29.00'] },
  ),
  caseOf(
    'kinds',
    'charges named in an :86:',
    [mt([':61:2601220122D100,NTRFNONREF//B', ':86:/EREF/P-1//OCMT/EUR97,50//CHGS/EUR2,50/'])],
    { settled: ['-97.50 P-1', '-2.50'], closing: '900.00', proven: true },
    [queued('P-1', '97.50', 'RELEASED')],
  ),
  caseOf(
    'kinds',
    'a batch is the payments it is made of',
    [mt([':61:2601220122D100,NTRFPAY-BATCH//B'])],
    { settled: ['-100.00 PAY-BATCH'], closing: '900.00', proven: true },
    [queued('PAY-BATCH', '100.00')],
  ),
  caseOf(
    'own payments',
    'the id wrapped over two subfields of an :86:',
    [mt([':61:2601220122D100,NTRFNONREF//B', ':86:177?00SEPA?20EREF+PAY-2026-01-22-0?2101-X?22SVWZ+invoice'])],
    { settled: ['-100.00 PAY-2026-01-22-001-X'], closing: '900.00', proven: true },
    [queued('PAY-2026-01-22-001-X', '100.00')],
  ),
  caseOf(
    'own payments',
    'two payments that begin alike are told apart by nobody: the booking is a flow of its own',
    [mt([':61:2601220122D100,NTRFPAY-2026-01-22-0//B'])],
    {
      settled: ['-100.00'],
      expected: ['-100.00 PAY-2026-01-22-001', '-50.00 PAY-2026-01-22-002'],
      closing: '900.00',
      proven: true,
    },
    [queued('PAY-2026-01-22-001', '100.00'), queued('PAY-2026-01-22-002', '50.00')],
  ),
  caseOf(
    'identity',
    'zeros and STARTUMS are no references',
    [mt([':61:2601220122D60,NTRF0000//STARTUMS', ':61:2601220122D40,NTRF0//STARTUMS'])],
    { settled: ['-60.00', '-40.00'], closing: '900.00', proven: true },
  ),
  caseOf(
    'identity',
    'equal entries without any reference are as many as the statement has',
    [mt([':61:2601220122D50,NTRFNONREF', ':61:2601220122D50,NTRFNONREF'])],
    { settled: ['-50.00', '-50.00'], closing: '900.00', proven: true },
  ),
  caseOf(
    'time',
    'a Friday statement opens Monday, not a Wednesday',
    [mt([], { from: 'C260118EUR400,00', to: 'C260119EUR400,00' })],
    {},
  ),
  caseOf(
    'time',
    'a booking of the evening before, in the bank’s zone, is in the opening balance',
    [
      camt(
        '053',
        `${camtBalance('OPBD', '800', '2026-01-21')}${camtBalance('CLBD', '900')}${camtEntry('200', 'CRDT', ref('A')).replace('<Dt>2026-01-22</Dt>', '<DtTm>2026-01-21T23:30:00-05:00</DtTm>')}${camtEntry('100', 'DBIT', ref('B'))}`,
      ),
    ],
    closed,
  ),
  caseOf(
    'proof',
    'an interim balance proves what is booked so far',
    [camt('052', `${camtBalance('OPBD', '1000')}${camtBalance('ITBD', '990')}${camtEntry('10', 'DBIT', ref('A'))}`)],
    { settled: ['-10.00'], proven: true },
  ),
  caseOf(
    'proof',
    'an interim balance that nobody’s entries explain',
    [camt('052', `${camtBalance('OPBD', '1000')}${camtBalance('ITBD', '700')}${camtEntry('10', 'DBIT', ref('A'))}`)],
    { settled: ['-10.00'], proven: false },
  ),
];
