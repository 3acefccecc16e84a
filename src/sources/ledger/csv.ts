/** Reads a CSV file of any size record by record, and reports the first bad one as file, line and reason. */
import { asFault, Fault } from '../../domain/values/errors';
import { cut } from '../../domain/values/text/cut';
import { runSlices } from '../../domain/values/run-slices';
import { textLines, type LineSource } from './lines';

/** Fields in the file's own order; the array is used again for the next record. */
export type TakeRecord = (fields: readonly string[]) => void;

/**
 * `open` gets where each of `columns` stands and gives back what takes the records. All columns must be there, in any
 * order; others are ignored, but for those called `optional`: they come behind, -1 where they are not there. A quoted field must end on its line: no field of ours may hold a line break.
 * Throws `ledger_unreadable` for the first record that is not of the layout or that is refused with a fault.
 */
export function readCsv(
  source: LineSource,
  columns: readonly string[],
  open: (at: readonly number[]) => TakeRecord,
  optional: readonly string[] = [],
): void {
  runSlices(csvRecords(source, columns, open, optional));
}

/** The same in slices. */
export function* csvRecords(
  source: LineSource,
  columns: readonly string[],
  open: (at: readonly number[]) => TakeRecord,
  optional: readonly string[] = [],
): Generator<void, void> {
  const fields: string[] = [];
  let width = 0;
  let take: TakeRecord | null = null;
  let line = 0;
  try {
    yield* textLines(source, (text, from, to, lineNumber) => {
      line = lineNumber;
      if (from === to) return;
      splitFields(text, from, to, fields);
      if (take === null) {
        take = open(findColumns(fields, columns, optional));
        width = fields.length;
      } else if (fields.length === width) take(fields);
      else throw new Fault('ledger_unreadable', `has ${fields.length} fields instead of ${width}`);
    });
    if (width === 0) throw new Fault('ledger_unreadable', 'the file is empty');
  } catch (error) {
    const at = line === 0 ? source.file : `${source.file}:${line}`;
    throw new Fault('ledger_unreadable', `${at}: ${asFault(error).message}`, { cause: error });
  }
}

/**
 * The fields of `text` from `from` to before `to`, by RFC 4180. Written here because a million rows through the CSV
 * package alone take longer than the whole load may; the tests hold it against that package.
 */
export function splitFields(text: string, from: number, to: number, fields: string[]): void {
  fields.length = 0;
  let at = from;
  for (;;) {
    at =
      text.charCodeAt(at) === quote && at < to ? readQuoted(text, at + 1, to, fields) : readPlain(text, at, to, fields);
    if (at >= to) return;
    at += 1;
  }
}

const quote = 0x22;
const comma = 0x2c;

/** Returns where the comma after the field stands, or the end of the line. */
function readPlain(text: string, from: number, to: number, fields: string[]): number {
  let at = from;
  for (; at < to; at += 1) {
    const letter = text.charCodeAt(at);
    if (letter === comma) break;
    if (letter === quote) throw new Fault('ledger_unreadable', 'has a quote inside an unquoted field');
  }
  fields.push(text.slice(from, at));
  return at;
}

/** Returns where the comma after the field stands, or the end of the line. */
function readQuoted(text: string, from: number, to: number, fields: string[]): number {
  let at = from;
  for (;;) {
    const end = text.indexOf('"', at);
    if (end < 0 || end >= to) throw new Fault('ledger_unreadable', 'has a quoted field that does not end on its line');
    if (text.charCodeAt(end + 1) === quote && end + 1 < to) {
      at = end + 2;
      continue;
    }
    if (end + 1 < to && text[end + 1] !== ',') throw new Fault('ledger_unreadable', 'has text after a closing quote');
    fields.push(text.slice(from, end).replaceAll('""', '"'));
    return end + 1;
  }
}

/** Letters of a column's name that a refusal repeats. */
const longestColumn = 60;

function findColumns(header: readonly string[], wanted: readonly string[], optional: readonly string[]): number[] {
  const names = header.map((name) => name.trim());
  const missing = wanted.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new Fault('ledger_unreadable', `the column ${missing.join(', ')} is missing`);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined)
    throw new Fault('ledger_unreadable', `the column ${cut(repeated, longestColumn)} appears twice`);
  return [...wanted, ...optional].map((name) => names.indexOf(name));
}
