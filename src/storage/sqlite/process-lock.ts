/** One process per database file: a lock the kernel gives back when the process dies, however it dies. */
import Database from 'libsql';
import { Fault } from '../../domain/values/errors';
import { sqliteFault } from './sqlite-fault';

export interface ProcessLock {
  release(): void;
}

/** Holds `<file>.lock`, an empty SQLite file, exclusively. Throws `store_in_use` where another process has it. */
export function takeProcessLock(file: string): ProcessLock {
  const lockFile = `${file}.lock`;
  let database: Database.Database | null = null;
  try {
    database = new Database(lockFile);
    // Nothing is ever written here, so its journal need not be a file.
    database.exec('PRAGMA journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') {
      throw new Fault(
        'store_in_use',
        `${file} is in use by another process; stop that one first, or choose another data folder`,
        { cause: error },
      );
    }
    throw sqliteFault(lockFile, error);
  }
  const held = database;
  return {
    release() {
      held.exec('ROLLBACK');
      held.close();
    },
  };
}
