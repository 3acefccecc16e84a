/** Puts a new day's ledger, or a bank statement, in force: everything is read and checked first, and bad data changes nothing. */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { asFault, Fault, refuse, type Refusal } from '../../domain/values/errors';
import { ledgerKey } from '../../domain/liquidity/ledger/ledger-collector';
import type { Ledger } from '../../domain/liquidity/ledger/ledger';
import type { LedgerRow } from '../../domain/payment/ledger-row';
import { mergeStatement, type StatementMerge } from '../../domain/liquidity/statements/merge-statement';
import type { Statement } from '../../domain/liquidity/statements/statement';
import { formatUtc, parseUtc } from '../../domain/values/time';
import { asOfFile, nothingRecorded, parseAsOf, writeAsOf } from './as-of';
import { balancesFile, buffersFile, flowsFile, readFiles, readLedgerFolder } from './folder';
import { copyPresent, folderInForce, putInForce } from './versions';
import { writeBalances, writeFlows } from './write';
import { accountNamesFile, filedFile, readAccountNames, readTaken, takenFile, writeTaken } from '../statements/records';
import { readStatementFile } from '../statements/file';
import { placeInZone } from '../statements/zone';

export interface LedgerImport {
  /** The ledger folder, as configured. */
  readonly folder: string;
  readonly flows: string;
  /** Left out: those in force stay, for flows of the same day. */
  readonly balances?: string | undefined;
  /** Left out: those in force stay; where there are none, policy's go on counting. */
  readonly buffers?: string | undefined;
  readonly asOf: string;
}

export interface LedgerImported {
  readonly ok: true;
  readonly version: string;
  readonly ledger: Ledger;
}

/** Replaces the day's flows. Refused: files the ledger reader refuses, data not newer than what is in force. */
export function importLedgerFile(request: LedgerImport): LedgerImported | Refusal {
  const { folder, flows, balances, buffers } = request;
  const asOfMs = parseUtc(request.asOf);
  if (asOfMs === null)
    return refuse('timestamp_invalid', `${request.asOf} is not an instant like 2026-01-22T10:20:00Z.`, 'as_of');
  const present = recordedAsOf(folderInForce(folder));
  if (present !== null && Date.parse(present) >= asOfMs) {
    return refuse('not_newer', `The ledger in force is of ${present}; ${formatUtc(asOfMs)} is not newer.`, 'as_of');
  }
  // Opening balances belong to a day: those in force are none of another day's.
  const dayInForce = balances === undefined ? readLedgerFolder(folder).day : null;
  const isOfTheirDay = ({ day }: Ledger): { ok: true } | Refusal =>
    dayInForce === null || day === null || day === dayInForce
      ? { ok: true }
      : refuse(
          'balances_missing',
          `The ledger in force is of ${dayInForce}; one of ${day} needs its opening balances.`,
          'balances',
        );
  const write = (draft: string, inForce: string): { ok: true } => {
    copyInto(flows, join(draft, flowsFile));
    copyInto(balances ?? join(inForce, balancesFile), join(draft, balancesFile));
    if (buffers === undefined) copyPresent(inForce, draft, [buffersFile]);
    else copyInto(buffers, join(draft, buffersFile));
    writeFileSync(join(draft, asOfFile), writeAsOf({ asOf: formatUtc(asOfMs), accounts: new Map() }));
    return { ok: true };
  };
  return swap(folder, write, isOfTheirDay);
}

export interface StatementsImported extends LedgerImported {
  readonly statements: readonly { readonly statement: Statement; readonly merge: StatementMerge }[];
}

