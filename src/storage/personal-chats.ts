/** Where each person talks to the desk: one chat each, the one they were last in. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { Fault } from '../domain/values/errors';
import type { Store } from '../ports/store';
import type { StoreSchema } from './schema';
import type { Write } from './commit/group-commit';
import { parseJson } from './stored/stored-case';

const conversationSchema = z.record(z.string(), z.json());
/** People asked about at once; SQLite binds far more. */
const atOnce = 200;

/** `place` names the database in faults. */
export function createChatQueries(
  database: Kysely<StoreSchema>,
  place: string,
  write: Write,
): Pick<Store, 'rememberChat' | 'findChats'> {
  return {
    // One a power cut takes is learned again with the next word.
    rememberChat: ({ person: { tenantId, objectId }, conversation, isPersona }) =>
      write('unsynced', async (held) => {
        const changed = {
          conversation: JSON.stringify(conversation),
          is_persona: isPersona ? (1 as const) : (0 as const),
        };
        await held
          .insertInto('personal_chats')
          .values({ tenant_id: tenantId, object_id: objectId, ...changed })
          .onConflict((conflict) => conflict.columns(['tenant_id', 'object_id']).doUpdateSet(changed))
          .execute();
      }),

    async findChats(people) {
      const ids = [...new Set(people.map(({ objectId }) => objectId))].slice(0, atOnce);
      if (ids.length === 0) return [];
      const rows = await database.selectFrom('personal_chats').selectAll().where('object_id', 'in', ids).execute();
      return rows
        .filter((row) => people.some((one) => one.tenantId === row.tenant_id && one.objectId === row.object_id))
        .map((row) => {
          const named = `${place}: the chat of ${row.object_id}`;
          const read = conversationSchema.safeParse(parseJson(named, row.conversation));
          if (!read.success) throw new Fault('store_corrupt', `${named} is not written as this store writes`);
          return {
            person: { tenantId: row.tenant_id, objectId: row.object_id },
            conversation: read.data,
            isPersona: row.is_persona === 1,
          };
        });
    },
  };
}
