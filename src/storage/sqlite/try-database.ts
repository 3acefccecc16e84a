/** Whether the desk could work with a database file, found out without changing anything in it. */
import { existsSync, mkdtempSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type Database from 'libsql';
import { asFault, Fault } from '../../domain/values/errors';
import { refuseRemains } from './create-database';
import { takeProcessLock } from './process-lock';
import { sqliteFault } from './sqlite-fault';
import { openForReading, openHandle, refuseForeign, type SqliteStoreOptions } from './sqlite-store';

/** absent: it can be made at the first start. usable: it can be read and written. in_use: another process has it, and it can be read. */
export type DatabaseState = 'absent' | 'usable' | 'in_use';

/** Throws where a start would, with the same codes. */
export async function tryDatabase({
  file,
  recordedNow,
}: Pick<SqliteStoreOptions, 'file' | 'recordedNow'>): Promise<DatabaseState> {
  refuseRemains(file);
  if (!existsSync(file)) {
    tryFolder(file);
    return 'absent';
  }
  const isFree = tryToWrite(file);
  // The start brings tables of an earlier release up to date.
  const store = await openForReading(file, recordedNow, { mayBeOlder: true });
  await store.close();
  return isFree ? 'usable' : 'in_use';
}

/** Whether something may be made is only known by making it. */
function tryFolder(file: string): void {
  const folder = nearestExisting(dirname(file));
  try {
    rmdirSync(mkdtempSync(join(folder, '.desk-')));
  } catch (error) {
    throw new Fault('store_failed', `${file}: nothing may be made in ${folder}: ${asFault(error).message}`, {
      cause: error,
    });
  }
}

function nearestExisting(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestExisting(dirname(folder));
}

/** False where another process has it. A change is begun and taken back. */
function tryToWrite(file: string): boolean {
  let lock: ReturnType<typeof takeProcessLock>;
  try {
    lock = takeProcessLock(file);
  } catch (error) {
    if (error instanceof Fault && error.code === 'store_in_use') return false;
    throw error;
  }
  let handle: Database.Database | null = null;
  try {
    handle = openHandle(file, file);
    refuseForeign(file, handle);
    handle.exec('BEGIN IMMEDIATE');
    handle.exec('CREATE TABLE tried (at INTEGER)');
    handle.exec('ROLLBACK');
    return true;
  } catch (error) {
    throw error instanceof Fault ? error : sqliteFault(file, error);
  } finally {
    handle?.close();
    lock.release();
  }
}