/** Merges every statement of the file into the ledger in force, or none of them. */
export function importStatementFile(folder: string, file: string): StatementsImported | Refusal {
  const merged: { statement: Statement; merge: StatementMerge }[] = [];
  const imported = swap(folder, (draft, inForce) => {
    const statements = readStatementFile(file);
    const nameOf = readAccountNames(join(folder, accountNamesFile));
    copyPresent(inForce, draft, [flowsFile, balancesFile, buffersFile, asOfFile, takenFile, filedFile]);
    const ledger = readFiles(draft, 'draft');
    const records = readRecords(draft);
    // One after the other, each on what the ones before made of the ledger, which is read and written once.
    const rows = new Map<string, LedgerRow>();
    const merging = { ...ledger, findPayment: (txnId: string) => rows.get(txnId) ?? ledger.findPayment(txnId) };
    for (const read of statements) {
      const { accountId, timeZone } = nameOf(read.account);
      const statement = placeInZone(read, timeZone);
      const took = takeStatement(records, merging, statement, accountId);
      if (!took.ok) return took;
      const { changed, parts, added } = took.merge;
      for (const [id, row] of changed) rows.set(id, row).set(row.txn_id, row);
      for (const row of [...parts, ...added]) rows.set(row.txn_id, row);
      merged.push({ statement, merge: took.merge });
    }
    const merges = merged.map(({ merge }) => merge);
    writeRecords(draft, records);
    writeFlows(join(draft, flowsFile), merges);
    writeBalances(join(draft, balancesFile), ledger, merges);
    return { ok: true };
  });
  return imported.ok ? { ...imported, statements: merged } : imported;
}

/** What the ledger remembers of statements; read and written once for a file, however many it holds. */
interface Records {
  readonly asOf: string | null;
  readonly accounts: Map<string, string>;
  readonly taken: Map<string, string>;
  readonly filed: Map<string, string>;
}

function readRecords(draft: string): Records {
  const path = join(draft, asOfFile);
  const { asOf, accounts } = existsSync(path) ? parseAsOf(readFileSync(path, 'utf8')) : nothingRecorded;
  const taken = readTaken(join(draft, takenFile));
  return { asOf, accounts: new Map(accounts), taken, filed: readTaken(join(draft, filedFile)) };
}

function writeRecords(draft: string, { asOf, accounts, taken, filed }: Records): void {
  writeFileSync(join(draft, asOfFile), writeAsOf({ asOf, accounts }));
  writeTaken(join(draft, takenFile), taken);
  if (filed.size > 0) writeTaken(join(draft, filedFile), filed);
}

/** What it was, when, and how its rows are filed is noted in the records. */
function takeStatement(
  { asOf, accounts, taken, filed }: Records,
  ledger: Ledger,
  statement: Statement,
  accountId: string,
): { ok: true; merge: StatementMerge } | Refusal {
  const key = `${statement.format} ${statement.account} ${statement.id}`;
  const before = taken.get(key);
  if (before !== undefined)
    return refuse('already_imported', `${key} was imported already; it was true at ${before}.`, 'statement');
  const merged = mergeStatement(ledger, statement, accountId, filed);
  if (!merged.ok) return merged;
  const { account } = merged.merge;
  const trueAt = formatUtc(statement.asOfMs);
  const named = ledgerKey(account.account_id, account.currency);
  const present = accounts.get(named) ?? asOf;
  // A late statement of an earlier hour does not make the account's data older.
  accounts.set(named, present !== null && present > trueAt ? present : trueAt);
  taken.set(key, trueAt);
  for (const [reference, id] of merged.merge.filed) filed.set(reference, id);
  return merged;
}

/** What the ledger's own reader refuses in the draft is refused to the person who brought the file. */
function swap(
  folder: string,
  write: (draft: string, inForce: string) => { ok: true } | Refusal,
  check: (read: Ledger) => { ok: true } | Refusal = () => ({ ok: true }),
): LedgerImported | Refusal {
  const checked: Ledger[] = [];
  try {
    const put = putInForce(folder, (draft, inForce) => {
      const written = write(draft, inForce);
      if (!written.ok) return written;
      const read = readFiles(draft, basename(resolve(folder)));
      checked.push(read);
      return check(read);
    });
    return put.ok ? { ok: true, version: put.version, ledger: checked[0] ?? readLedgerFolder(folder) } : put;
  } catch (error) {
    const fault = asFault(error);
    if (fault.code !== 'ledger_unreadable') throw error;
    return refuse('file_invalid', fault.message, 'file');
  }
}

function copyInto(from: string, to: string): void {
  try {
    copyFileSync(from, to);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new Fault('ledger_unreadable', `${basename(from)}: cannot be read (${code})`, { cause: error });
  }
}

function recordedAsOf(folder: string): string | null {
  const path = join(folder, asOfFile);
  return existsSync(path) ? parseAsOf(readFileSync(path, 'utf8')).asOf : null;
}
