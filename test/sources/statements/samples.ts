/** Small bank statements in every format, for tests; one account, USD, 2026-01-22. */

export interface CamtEntry {
  readonly ref?: string;
  readonly endToEnd?: string;
  readonly amount?: string;
  readonly ccy?: string;
  readonly mark?: string;
  readonly status?: string;
  readonly date?: string;
  readonly time?: string;
  readonly name?: string;
  readonly details?: string;
}

const kinds = {
  'camt.052': ['BkToCstmrAcctRpt', 'Rpt'],
  'camt.053': ['BkToCstmrStmt', 'Stmt'],
  'camt.054': ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'],
} as const;

export function camtEntry({
  ref = 'BANK-1',
  endToEnd = 'T1',
  amount = '10.50',
  ccy = 'USD',
  mark = 'DBIT',
  status = 'BOOK',
  date = '2026-01-22',
  time,
  name = 'Acme &amp; Sons',
  details,
}: CamtEntry = {}): string {
  const booked = time === undefined ? `<Dt>${date}</Dt>` : `<DtTm>${date}T${time}</DtTm>`;
  const party = mark === 'DBIT' ? 'Cdtr' : 'Dbtr';
  return `<Ntry><Amt Ccy="${ccy}">${amount}</Amt><CdtDbtInd>${mark}</CdtDbtInd><Sts>${status === 'BOOK' ? '<Cd>BOOK</Cd>' : status}</Sts>
  <BookgDt>${booked}</BookgDt><AcctSvcrRef>${ref}</AcctSvcrRef>
  <NtryDtls>${details ?? `<TxDtls><Refs><EndToEndId>${endToEnd}</EndToEndId></Refs><RltdPties><${party}><Nm>${name}</Nm></${party}></RltdPties></TxDtls>`}</NtryDtls></Ntry>`;
}

export function camtBalance(
  code: string,
  amount: string,
  { mark = 'CRDT', date = '2026-01-22', ccy = 'USD' } = {},
): string {
  return `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${ccy}">${amount}</Amt><CdtDbtInd>${mark}</CdtDbtInd><Dt><Dt>${date}</Dt></Dt></Bal>`;
}

export function camt(
  kind: keyof typeof kinds,
  parts: readonly string[],
  { id = 'STMT-1', account = '<Othr><Id>A</Id></Othr>', ccy = 'USD', created = '2026-01-22T11:00:00Z' } = {},
): string {
  const [root, item] = kinds[kind];
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${kind}.001.08">
<${root}><GrpHdr><MsgId>M</MsgId></GrpHdr>
<${item}><Id>${id}</Id><CreDtTm>${created}</CreDtTm>
<Acct><Id>${account}</Id><Ccy>${ccy}</Ccy></Acct>
${parts.join('\n')}
</${item}></${root}></Document>
`;
}

export const mt940 = `{1:F01BANKTRISAXXX0000000000}{2:O9401200260122BANKTRISAXXX00000000002601221200N}{4:
:20:STMT940
:25:BANKTRIS/A
:28C:22/1
:60F:C260121USD1000,
:61:2601220122D10,50NTRFT1//BANK-1
:86:?20Invoice 4711?32Acme Works?33 Ltd
:61:2601220122RD5,25NTRFNONREF//BANK-2
further text
:61:260122C200,NMSCNONREF
:86:/NAME/Payer Inc/REMI/invoice/
:62F:C260122USD1194,75
-}
`;

export const mt942 = `:20:REPORT942
:25:A
:28C:22/2
:34F:USD0,
:13D:2601221430+0300
:61:2601220122C300,00NTRFIN-9//BANK-9
:61:2601220122ED50,NTRFT2
-
`;

/** Records 03 and 16 with their 88 lines, without the trailer. */
export type Bai2Account = readonly string[];

export const bai2Records: Bai2Account = [
  '03,A,,010,+100000,,,015,119475,,,100,20525,2,/',
  '88,400,1050,1,/',
  '16,475,1050,Z,BANK-1,T1,CHEQUE 4711/12, PAID',
  '16,195,525,,BANK-2,,WIRE IN/',
  '16,142,20000,S,15000,5000,0/',
  '88,BANK-3,,LOCKBOX',
  '88,DEPOSIT/',
];

/** A whole file with right control totals, worked out from the records as a bank would. */
export function bai2(
  accounts: readonly Bai2Account[] = [bai2Records],
  { group = '02,DESK,BANKTRIS,1,260122,1100,USD,2/', header = '01,BANKTRIS,DESK,260122,1130,7,,,2/' } = {},
): string {
  const closed = accounts.map((lines) => {
    const total = sumOfAmounts(lines);
    return { total, lines: [...lines, `49,${total},${lines.length + 1}/`] };
  });
  const total = closed.reduce((sum, account) => sum + account.total, 0);
  const inside = closed.flatMap(({ lines }) => lines);
  const trailers = [`98,${total},${accounts.length},${inside.length + 2}/`, `99,${total},1,${inside.length + 4}/`];
  return `${[header, group, ...inside, ...trailers].join('\n')}\n`;
}

/** Summaries come in fours; no sample gives a summary a funds type. */
function sumOfAmounts(lines: readonly string[]): number {
  let sum = 0;
  let isHeader = false;
  for (const line of lines) {
    const fields = line.replace(/\/$/, '').split(',');
    if (fields[0] === '16') sum += Number(fields[2]);
    if (fields[0] !== '88') isHeader = fields[0] === '03';
    const first = fields[0] === '03' ? 3 : 1;
    if (isHeader) for (let at = first; at < fields.length; at += 4) sum += Number(fields[at + 1]);
  }
  return sum;
}
