/** Remembers where each person talks to the desk alone, and brings them there what waits for them already. */
import { asFault } from '../../domain/values/errors';
import { canonicalJson, type JsonObject } from '../../domain/values/json';
import type { Member } from '../../domain/values/person';
import type { Log } from '../../ports/process';
import type { Store } from '../../ports/store';
import type { CardDelivery } from './card-delivery';
import { bringWaiting } from './bring-waiting';

/** Never throws: whoever talks is answered, remembered or not. */
export type NoteChat = (who: Member, conversation: JsonObject) => Promise<void>;

export interface NoteChatDeps {
  readonly store: Pick<Store, 'rememberChat' | 'findChats' | 'listCases' | 'listToAcknowledge'>;
  readonly delivery: Pick<CardDelivery, 'wake'>;
  readonly log: Pick<Log, 'error'>;
}

/** What waits already is brought to whoever talks for the first time; of more than that the list tells. */
const broughtAtFirst = 20;
/** People of one desk whose chat is known without asking the database. */
const remembered = 5_000;

export function createNoteChat({ store, delivery, log }: NoteChatDeps): NoteChat {
  const known = new Map<string, string>();

  async function note(who: Member, conversation: JsonObject): Promise<void> {
    const { tenantId, objectId, personaOf, roles } = who;
    const key = `${tenantId} ${objectId}`;
    const where = canonicalJson({ conversation, isPersona: personaOf !== undefined });
    if (known.get(key) === where) return;
    const [before] = await store.findChats([who]);
    const chat = { person: { tenantId, objectId }, conversation, isPersona: personaOf !== undefined };
    await store.rememberChat(chat);
    if (known.size >= remembered) known.clear();
    known.set(key, where);
    const isSame = before && canonicalJson(before.conversation) === canonicalJson(conversation);
    if (isSame || roles.length === 0) return;
    await bringWaiting({ store, delivery }, broughtAtFirst);
  }

  return async (who, conversation) => {
    // Nobody the people file does not name is ever asked.
    if (who.unlisted === true) return;
    try {
      await note(who, conversation);
    } catch (error) {
      log.error({ code: asFault(error).code, err: error }, 'a chat could not be remembered');
    }
  };
}
