/** Whether a database file still is the one that was opened: a process goes on writing to a deleted file, and loses everything with it. */
import { statSync } from 'node:fs';
import { Fault } from '../../domain/values/errors';

export interface FileWatch {
  /** Throws `store_failed` once a file has been deleted or replaced; what was written since is in no file anybody can open. */
  check(): void;
}

/** `file` and its write-ahead log, which holds the newest commits, as they are now. */
export function watchDatabaseFile(file: string): FileWatch {
  const opened = [file, `${file}-wal`].map((path) => ({ path, identity: identityOf(path) }));
  return {
    check() {
      for (const { path, identity } of opened) {
        const now = identityOf(path);
        if (now === identity) continue;
        const what = now === null ? 'was deleted' : 'was replaced by another file';
        throw new Fault(
          'store_failed',
          `${path} ${what} while it was in use; nothing more is accepted. Stop the desk, restore the file, and start again`,
        );
      }
    },
  };
}

function identityOf(path: string): string | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? `${stats.dev} ${stats.ino}` : null;
}
