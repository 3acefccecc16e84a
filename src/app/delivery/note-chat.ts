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
  /** Time that passes evenly, ms from some beginning. */
  readonly elapsedMs: () => number;
  readonly log: Pick<Log, 'error'>;
}

/** What waits already is brought to whoever talks for the first time; of more than that the list tells. */
const broughtAtFirst = 20;
/** People of one desk whose chat is known without asking the database. */
const remembered = 5_000;
/** Another process may have answered them elsewhere since; nobody is kept waiting for that look. */
const knownForMs = 30_000;

export function createNoteChat({ store, delivery, elapsedMs, log }: NoteChatDeps): NoteChat {
  const known = new Map<string, { readonly where: string; readonly atMs: number }>();

  async function note(who: Member, conversation: JsonObject): Promise<void> {
    const { tenantId, objectId, personaOf } = who;
    const key = `${tenantId} ${objectId}`;
    const chat = { person: { tenantId, objectId }, conversation, isPersona: personaOf !== undefined };
    const where = whereOf(chat);
    const last = known.get(key);
    const isKnown = last?.where === where;
    if (isKnown && elapsedMs() - last.atMs < knownForMs) return;
    const keep = (): void => {
      if (known.size >= remembered) known.clear();
      known.set(key, { where, atMs: elapsedMs() });
    };
    if (isKnown) keep();
    const looking = look(who, chat).then(keep, (error: unknown) => {
      known.delete(key);
      log.error({ code: asFault(error).code, err: error }, 'a chat could not be remembered');
    });
    if (!isKnown) await looking;
  }

  async function look(who: Member, chat: Parameters<typeof store.rememberChat>[0]): Promise<void> {
    const [before] = await store.findChats([who]);
    if (before && whereOf(before) === whereOf(chat)) return;
    await store.rememberChat(chat);
    const isSame = before && canonicalJson(before.conversation) === canonicalJson(chat.conversation);
    if (isSame || who.roles.length === 0) return;
    await bringWaiting({ store, delivery }, broughtAtFirst);
  }

  return async (who, conversation) => {
    // Nobody the people file does not name is ever asked.
    if (who.unlisted !== true) await note(who, conversation);
  };
}

function whereOf({ conversation, isPersona }: { readonly conversation: JsonObject; readonly isPersona: boolean }) {
  return canonicalJson({ conversation, isPersona });
}
