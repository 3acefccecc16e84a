/** Which language a chat and a person read: what they chose with /language, else what their client says. */
import { languageOf, languages, type Language } from '../../cards/words/languages';
import type { JsonObject } from '../../domain/values/json';
import { referenceOf, type Activity } from '../activity';
import { conversationOf } from '../cards/card-channel';

export interface ChosenLanguages {
  /** Of what is said where everybody in the chat reads it. */
  ofChat(activity: Activity): Language;
  /** What was chosen there; null where nobody chose, or the desk was started since. */
  inChat(chatId: string): Language | null;
  /** Of what one person alone reads. */
  ofPerson(activity: Activity): Language;
  /** In a chat with the bot alone for that person, in any other for the chat. Forgotten when the desk ends: clients say their own language. */
  choose(activity: Activity, language: Language, isPersonal: boolean): void;
  /** The chat with its language, so that a card says later what it said when it was asked for. */
  conversation(activity: Activity): JsonObject;
}

/** Beyond that the oldest choices are forgotten, and the client's own language counts again. */
const remembered = 5_000;

export function createChosenLanguages(): ChosenLanguages {
  const chosen = new Map<string, Language>();
  const ofClient = ({ locale }: Activity): Language => languageOf(locale);
  const ofChat = (activity: Activity): Language => chosen.get(chatKey(activity)) ?? ofClient(activity);

  return {
    ofChat,
    inChat: (chatId) => chosen.get(keyOfChat(chatId)) ?? null,
    ofPerson: (activity) => chosen.get(personKey(activity)) ?? ofChat(activity),
    choose(activity, language, isPersonal) {
      const keys = isPersonal ? [chatKey(activity), personKey(activity)] : [chatKey(activity)];
      for (const key of keys) {
        chosen.delete(key);
        chosen.set(key, language);
      }
      while (chosen.size > remembered) chosen.delete(chosen.keys().next().value ?? '');
    },
    conversation(activity) {
      const language = ofChat(activity);
      const own = languageOf(activity.locale) === language ? activity.locale : undefined;
      const reference = referenceOf(activity);
      return conversationOf({ ...reference, locale: own ?? languages[language].locale });
    },
  };
}

function chatKey({ conversation }: Activity): string {
  return keyOfChat(conversation.id);
}

function keyOfChat(chatId: string): string {
  return `chat ${chatId}`;
}

function personKey({ from }: Activity): string {
  return `person ${from.aadObjectId ?? from.id}`;
}
