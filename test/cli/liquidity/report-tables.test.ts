import { parse } from 'csv-parse/sync';
import { obligationsCsv } from '../../../src/cli/liquidity/report-tables';
import { decimal } from '../../../src/domain/values/money';

const obligation = {
  id: 'TXN-1',
  entity: 'BAN',
  accountId: 'ACC-1',
  currency: 'USD',
  amount: decimal('-12.5'),
  paymentType: 'SWIFT',
  status: 'QUEUED',
  at: '2026-01-22T10:00:00Z',
  deadline: null,
  state: 'unknown',
  why: 'nobody says',
} as const;

const tableOf = (entity: string) =>
  obligationsCsv({ day: '2026-01-22', figures: [], obligations: [{ ...obligation, entity }] }).join('\n');

it.each(['=HYPERLINK("http://x.example","ACME")', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1'])(
  'a cell of a ledger is text to a spreadsheet, never a formula: %j',
  (entity) => {
    const [row] = parse<Record<string, string>>(tableOf(entity), { columns: true });
    expect(row).toMatchObject({ entity: `'${entity}`, amount: '-12.50', date: '2026-01-22', payment_id: 'TXN-1' });
  },
);

it.each(['Bank, "North"', 'two\nlines', 'a=b'])('a cell is read back as it was: %j', (entity) => {
  expect(parse<Record<string, string>>(tableOf(entity), { columns: true })).toMatchObject([{ entity }]);
});
