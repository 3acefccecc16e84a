/** Writes that may wait for the disk: what a power cut can take from them is made good by looking again. */
import type { Kysely } from 'kysely';
import type { StoreSchema } from '../schema';

/** Runs one piece of work on the database, alone, and whole or not at all even across a power cut, which may undo it. */
export type LightWrite = <Result>(work: (database: Kysely<StoreSchema>) => Promise<Result>) => Promise<Result>;

/**
 * For a SQLite file in WAL mode: no sync of its own, the next full commit's takes it along. `exec` runs SQL on the connection
 * under `database`, which is the only one, so holding it keeps every full commit out meanwhile.
 */
export function createWithoutSync(database: Kysely<StoreSchema>, exec: (sql: string) => unknown): LightWrite {
  return (work) =>
    database.connection().execute(async (held) => {
      // Not through Kysely: SQLite obeys this PRAGMA while it prepares it, and our statements are prepared only once.
      exec('PRAGMA synchronous = NORMAL');
      try {
        return await work(held);
      } finally {
        exec('PRAGMA synchronous = FULL');
      }
    });
}
