/** Reads one file of OFAC's CSV layout: latin-1, no header, `-0- ` for nothing, and a last line that may be Ctrl-Z. */
import { CsvError, parse } from 'csv-parse/sync';
import { asFault, Fault } from '../../../domain/values/errors';
import { utf8Text } from '../list-text';

const ctrlZ = 0x1a;

/** Cells as published, empty for null (a remark that ends in a space may go on in the comments file). Throws `list_unreadable` with file, line and reason for any row that has not `columns` cells. */
export function readOfacRows(file: string, content: Buffer, columns: number): string[][] {
  const rows = parseCsv(file, textOf(file, withoutEndMark(content)));
  rows.forEach((row, at) => {
    if (row.length !== columns)
      throw new Fault('list_unreadable', `${file}:${at + 1}: ${row.length} columns instead of ${columns}`);
    for (let cell = 0; cell < row.length; cell += 1) {
      if (row[cell]?.trim() === '-0-') row[cell] = '';
    }
  });
  return rows;
}

/** One that was saved anew on Windows begins with the mark of UTF-8: read as latin-1, its names would be other names. */
function textOf(file: string, content: Buffer): string {
  return content.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))
    ? utf8Text(file, content)
    : content.toString('latin1');
}

function withoutEndMark(content: Buffer): Buffer {
  let end = content.length;
  while (end > 0 && (content[end - 1] === ctrlZ || content[end - 1] === 10 || content[end - 1] === 13)) end -= 1;
  return content.subarray(0, end);
}

function parseCsv(file: string, text: string): string[][] {
  try {
    return parse(text, { relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    const line = error instanceof CsvError && typeof error['lines'] === 'number' ? `${error['lines']}` : 'unknown line';
    throw new Fault('list_unreadable', `${file}:${line}: ${asFault(error).message}`, { cause: error });
  }
}
