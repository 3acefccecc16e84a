/** Reads one CSV file record by record against a layout and reports a bad record as file, line and reason. */
import { CsvError, parse } from 'csv-parse/sync';
import type { z } from 'zod';
import { asFault, Fault } from '../domain/errors';

export interface CsvLayout<T> {
  /** All must be there, in any order; others are ignored. */
  readonly columns: readonly string[];
  readonly record: z.ZodType<T>;
}

/** Throws `ledger_unreadable` for the first record that is not of the layout or that `take` refuses with a fault. */
export function readCsv<T>(file: string, bytes: Buffer, layout: CsvLayout<T>, take: (record: T) => void): void {
  let line = 1;
  try {
    parse(bytes, {
      bom: true,
      delimiter: ',',
      record_delimiter: ['\r\n', '\n'],
      skip_empty_lines: true,
      columns: (header: string[]) => checkHeader(header, layout.columns),
      on_record: (record: Record<string, string>, { lines }) => {
        line = lines;
        take(checkRecord(record, layout));
        // Returning nothing keeps the parser from collecting a million records.
        return null;
      },
    });
  } catch (error) {
    const at = error instanceof CsvError && typeof error['lines'] === 'number' ? error['lines'] : line;
    throw new Fault('ledger_unreadable', `${file}:${at}: ${asFault(error).message}`, { cause: error });
  }
}

function checkHeader(header: readonly string[], wanted: readonly string[]): string[] {
  const names = header.map((name) => name.trim());
  const missing = wanted.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new Fault('ledger_unreadable', `the column ${missing.join(', ')} is missing`);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new Fault('ledger_unreadable', `the column ${repeated} appears twice`);
  return names;
}

function checkRecord<T>(record: Record<string, string>, layout: CsvLayout<T>): T {
  const checked = layout.record.safeParse(record);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new Fault(
    'ledger_unreadable',
    `${field} ${JSON.stringify(record[field] ?? '')} ${issue?.message ?? 'is not valid'}`,
  );
}
