/** Whether every page of a file is whole and where it belongs: SQLite looks at all of them, which takes as long as the file is large. */
import type Database from 'libsql';
import { Fault } from '../../domain/values/errors';

/**
 * Looked at in under half a second. A larger file is looked at by whoever checks all of it; at a start, which may be after a fall at night,
 * the desk goes on with what it can read: a page that is not whole is refused when it is met.
 */
const lookedAtInPassing = 256 * 1_024 * 1_024;

/** Throws `store_corrupt`. */
export function refuseDamage(file: string, handle: Database.Database): void {
  const [damage] = handle.prepare('PRAGMA quick_check(1)').all() as readonly { quick_check: string }[];
  if (damage?.quick_check !== 'ok')
    throw new Fault('store_corrupt', `${file}: ${damage?.quick_check ?? 'cannot be checked'}`);
}

/** The same where it takes no time; otherwise whether the file is a database at all. Throws `store_corrupt`, and what SQLite throws. */
export function refuseDamageInPassing(file: string, handle: Database.Database, mostBytes = lookedAtInPassing): void {
  const [pages] = handle
    .prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size')
    .all() as readonly { bytes: number }[];
  if ((pages?.bytes ?? 0) <= mostBytes) refuseDamage(file, handle);
}
