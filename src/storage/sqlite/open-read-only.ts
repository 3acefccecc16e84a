/** Opens a database to look at: one a bot is writing, a backup on a medium that takes no writes, or a copy with its write-ahead log. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type Database from 'libsql';

export interface ReadOnlySource {
  readonly handle: Database.Database;
  /** Takes away what was made to read it. */
  remove(): void;
}

/** `open` takes a path or a URI. Throws what it throws. */
export function openReadOnly(file: string, open: (path: string) => Database.Database): ReadOnlySource {
  const { href } = pathToFileURL(file);
  const nothing = (): void => undefined;
  // SQLite makes files beside a database it only reads, unless it is told that nobody writes it: nobody does without this one.
  if (!existsSync(`${file}-wal`)) return { handle: open(`${href}?mode=ro&immutable=1`), remove: nothing };
  try {
    return { handle: open(`${href}?mode=ro`), remove: nothing };
  } catch (error) {
    const copied = openCopy(file, open);
    if (copied) return copied;
    throw error;
  }
}

/** The newest commits are in the log, which cannot be read where nothing can be written. Null where that does not help either. */
function openCopy(file: string, open: (path: string) => Database.Database): ReadOnlySource | null {
  const folder = mkdtempSync(join(tmpdir(), 'treasury-desk-audit-'));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const copy = join(folder, basename(file));
    for (const suffix of ['', '-wal']) copyFileSync(`${file}${suffix}`, `${copy}${suffix}`);
    return { handle: open(copy), remove };
  } catch {
    remove();
    return null;
  }
}
