/** What a chat and a person chose is one thing for all processes, whatever comes in which order. */
import type { ChosenLanguage } from '../../src/ports/delivery';
import type { Activity } from '../../src/teams/activity';
import { createChosenLanguages } from '../../src/teams/people/chosen-languages';

const activity = (over: Partial<Activity> = {}): Activity => ({
  type: 'message',
  channelId: 'msteams',
  serviceUrl: 'http://localhost',
  from: { id: '29:dana', aadObjectId: 'dana' },
  recipient: { id: 'bot' },
  conversation: { id: 'chat' },
  locale: 'en-US',
  ...over,
});

/** One row for whatever was chosen for, as the databases keep them. */
function keep() {
  const rows = new Map<string, ChosenLanguage>();
  let number = 0;
  const asked: number[] = [];
  return {
    asked,
    chooseLanguage(chosenFor: string, language: string) {
      number += 1;
      const choice = { chosenFor, language, number };
      rows.set(chosenFor, choice);
      return Promise.resolve(choice);
    },
    listChosenLanguages(after: number) {
      asked.push(after);
      return Promise.resolve([...rows.values()].filter((row) => row.number > after));
    },
  };
}

test('counts at once where it was chosen, elsewhere and after a restart once it was read', async () => {
  const store = keep();
  const [here, there] = [createChosenLanguages(store), createChosenLanguages(store)];
  await here.choose(activity(), 'tr', true);
  expect(here.ofChat(activity())).toBe('tr');
  expect(there.ofChat(activity())).toBe('en');
  await there.refresh();
  expect([there.ofChat(activity()), there.inChat('chat')]).toEqual(['tr', 'tr']);
  // Wherever they are answered for themselves.
  expect(there.ofPerson(activity({ conversation: { id: 'other' } }))).toBe('tr');
  expect(there.ofChat(activity({ conversation: { id: 'other' } }))).toBe('en');
  expect(there.conversation(activity())).toMatchObject({ locale: 'tr-TR' });
});

test('in a chat of several it is the chat that chose, and nobody in it', async () => {
  const chosen = createChosenLanguages(keep());
  await chosen.choose(activity(), 'tr', false);
  expect(chosen.inChat('chat')).toBe('tr');
  expect(chosen.ofPerson(activity({ conversation: { id: 'other' } }))).toBe('en');
});

test('an answer that comes late never takes a later choice back', async () => {
  const store = keep();
  const chosen = createChosenLanguages(store);
  await chosen.choose(activity(), 'tr', false);
  const late = await store.listChosenLanguages(0);
  let answer: (rows: readonly ChosenLanguage[]) => void = () => undefined;
  const slow = createChosenLanguages({
    ...store,
    listChosenLanguages: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  });
  const reading = slow.refresh();
  await slow.choose(activity(), 'en', false);
  answer(late);
  await reading;
  expect(slow.inChat('chat')).toBe('en');
});

test('what could not be kept was not chosen', async () => {
  const store = keep();
  const chosen = createChosenLanguages({ ...store, chooseLanguage: () => Promise.reject(new Error('away')) });
  await expect(chosen.choose(activity(), 'tr', true)).rejects.toThrow('away');
  expect(chosen.ofChat(activity())).toBe('en');
});

test('a language of a newer release is as none, and what is read is not read again', async () => {
  const store = keep();
  await store.chooseLanguage('chat chat', 'xx');
  const chosen = createChosenLanguages(store);
  await chosen.refresh();
  expect([chosen.inChat('chat'), chosen.ofChat(activity({ locale: 'tr' }))]).toEqual([null, 'tr']);
  await chosen.refresh();
  expect(store.asked).toEqual([0, 1]);
});
