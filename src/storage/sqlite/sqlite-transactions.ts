/** Transactions on SQLite's one connection, which is told before each how long the disk is waited for. */
import type { Kysely } from 'kysely';
import type { Durability, InTransaction } from '../commit/group-commit';
import type { StoreSchema } from '../schema';

/** `setDurability` says it on the one connection and outside a transaction, which is opened so that the disk is waited for. */
export function transactionsOf(
  database: Kysely<StoreSchema>,
  setDurability: (durability: Durability) => void,
): InTransaction {
  let standing: Durability = 'synced';
  return (durability, work) =>
    database.connection().execute((held) => {
      if (durability !== standing) setDurability(durability);
      standing = durability;
      return held.transaction().execute(work);
    });
}
