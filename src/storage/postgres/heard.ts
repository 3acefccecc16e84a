/** How processes hear of each other at once: without a word they hear of it by their next look. */
import { sql, type Kysely } from 'kysely';
import type { StoreSchema } from '../schema';

/** Of one database. */
export const heardChannel = 'treasury_desk';

/** Whoever listens looks. Once it is committed: whoever looks sooner does not see it. */
export async function tellOthers(database: Kysely<StoreSchema>): Promise<void> {
  try {
    await sql.raw(`notify ${heardChannel}`).execute(database);
  } catch {
    // It is kept; they find it when they look by themselves.
  }
}
