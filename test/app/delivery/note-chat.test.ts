/** Where somebody is reached is the chat they were last in, whichever process they were answered by there. */
import { createNoteChat } from '../../../src/app/delivery/note-chat';
import type { JsonObject } from '../../../src/domain/values/json';
import type { PersonalChat } from '../../../src/ports/delivery';
import { createRecordingLog } from '../../fakes/recording-log';
import { member } from '../../fakes/member';

const maya = member('Maya', 'Treasury Manager');
const inTurkish = { conversation: { id: 'chat' }, locale: 'tr-TR' };
const inEnglish = { conversation: { id: 'chat' }, locale: 'en-US' };

/** One chat a person, as the databases keep it. */
function openStore() {
  const chats = new Map<string, PersonalChat>();
  const asked = { find: 0, remember: 0, bring: 0 };
  return {
    asked,
    lastOf: (objectId: string) => chats.get(objectId)?.conversation,
    rememberChat(chat: PersonalChat) {
      asked.remember += 1;
      chats.set(chat.person.objectId, chat);
      return Promise.resolve();
    },
    findChats([who]: readonly { objectId: string }[]) {
      asked.find += 1;
      const chat = chats.get(who?.objectId ?? '');
      return Promise.resolve(chat ? [chat] : []);
    },
    listCases() {
      asked.bring += 1;
      return Promise.resolve([]);
    },
    listToAcknowledge: () => Promise.resolve([]),
  };
}

let nowMs: number;
let store: ReturnType<typeof openStore>;
beforeEach(() => {
  nowMs = 0;
  store = openStore();
});

/** As one process has it. What is looked at beside the answer is over when it returns. */
function openProcess() {
  const noteChat = createNoteChat({
    store,
    delivery: { wake: () => undefined },
    elapsedMs: () => nowMs,
    log: createRecordingLog(),
  });
  return async (where: JsonObject) => {
    await noteChat(maya, where);
    await new Promise(setImmediate);
  };
}

it('is asked of the database with the first word, and not again while somebody goes on talking there', async () => {
  const note = openProcess();
  for (let word = 0; word < 5; word += 1) await note(inEnglish);
  expect(store.asked).toEqual({ find: 1, remember: 1, bring: 1 });
});

it('is where they went on talking, though another process answered in between', async () => {
  const [first, second] = [openProcess(), openProcess()];
  await first(inTurkish);
  await second(inEnglish);
  nowMs += 60_000;
  await first(inTurkish);
  expect(store.lastOf(maya.objectId)).toEqual(inTurkish);
});

it('is not written again where the database has it: after a restart nothing waiting is brought a second time', async () => {
  await openProcess()(inEnglish);
  await openProcess()(inEnglish);
  expect(store.asked).toEqual({ find: 2, remember: 1, bring: 1 });
});
