/** Puts a new version of a ledger folder in force: all of it is read back and checked first, and bad data changes nothing. */
import { basename, resolve } from 'node:path';
import type { Ledger } from '../../domain/liquidity/ledger/ledger';
import { asFault, refuse, type Refusal } from '../../domain/values/errors';
import { readFiles, readLedgerFolder } from './folder';
import { putInForce } from './versions';

export interface LedgerImported {
  readonly ok: true;
  readonly version: string;
  readonly ledger: Ledger;
}

/** `write` gives back the ledger where it has read the very files of the draft. What the ledger's own reader refuses in the draft is refused to the person who brought the file. */
export function swap(
  folder: string,
  write: (draft: string, inForce: string) => { ok: true; ledger?: Ledger | null } | Refusal,
): LedgerImported | Refusal {
  const checked: Ledger[] = [];
  try {
    const put = putInForce(folder, (draft, inForce) => {
      const written = write(draft, inForce);
      if (!written.ok) return written;
      // What was read already need not be read again: a million flows take four seconds.
      checked.push(written.ledger ?? readFiles(draft, basename(resolve(folder))));
      return { ok: true };
    });
    return put.ok ? { ok: true, version: put.version, ledger: checked[0] ?? readLedgerFolder(folder) } : put;
  } catch (error) {
    const fault = asFault(error);
    if (fault.code !== 'ledger_unreadable') throw error;
    return refuse('file_invalid', fault.message, 'file');
  }
}
