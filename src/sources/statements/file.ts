/** Reads a bank statement file of any format we know, packed or not, or says which line of it is wrong. */
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { asFault, Fault } from '../../domain/values/errors';
import type { Statement } from '../../domain/liquidity/statements/statement';
import { readBai2 } from './bai2/bai2';
import { readCamt } from './camt/camt';
import { decodeText } from './decode';
import { readMt } from './mt/mt';
import { unpack } from './unpack';
import { badStatement, quoted } from './values';

/** A statement holds one account's day; anything near this size is not one. */
const maxBytes = 64 << 20;
const unpackLimits = { maxEntries: 1_000, maxBytes, maxRatio: 100 };

/** Throws `ledger_unreadable`: `file.sta:12: :61: is not a statement line`. */
export function readStatementFile(path: string): readonly Statement[] {
  const file = basename(path);
  return unpack(file, readBytes(path, file), unpackLimits).flatMap(({ name, bytes }) => readOne(name, bytes));
}

function readOne(file: string, bytes: Buffer): readonly Statement[] {
  try {
    const text = decodeText(bytes);
    const statements = readerFor(text)(text);
    if (statements.length === 0) throw new Fault('ledger_unreadable', '1: holds no statement');
    for (const statement of statements) checkNames(statement);
    return statements.map((statement) => placeIn(file, statement));
  } catch (error) {
    const fault = asFault(error);
    // What is no fault of ours is a file that holds what no reader foresaw.
    const reason = fault.code === 'internal' ? '1: cannot be read' : fault.message;
    throw new Fault('ledger_unreadable', `${file}:${reason}`, { cause: error });
  }
}

/** `line 7` is of this file: several are taken at once. */
function placeIn(file: string, statement: Statement): Statement {
  const inFile = (place: string): string => place.replace(/^line /, `${file}:`);
  const { place } = statement;
  return {
    ...statement,
    ...(place === undefined ? {} : { place: inFile(place) }),
    entries: statement.entries.map((entry) => ({ ...entry, place: inFile(entry.place) })),
  };
}

/** Far more than any format allows. They become ids of rows and are kept, so they are not taken at any length. */
const maxNameLength = 100;

function checkNames({ id, account, entries }: Statement): void {
  const refuseLong = (what: string, name: string, line = 1): void => {
    if (name.length > maxNameLength)
      badStatement(line, `${what} ${quoted(name)} is longer than ${maxNameLength} characters`);
  };
  refuseLong('the id', id);
  refuseLong('the account', account);
  for (const { place, bankReference, customerReference } of entries) {
    const line = Number(place.replace('line ', ''));
    refuseLong('the bank reference', bankReference ?? '', line);
    refuseLong('the customer reference', customerReference ?? '', line);
  }
}

/** An XML message starts with a tag, a BAI2 file with its record 01, an MT message with a block or a field. */
function readerFor(text: string): (text: string) => readonly Statement[] {
  if (/^\s*</.test(text)) return readCamt;
  return /^\s*01,/.test(text) ? readBai2 : readMt;
}

function readBytes(path: string, file: string): Buffer {
  try {
    if (statSync(path).size > maxBytes) throw new Fault('ledger_unreadable', `${file}: is over 64 MiB`);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Fault) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new Fault('ledger_unreadable', `${file}: cannot be read (${code})`, { cause: error });
  }
}
