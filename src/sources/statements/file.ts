/** Reads a bank statement file of any format we know, or says which line of it is wrong. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { asFault, Fault } from '../../domain/values/errors';
import type { Statement } from '../../domain/liquidity/statements/statement';
import { readBai2 } from './bai2';
import { readCamt } from './camt';
import { readMt } from './mt';
import { badStatement, quoted } from './values';

/** A statement holds one account's day; anything near this size is not one. */
const maxBytes = 64 << 20;

/** Throws `ledger_unreadable`: `file.sta:12: :61: is not a statement line`. */
export function readStatementFile(path: string): readonly Statement[] {
  const file = basename(path);
  const text = readText(path, file);
  try {
    const statements = readerFor(text)(text);
    if (statements.length === 0) throw new Fault('ledger_unreadable', '1: holds no statement');
    for (const statement of statements) checkNames(statement);
    return statements;
  } catch (error) {
    throw new Fault('ledger_unreadable', `${file}:${asFault(error).message}`, { cause: error });
  }
}

/** Far more than any format allows. They become ids of rows and are kept, so they are not taken at any length. */
const maxNameLength = 100;

function checkNames({ id, account, entries }: Statement): void {
  const refuseLong = (what: string, name: string): void => {
    if (name.length > maxNameLength)
      badStatement(1, `${what} ${quoted(name)} is longer than ${maxNameLength} characters`);
  };
  refuseLong('the id', id);
  refuseLong('the account', account);
  for (const { place, bankReference, customerReference } of entries) {
    refuseLong(`the bank reference of ${place}`, bankReference ?? '');
    refuseLong(`the customer reference of ${place}`, customerReference ?? '');
  }
}

/** An XML message starts with a tag, a BAI2 file with its record 01, an MT message with a block or a field. */
function readerFor(text: string): (text: string) => readonly Statement[] {
  if (/^\s*</.test(text)) return readCamt;
  return /^\s*01,/.test(text) ? readBai2 : readMt;
}

function readText(path: string, file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new Fault('ledger_unreadable', `${file}: cannot be read (${code})`, { cause: error });
  }
  if (bytes.length > maxBytes) throw new Fault('ledger_unreadable', `${file}: is over 64 MiB`);
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}
