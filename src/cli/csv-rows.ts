/** `--batch FILE.csv`: rows by column name, read whole before anything is answered. */
import { readFileSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse/sync';
import { refuse } from '../domain/values/errors';
import { RefusedInput } from './answer';

/**
 * UTF-8 with a header line; column names in any letter case, other columns ignored, a missing cell is empty. `-` reads standard input.
 * Throws `RefusedInput` naming the file and the line, or the column that is missing.
 */
export function readCsvRows(file: string, columns: readonly string[]): readonly Readonly<Record<string, string>>[] {
  const text = readText(file);
  let header: readonly string[] = [];
  let rows: readonly Readonly<Record<string, string>>[];
  try {
    rows = parse<Record<string, string>>(text, {
      bom: true,
      relax_column_count: true,
      // A lone quote inside a name is a letter somebody typed.
      relax_quotes: true,
      skip_empty_lines: true,
      columns: (names: string[]) => (header = names.map((name) => name.trim().toLowerCase())),
    });
  } catch (error) {
    const line = error instanceof CsvError && typeof error['lines'] === 'number' ? `:${error['lines']}` : '';
    const why = error instanceof CsvError ? error.code : 'unknown reason';
    throw new RefusedInput(refuse('not_csv', `${file}${line} is not CSV: ${why}.`, 'batch').problems);
  }
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0)
    throw new RefusedInput(refuse('column_missing', `${file} has no column ${missing.join(', ')}.`, 'batch').problems);
  return rows;
}

function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new RefusedInput(refuse('file_unreadable', `${file} cannot be read: ${why}.`, 'batch').problems);
  }
}
