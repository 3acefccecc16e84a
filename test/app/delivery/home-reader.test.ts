/** The card of a payment is drawn for one person only where nobody else can read it. */
import { createHomeReader } from '../../../src/app/delivery/home-reader';
import type { JsonObject } from '../../../src/domain/values/json';
import type { PersonalChat } from '../../../src/ports/delivery';
import { member } from '../../fakes/member';

const dana = member('dana');
const own: JsonObject = { id: 'dana-alone' };
const chatOf = (conversation: JsonObject): string => JSON.stringify(conversation);
const readerWith = (chats: readonly PersonalChat[]) =>
  createHomeReader({
    store: {
      findChats: (people) =>
        Promise.resolve(
          chats.filter(({ person }) => people.some((one) => JSON.stringify(one).includes(person.objectId))),
        ),
    },
    chatOf,
  });
const chat = (over: Partial<PersonalChat> = {}): PersonalChat => ({
  person: { tenantId: 't', objectId: 'dana' },
  conversation: own,
  isPersona: false,
  ...over,
});
const asked = (conversation: JsonObject | null) => ({ conversation, submitter: dana });

it('in the chat in which they talk to the desk alone', async () => {
  await expect(readerWith([chat()])(asked({ id: 'dana-alone' }))).resolves.toEqual({ tenantId: 't', objectId: 'dana' });
});

it.each<[string, readonly PersonalChat[], JsonObject | null]>([
  ['in a chat of several', [chat()], { id: 'treasury-team' }],
  ['where they never talked to the desk alone', [], own],
  ['where a tester acts as them', [chat({ isPersona: true })], own],
  ['in the chat of somebody else', [chat({ person: { tenantId: 't', objectId: 'mert' } })], own],
  ['where there is no chat', [chat()], null],
])('nobody %s', async (_where, chats, conversation) => {
  await expect(readerWith(chats)(asked(conversation))).resolves.toBeUndefined();
});
