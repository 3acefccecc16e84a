/** Says something to one person in the chat they talk to the desk in; where they have none, or it does not answer, the list still has it. */
import type { Cards } from '../../cards/create-cards';
import type { Card } from '../../cards/templates';
import { languageOf, type Language } from '../../cards/words/languages';
import type { Words } from '../../cards/words/words';
import { asFault, Fault } from '../../domain/values/errors';
import type { Person } from '../../domain/values/person';
import type { Clock, Log } from '../../ports/process';
import type { Store } from '../../ports/store';
import type { PersonalChat } from '../../ports/delivery';
import { addressed, cardMessage } from '../activity';
import type { Connect } from '../channel';
import { toReference } from './card-channel';
import { fitToChannel } from './fit-to-channel';

export interface Speech {
  readonly cards: Cards;
  readonly words: Words;
  readonly language: Language;
  /** It is a tester's chat, where others than this person are told things too. */
  readonly isPersona: boolean;
}

/** Begins at once and never throws; gives whether it was said. */
export type TellPerson = (who: Pick<Person, 'tenantId' | 'objectId'>, draw: Draw) => Promise<boolean>;
export type TellChat = (chat: Pick<PersonalChat, 'conversation' | 'isPersona'>, draw: Draw) => Promise<boolean>;
type Draw = (speech: Speech) => Card | Promise<Card>;

export interface TellChatDeps {
  readonly connect: Connect;
  /** What was chosen in a chat; null: what the chat was remembered with. */
  readonly chosenIn: (chatId: string) => Language | null;
  readonly speakers: Readonly<Record<Language, Pick<Speech, 'cards' | 'words'>>>;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly log: Pick<Log, 'warn'>;
}

/** What Teams gives a bot for a post. */
const postWithinMs = 15_000;

export function createTellPerson(
  store: Pick<Store, 'findChats'>,
  tellChat: TellChat,
  log: Pick<Log, 'warn'>,
): TellPerson {
  return async (who, draw) => {
    try {
      const [chat] = await store.findChats([who]);
      return chat ? await tellChat(chat, draw) : false;
    } catch (error) {
      warn(log, error);
      return false;
    }
  };
}

export function createTellChat({ connect, chosenIn, speakers, clock, log }: TellChatDeps): TellChat {
  async function post({ conversation, isPersona }: Parameters<TellChat>[0], draw: Draw): Promise<void> {
    const reference = toReference(conversation);
    const language = chosenIn(reference.conversation.id) ?? languageOf(conversation['locale']);
    const card = await draw({ ...speakers[language], language, isPersona });
    const cutOff = new AbortController();
    const finished = new AbortController();
    clock.sleep(postWithinMs, finished.signal).then(
      () => {
        cutOff.abort(new Fault('channel_failed', `no answer within ${postWithinMs} ms`));
      },
      () => undefined,
    );
    try {
      await connect(reference, async ({ connector }) => {
        const message = addressed(cardMessage(fitToChannel(card, reference.channelId)), reference);
        await connector.post(reference.conversation.id, message, cutOff.signal);
      });
    } finally {
      finished.abort(new Fault('internal', 'it was said'));
    }
  }

  return async (chat, draw) => {
    try {
      await post(chat, draw);
      return true;
    } catch (error) {
      warn(log, error);
      return false;
    }
  };
}

function warn(log: Pick<Log, 'warn'>, error: unknown): void {
  log.warn({ code: asFault(error).code, err: error }, 'somebody could not be told; the list has it');
}
