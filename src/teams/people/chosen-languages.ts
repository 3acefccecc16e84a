/** Which language a chat and a person read: what they chose with /language, else what their client says. */
import { isLanguage, languageOf, languages, type Language } from '../../cards/words/languages';
import type { JsonObject } from '../../domain/values/json';
import { keptChoices, type ChosenLanguage } from '../../ports/delivery';
import type { Store } from '../../ports/store';
import { referenceOf, type Activity } from '../activity';
import { conversationOf } from '../cards/card-channel';

/** Asked without the store: what was chosen is in memory, and read anew by `refresh`. */
export interface ChosenLanguages {
  /** Of what is said where everybody in the chat reads it. */
  ofChat(activity: Activity): Language;
  /** What was chosen there; null where nobody chose, or longer ago than is kept. */
  inChat(chatId: string): Language | null;
  /** Of what one person alone reads. */
  ofPerson(activity: Activity): Language;
  /** In a chat with the bot alone for that person, in any other for the chat. Counts here once it is kept. Throws what the store throws. */
  choose(activity: Activity, language: Language, isPersonal: boolean): Promise<void>;
  /** Reads what other processes, and those before this one, were told. Throws what the store throws. */
  refresh(): Promise<void>;
  /** The chat with its language, so that a card says later what it said when it was asked for. */
  conversation(activity: Activity): JsonObject;
}

export function createChosenLanguages(store: Pick<Store, 'chooseLanguage' | 'listChosenLanguages'>): ChosenLanguages {
  const chosen = new Map<string, ChosenLanguage>();
  let read = 0;
  const ofClient = ({ locale }: Activity): Language => languageOf(locale);
  const ofChat = (activity: Activity): Language => chosenFor(chatKey(activity)) ?? ofClient(activity);

  /** A newer release may have more languages: what this one cannot write was not chosen, as far as it goes. */
  function chosenFor(key: string): Language | null {
    const language = chosen.get(key)?.language;
    return language !== undefined && isLanguage(language) ? language : null;
  }

  /** What was asked for earlier may be answered later. */
  function take(choice: ChosenLanguage): void {
    const known = chosen.get(choice.chosenFor);
    if (known && known.number >= choice.number) return;
    chosen.delete(choice.chosenFor);
    chosen.set(choice.chosenFor, choice);
    while (chosen.size > keptChoices) chosen.delete(chosen.keys().next().value ?? '');
  }

  return {
    ofChat,
    inChat: (chatId) => chosenFor(keyOfChat(chatId)),
    ofPerson: (activity) => chosenFor(personKey(activity)) ?? ofChat(activity),
    async choose(activity, language, isPersonal) {
      const keys = isPersonal ? [chatKey(activity), personKey(activity)] : [chatKey(activity)];
      for (const choice of await Promise.all(keys.map((key) => store.chooseLanguage(key, language)))) take(choice);
    },
    async refresh() {
      for (const choice of await store.listChosenLanguages(read)) {
        take(choice);
        read = Math.max(read, choice.number);
      }
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
