/** Reads a payment run from a table: a first line with the names of a payment request's fields, then a payment a line. */
import { CsvError, parse } from 'csv-parse/sync';
import type { PaymentRun, RunRow } from '../../domain/payment-file/payment-run';
import { mostRows } from '../../domain/payment-file/payment-run';
import { paymentDraftSchema } from '../../domain/payment/payment-request';
import { didYouMean } from '../../domain/values/text/did-you-mean';
import { badStatement, quoted } from '../statements/values';

const known: readonly string[] = Object.keys(paymentDraftSchema.shape);
/** No field of a request is that long. */
const longestRow = 20_000;

interface TableRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Fields are parted by commas, semicolons or tabs, as the first line has them. Throws `ledger_unreadable`, the message starting with the line. */
export function readTable(text: string, sha256: string): PaymentRun {
  const records = recordsIn(text);
  const [header, ...rows] = records;
  if (!header) badStatement(1, 'is empty');
  const names = header.record.map((name) => name.trim().toLowerCase());
  for (const [at, name] of names.entries()) {
    if (!known.includes(name))
      badStatement(1, `column ${quoted(name)} is no field of a payment request${didYouMean(name, known)}`);
    if (names.indexOf(name) !== at) badStatement(1, `has the column ${name} twice`);
  }
  if (rows.length === 0) badStatement(1, 'has no payment');
  if (rows.length > mostRows) badStatement(1, `has more than ${mostRows} payments`);
  return { format: 'csv', messageId: null, sha256, rows: rows.map((row) => rowOf(row, names)) };
}

function recordsIn(text: string): readonly TableRow[] {
  const [first = ''] = text.split(/\r?\n|\r/, 1);
  const delimiter =
    [',', ';', '\t'].sort((one, other) => first.split(other).length - first.split(one).length)[0] ?? ',';
  try {
    return parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: longestRow,
    }) as unknown as readonly TableRow[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    return badStatement(line, `is not a table: ${error.code}`);
  }
}

function rowOf({ record, info: { lines: line } }: TableRow, names: readonly string[]): RunRow {
  const cells = names.map((name, at) => [name, record[at]?.trim() ?? ''] as const);
  const fault =
    record.length === names.length ? null : `has ${record.length} fields where the first line has ${names.length}`;
  return { line, debtorAccount: null, fault, draft: Object.fromEntries(cells.filter(([, value]) => value !== '')) };
}
