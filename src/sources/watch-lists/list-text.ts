/** The text of a list's file: UTF-8 with or without a byte order mark, XML or CSV, refused by file and line where it is broken or cut short. */
import { CsvError, parse } from 'csv-parse/sync';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { asFault, Fault } from '../../domain/values/errors';
import { cut } from '../../domain/values/text/cut';

/** Throws `list_unreadable` for bytes that are no UTF-8: read as something else, names would be other names. */
export function utf8Text(file: string, content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch (error) {
    throw new Fault('list_unreadable', `${file}: is not UTF-8; save it as UTF-8`, { cause: error });
  }
}

export interface XmlShape {
  /** The root element's name. */
  readonly root: string;
  /** Elements that hold one entry each; none stands inside another. */
  readonly entries: readonly string[];
  /** Elements inside an entry that may come several times. */
  readonly lists: readonly string[];
}

export interface XmlEntries {
  /** What stands before the first entry: the root's attributes, the day it was made. */
  readonly head: string;
  /** Elements as objects, attributes with `@` before their names, namespaces dropped. */
  readonly entries: readonly { readonly element: string; readonly value: unknown }[];
}

/** The validator copies what it found. */
const longestReason = 120;

/**
 * Entry by entry, so that a list of 25 MB costs its entries and not a tree of all of it. Throws `list_unreadable` for what is no whole
 * XML document, or one of another kind.
 */
export function parseXmlEntries(file: string, content: Buffer, { root, entries, lists }: XmlShape): XmlEntries {
  const text = utf8Text(file, content);
  const valid = XMLValidator.validate(text);
  if (valid !== true)
    throw new Fault('list_unreadable', `${file}:${valid.err.line}: ${cut(valid.err.msg, longestReason)}`);
  const plain = text.includes('<!--') ? text.replaceAll(/<!--[\s\S]*?-->/g, '') : text;
  const [opening = ''] = /<(?![?!])[^>]*>/.exec(plain) ?? [];
  if (!new RegExp(`^<(?:\\w+:)?${root}[\\s>/]`).test(opening))
    throw new Fault('list_unreadable', `${file}:1: the root is not ${root}`);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    removeNSPrefix: true,
    isArray: (name) => lists.includes(name),
  });
  const found: { element: string; value: unknown }[] = [];
  let headEnd = plain.length;
  const pattern = new RegExp(`<(\\w+:)?(${entries.join('|')})(?:\\s[^>]*)?(?:/>|>[\\s\\S]*?</(?:\\w+:)?\\2\\s*>)`, 'g');
  for (const match of plain.matchAll(pattern)) {
    if (found.length === 0) headEnd = match.index;
    const element = match[2] ?? '';
    found.push({ element, value: (parser.parse(match[0]) as Record<string, unknown>)[element] });
  }
  return { head: plain.slice(0, headEnd), entries: found };
}

export interface CsvShape {
  readonly delimiter: ',' | ';';
  /** A header's column that says where the table begins; lines before it are the file's preamble. */
  readonly headerColumn: string;
  /** What the beginning of a row looks like: found inside a cell, a quote was left open and swallowed rows. */
  readonly rowStart: RegExp;
}

export interface CsvTable {
  /** Lines before the header. */
  readonly preamble: readonly string[];
  readonly columns: readonly string[];
  /** With the line each row ends on; a missing cell reads as ''. Column names in lower case. */
  readonly rows: readonly { readonly line: number; readonly cell: (column: string) => string }[];
}

/** Rows may have fewer or more cells than the header. Throws `list_unreadable` with file and line. */
export function parseCsvTable(file: string, content: Buffer, shape: CsvShape): CsvTable {
  const text = utf8Text(file, content);
  const records = parseRecords(file, text, shape.delimiter);
  const at = records.findIndex(({ record }) => record.some((cell) => columnName(cell) === shape.headerColumn));
  const header = records[at];
  if (!header) throw new Fault('list_unreadable', `${file}:1: has no column ${shape.headerColumn}`);
  const columns = header.record.map(columnName);
  const place = new Map(columns.map((column, index) => [column, index]));
  const body = records.slice(at + 1);
  for (const { record, info } of body) {
    const swallowed = record.some((cell) =>
      cell
        .split('\n')
        .slice(1)
        .some((line) => shape.rowStart.test(line)),
    );
    if (swallowed) throw new Fault('list_unreadable', `${file}:${info.lines}: a quote is left open and runs over rows`);
  }
  const last = body.at(-1);
  if (last && !/[\r\n]$/.test(text) && last.record.length < columns.length)
    throw new Fault('list_unreadable', `${file}:${last.info.lines}: the last line is cut short`);
  return {
    preamble: records.slice(0, at).map(({ record }) => record.join(shape.delimiter)),
    columns,
    rows: body.map(({ record, info }) => ({
      line: info.lines,
      cell: (column) => (record[place.get(column) ?? -1] ?? '').trim(),
    })),
  };
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function parseRecords(file: string, text: string, delimiter: string): readonly CsvRecord[] {
  try {
    return parse(text, {
      delimiter,
      bom: true,
      // A quote inside an unquoted field is a letter of a name.
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as CsvRecord[];
  } catch (error) {
    const line = error instanceof CsvError && typeof error['lines'] === 'number' ? `${error['lines']}` : 'unknown line';
    throw new Fault('list_unreadable', `${file}:${line}: ${asFault(error).message}`, { cause: error });
  }
}

function columnName(cell: string): string {
  return cell.trim().toLowerCase();
}

/** Every element of a name; one that is there and empty reads as ''. */
export function each<T extends z.ZodType>(schema: T) {
  return z.array(z.preprocess((value) => (value === '' ? {} : value), schema)).default([]);
}
