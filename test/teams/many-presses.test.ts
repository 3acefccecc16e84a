/** However often somebody presses, a chat reads a few answers: nobody there sees who presses, or that anybody does. */
import { openChannel, type Speaker } from '../fakes/connector';
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';

const { dana, carmen } = people;

let desk: DemoDesk;
let button: { run_id: string; version: number };
beforeAll(async () => {
  desk = await startDemoDesk();
  await desk.channel.say(dana, '/payment TXN-004');
  await desk.connector.cardWith('Under compliance review, reference');
  const { runId, version } = await desk.caseOf('TXN-004');
  button = { run_id: runId, version };
});
afterAll(() => desk.close());

const presses = 30;
const stranger: Speaker = { id: 'someone', name: 'Some One', aadObjectId: '00000000-0000-0000-0000-00000000ffff' };

/** Messages posted by thirty presses in a chat of their own, and what the presser alone was told. */
async function pressed(
  chat: string,
  channelId: string,
  press: (channel: ReturnType<typeof openChannel>) => Promise<unknown>,
): Promise<{ posted: number; told: readonly string[] }> {
  const channel = openChannel(desk.connector, desk.url, { channelId, conversationType: chat });
  const told: string[] = [];
  for (let times = 0; times < presses; times += 1) told.push(JSON.stringify(await press(channel)));
  const posted = desk.connector.sent.filter(
    ({ kind, conversationId, activity }) =>
      kind === 'posted' && conversationId === `chat-${chat}` && activity.type === 'message',
  );
  return { posted: posted.length, told };
}

const noMessage = undefined as unknown as string;

describe('thirty presses', () => {
  it('of a suggestion by somebody nobody knows are two messages, and the rest is said to them alone', async () => {
    const { posted, told } = await pressed('suggestion', 'msteams', (channel) =>
      channel.press(stranger, 'say', { said: 'what needs my approval' }),
    );
    expect(posted).toBe(2);
    expect(told.filter((body) => body.includes('The answer is below'))).toHaveLength(2);
    expect(told.filter((body) => body.includes('Too many answers'))).toHaveLength(28);
  });

  it('of a suggestion by somebody who is known are ten', async () => {
    const { posted } = await pressed('known', 'msteams', (channel) => channel.press(dana, 'say', { said: '/help' }));
    expect(posted).toBe(10);
  });

  it.each<[string, string, (channel: ReturnType<typeof openChannel>) => Promise<unknown>, number]>([
    [
      'of a suggestion posted as a message',
      'a',
      (to) => to.submit(stranger, { verb: 'say', said: '/pending' }, 'm'),
      2,
    ],
    ['of a suggestion that says nothing', 'b', (to) => to.submit(dana, { verb: 'say' }, 'm'), 2],
    ['of a button of nobody’s', 'c', (to) => to.submit(dana, { verb: 'transfer', ...button }, 'm'), 2],
    ['of a button without a verb', 'd', (to) => to.submit(dana, { ...button }, 'm'), 2],
    ['of a button whose verb is no text', 'e', (to) => to.submit(dana, { verb: 7, ...button }, 'm'), 2],
    ['of a list in place of what a button sends', 'f', (to) => to.submit(dana, [1, 2], 'm'), 2],
    ['of a button of no case', 'g', (to) => to.submit(dana, { verb: 'approve', run_id: 'WF-1', version: 1 }, 'm'), 2],
    ['of a form nobody can read', 'h', (to) => to.submit(dana, { verb: 'submit_payment' }, 'm'), 2],
    [
      'of a form from nowhere that is not complete',
      'i',
      (to) => to.submit(dana, { verb: 'submit_payment', form_id: 'f00df00df00d' }, noMessage),
      10,
    ],
    [
      'of details that only a private chat may read',
      'j',
      (to) => to.submit(carmen, { verb: 'show_screening', ...button }, 'm'),
      2,
    ],
    ['of a payment from nowhere', 'k', (to) => to.submit(dana, { verb: 'show_payment', ...button }, noMessage), 10],
  ])('%s post so many', async (_what, chat, press, most) => {
    expect((await pressed(chat, 'webchat', press)).posted).toBe(most);
  });

  it('of a stranger leave the others of the chat their word', async () => {
    await pressed('shared', 'msteams', (channel) => channel.press(stranger, 'approve', button));
    const channel = openChannel(desk.connector, desk.url, { conversationType: 'shared' });
    const before = desk.connector.sent.length;
    await channel.press(carmen, 'approve', { run_id: 'WF-1', version: 1 });
    expect(JSON.stringify(desk.connector.sent.slice(before))).toContain('this was not done');
  });

  it('that are refused on a card of the presser’s own say nothing to the chat', async () => {
    const { posted, told } = await pressed('own', 'msteams', (channel) => channel.press(carmen, 'approve', button));
    expect(posted).toBe(0);
    expect(told.filter((body) => body.includes('this was not done'))).toHaveLength(30);
  });
});
