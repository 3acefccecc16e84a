/** Reads a folder of ledger_today.csv, starting_balances.csv and, where it has one, buffers.json into a ledger, or says which line is wrong. */
import { createHash, type Hash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { asFault, Fault } from '../../domain/values/errors';
import { faultLines } from '../../domain/values/file-faults';
import { runSlices } from '../../domain/values/run-slices';
import { createLedgerCollector } from '../../domain/liquidity/ledger/ledger-collector';
import type { BufferRule } from '../../domain/liquidity/ledger/ledger-content';
import type { BankedPayment } from '../../domain/liquidity/statements/banked-payment';
import { openLedger, type Ledger } from '../../domain/liquidity/ledger/ledger';
import { readYaml } from '../../domain/values/yaml-document';
import { asOfFile, nothingRecorded, parseAsOf, type RecordedAsOf } from './as-of';
import { csvRecords, readCsv } from './csv';
import { createFlowReader } from './flows';
import { textLines, type LineSource } from './lines';
import { folderInForce } from './versions';
import { bankedFile, parseBanked, proofsFile, readDerived } from '../statements/journal';
import { balanceLayout, bufferList, checkRecord, flowColumns } from './records';

export const balancesFile = 'starting_balances.csv';
export const buffersFile = 'buffers.json';
export const flowsFile = 'ledger_today.csv';

/**
 * Throws `ledger_unreadable`: `ledger_today.csv:17: amount "-5" is negative`.
 * `asOf`: when the data was true, ISO 8601 UTC, where somebody configured it; otherwise as_of.json says, or nobody does.
 */
export function readLedgerFolder(folder: string, asOf: string | null = null): Ledger {
  return readFiles(folderInForce(folder), basename(resolve(folder)), { asOf });
}

/** Which files a ledger is read from: those in force, or those it was brought in, before statements changed it. */
export interface LedgerFiles {
  readonly flows: string;
  readonly balances: string;
  readonly asOf: string;
}

const filesInForce: LedgerFiles = { flows: flowsFile, balances: balancesFile, asOf: asOfFile };

export interface ReadOptions {
  readonly asOf?: string | null;
  readonly files?: LedgerFiles;
  /** What people call the files, who brought them under names of their own. */
  readonly called?: { readonly flows?: string; readonly balances?: string; readonly buffers?: string };
}

/** The files of one folder, whatever version is in force; `name` is the ledger's for people. */
export function readFiles(folder: string, name: string, options: ReadOptions = {}): Ledger {
  return runSlices(fileSlices(folder, name, options));
}

/** The folder's ledger in slices: a million flows take seconds, in which others have something to do. */
export function ledgerSlices(folder: string, asOf: string | null): Generator<void, Ledger> {
  return fileSlices(folderInForce(folder), basename(resolve(folder)), { asOf });
}

function* fileSlices(
  folder: string,
  name: string,
  { asOf = null, files = filesInForce, called = {} }: ReadOptions,
): Generator<void, Ledger> {
  const hash = createHash('sha256');
  const source = (file: string, path: string, calledFile = file): LineSource => {
    hash.update(`${file}\n`);
    return { file: calledFile, path: join(folder, path), onBytes: (bytes) => hash.update(bytes) };
  };
  const collector = createLedgerCollector();
  // Balances first: they say whose account a flow is on.
  const balanceColumns = [...balanceLayout.columns, ...balanceLayout.optional];
  const takeBalance = (at: readonly number[]) => (fields: readonly string[]) => {
    const record = Object.fromEntries(balanceColumns.map((column, index) => [column, fields[at[index] ?? -1] ?? '']));
    collector.addAccount(checkRecord(record, balanceLayout.record));
  };
  readCsv(
    source(balancesFile, files.balances, called.balances),
    balanceLayout.columns,
    takeBalance,
    balanceLayout.optional,
  );
  // A folder without the file is judged by policy's buffers; one with it, be it a link that leads nowhere, by the file alone.
  const hasOwnBuffers = lstatSync(join(folder, buffersFile), { throwIfNoEntry: false }) !== undefined;
  if (hasOwnBuffers) {
    const buffers = readBytes(join(folder, buffersFile), buffersFile);
    hash.update(`${buffersFile}\n`).update(buffers);
    readBuffers(called.buffers ?? buffersFile, buffers, collector.addBuffer);
  }
  yield* csvRecords(source(flowsFile, files.flows, called.flows), flowColumns, (at) => createFlowReader(collector, at));
  const recorded = readAsOf(join(folder, files.asOf), hash);
  const { proofs, open } = readDerived(join(folder, proofsFile));
  const banked = existsSync(join(folder, bankedFile)) ? yield* readBanked(source(bankedFile, bankedFile)) : [];
  const origin = {
    name,
    asOf: asOf ?? recorded.asOf,
    accountAsOf: recorded.accounts,
    day: recorded.day,
    proofs,
    openEntries: open,
    banked,
    fingerprint: hash.digest('hex'),
    hasOwnBuffers,
  };
  return openLedger(origin, yield* collector.finishInSlices());
}

function* readBanked(source: LineSource): Generator<void, readonly BankedPayment[]> {
  const payments: BankedPayment[] = [];
  yield* textLines(source, (text, from, to, lineNumber) => {
    try {
      if (to > from) payments.push(parseBanked(text.slice(from, to)));
    } catch (error) {
      throw new Fault('ledger_unreadable', `${source.file}:${lineNumber}: ${asFault(error).message}`, { cause: error });
    }
  });
  return payments;
}

function readAsOf(path: string, hash: Hash): RecordedAsOf {
  if (!existsSync(path)) return nothingRecorded;
  const bytes = readBytes(path, asOfFile);
  hash.update(`${asOfFile}\n`).update(bytes);
  return parseAsOf(bytes.toString('utf8'));
}

function readBytes(path: string, file: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Fault('ledger_unreadable', `${file}: ${asFault(error).message}`, { cause: error });
  }
}

/** JSON is YAML too, and the YAML reader knows the line of a fault. */
function readBuffers(file: string, bytes: Buffer, take: (buffer: BufferRule) => void): void {
  const read = readYaml(file, bytes.toString('utf8'), bufferList);
  if (!read.ok) throw new Fault('ledger_unreadable', faultLines(read.problems));
  for (const [index, buffer] of read.document.value.entries()) {
    try {
      take(buffer);
    } catch (error) {
      const line = read.document.lineOf([index]);
      throw new Fault('ledger_unreadable', `${file}:${line}: ${asFault(error).message}`, { cause: error });
    }
  }
}
