/** Makes a new database file whole or not at all: what lies at its place is either nothing or a database with its tables. */
import { renameSync, rmSync, statSync } from 'node:fs';
import { Fault } from '../../domain/values/errors';

/**
 * Throws `store_corrupt` where something lies there that no run of the desk leaves behind: an empty file, or the write-ahead log of a
 * database that is gone. Starting anew on either would forget what was recorded without a word.
 */
export function refuseRemains(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === 0)
    throw new Fault(
      'store_corrupt',
      `${file} is empty, which a database never is. Restore it from a backup; to begin anew, delete the file first`,
    );
  const log = `${file}-wal`;
  const isLogLeft = (statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 0;
  if (size === undefined && isLogLeft)
    throw new Fault(
      'store_corrupt',
      `${file} is missing, but its last changes are still in ${log}. Restore the file; to begin anew, delete the log first`,
    );
}

/** `make` fills a database at the path it is given, with everything in that one file, and closes it. */
export async function createDatabase(file: string, make: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${file}.new`;
  removeDatabase(draft);
  await make(draft);
  renameSync(draft, file);
}

export function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}
