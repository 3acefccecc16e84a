/** The ledger in force: read once, read again when its files change, and kept as it is when the new ones are bad. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { asFault } from '../../domain/values/errors';
import { runInTurns } from '../../domain/values/run-slices';
import type { Ledger } from '../../domain/liquidity/ledger/ledger';
import { prepareLedger, preparing } from '../../domain/liquidity/ledger/prepare-ledger';
import type { Current } from '../../ports/sources';
import type { Log } from '../../ports/process';
import { asOfFile } from './as-of';
import { balancesFile, buffersFile, flowsFile, ledgerSlices, readLedgerFolder } from './folder';
import { folderInForce } from './versions';

export interface WatchedLedger extends Current<Ledger> {
  /** Why the newest files are not in force; null while they are. */
  refused(): string | null;
  /** Whether changed files are being read. */
  isReading(): boolean;
  /**
   * Looks for new files and says what came of it. Cheap while nothing has changed; a bad file is read and logged once. Between the
   * slices of reading the process takes its `turn`; whoever asks meanwhile waits for the same.
   */
  refresh(): Promise<'unchanged' | 'replaced' | 'refused'>;
}

export interface WatchOptions {
  /** As `readLedgerFolder` takes it. */
  readonly asOf?: string | null;
  readonly turn?: () => Promise<void>;
  /** Told the last ledger of a day once one of another day is in force. */
  readonly onDayEnd?: (before: Ledger) => Promise<void>;
}

/** Throws `ledger_unreadable` where there is no good ledger to start with. */
export function openWatchedLedger(
  folder: string,
  log: Pick<Log, 'info' | 'warn'>,
  { asOf = null, turn = () => Promise.resolve(), onDayEnd = () => Promise.resolve() }: WatchOptions = {},
): WatchedLedger {
  let seen = signatureOf(folder);
  let ledger = prepareLedger(readLedgerFolder(folder, asOf));
  let reason: string | null = null;
  let reading: Promise<'replaced' | 'refused'> | null = null;

  /** Whatever becomes of it, the new day is in force. */
  async function dayEnds(before: Ledger): Promise<void> {
    try {
      await onDayEnd(before);
    } catch (error) {
      log.warn({ day: before.day, reason: asFault(error).message }, 'the figures of the day that ended were not kept');
    }
  }
  async function read(): Promise<'replaced' | 'refused'> {
    try {
      const next = await runInTurns(ledgerSlices(folder, asOf), turn);
      await runInTurns(preparing(next), turn);
      const before = ledger;
      ledger = next;
      if (before.day !== next.day) await dayEnds(before);
    } catch (error) {
      const fault = asFault(error);
      if (fault.code !== 'ledger_unreadable') throw error;
      reason = fault.message;
      log.warn({ reason }, 'the new ledger is refused; the previous one stays in force');
      return 'refused';
    }
    reason = null;
    const { day, asOf: dataAsOf, fingerprint, hasOwnBuffers } = ledger;
    const buffers = hasOwnBuffers ? buffersFile : 'policy';
    log.info({ day, as_of: dataAsOf, fingerprint, buffers }, 'a new ledger is in force');
    return 'replaced';
  }
  return {
    current: () => ledger,
    refused: () => reason,
    isReading: () => reading !== null,
    async refresh() {
      if (reading) return reading;
      const now = signatureOf(folder);
      if (now === seen) return 'unchanged';
      // Taken before reading: files that change meanwhile are looked at again next time.
      seen = now;
      reading = read();
      try {
        return await reading;
      } finally {
        reading = null;
      }
    },
  };
}

/** Which files are there and when they were written: tells that they changed, never how old their data is. */
function signatureOf(folder: string): string {
  let inForce: string;
  try {
    inForce = folderInForce(folder);
  } catch {
    // A broken pointer is a change of its own; reading the folder says what is wrong with it.
    return 'broken pointer';
  }
  const stamps = [flowsFile, balancesFile, buffersFile, asOfFile].map((file) => {
    const path = join(inForce, file);
    if (!existsSync(path)) return `${file} missing`;
    const { size, mtimeMs, ino } = statSync(path);
    return `${file} ${size} ${mtimeMs} ${ino}`;
  });
  return [inForce, ...stamps].join('\n');
}
