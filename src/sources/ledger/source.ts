/** The ledger in force: read once, read again when its files change, and kept as it is when the new ones are bad. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { asFault } from '../../domain/values/errors';
import type { Ledger } from '../../domain/liquidity/ledger/ledger';
import { prepareLedger } from '../../domain/liquidity/ledger/prepare-ledger';
import type { Current, Log } from '../../ports';
import { asOfFile } from './as-of';
import { balancesFile, buffersFile, flowsFile, readLedgerFolder } from './folder';
import { folderInForce } from './versions';

export interface WatchedLedger extends Current<Ledger> {
  /** Why the newest files are not in force; null while they are. */
  refused(): string | null;
  /** Looks for new files and says what came of it. Cheap while nothing has changed; a bad file is read and logged once. */
  refresh(): 'unchanged' | 'replaced' | 'refused';
}

/** `asOf`: as `readLedgerFolder` takes it. Throws `ledger_unreadable` where there is no good ledger to start with. */
export function openWatchedLedger(
  folder: string,
  log: Pick<Log, 'info' | 'warn'>,
  asOf: string | null = null,
): WatchedLedger {
  let seen = signatureOf(folder);
  let ledger = prepareLedger(readLedgerFolder(folder, asOf));
  let reason: string | null = null;
  return {
    current: () => ledger,
    refused: () => reason,
    refresh() {
      const now = signatureOf(folder);
      if (now === seen) return 'unchanged';
      // Taken before reading: files that change meanwhile are looked at again next time.
      seen = now;
      try {
        ledger = prepareLedger(readLedgerFolder(folder, asOf));
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
