/** A chat that takes a message and never answers: what was said in a turn is given up, and its connection with it. */
import { channelPackages } from '../../src/composition/config/config';
import { openChat } from '../../src/composition/serve/parts/open-chat';
import { cardMessage, type Activity } from '../../src/teams/activity';
import type { TurnHandlers } from '../../src/teams/channel';
import { handlersWith } from '../fakes/turn-handlers';
import { startScriptedConnector, type ScriptedConnector } from '../fakes/scripted-connector';

let connector: ScriptedConnector;
beforeEach(async () => {
  connector = await startScriptedConnector();
});
afterEach(() => connector.close());

function activity(): Activity {
  return {
    type: 'message',
    id: 'in-1',
    text: '/help',
    channelId: 'msteams',
    serviceUrl: connector.url,
    from: { id: 'dana', name: 'Dana' },
    recipient: { id: 'bot', name: 'Treasury Desk' },
    conversation: { id: 'chat', isGroup: false, conversationType: 'personal', name: '' },
  };
}

describe.each(channelPackages)('a chat that takes a message and never answers, through %s,', (name) => {
  async function answering(withinMs: number, said: TurnHandlers['said']): Promise<{ readonly failed: unknown[] }> {
    const failed: unknown[] = [];
    const chat = await openChat(name, null, withinMs);
    chat.serve(handlersWith({ said, failed: (_turn, error) => Promise.resolve(void failed.push(error)) }));
    await chat.receive(activity());
    return { failed };
  }
  const hello = cardMessage({ type: 'AdaptiveCard' });

  it('is not waited for: what was said fails, and the connection is closed', async () => {
    connector.script({ hang: true });
    const { failed } = await answering(1_500, (turn) => turn.say(hello));
    await connector.cutOff();
    expect(failed).toHaveLength(1);
    expect(connector.requests.filter(({ body }) => !body.includes('"typing"'))).toHaveLength(1);
  });

  it('is waited for where it answers in time', async () => {
    const { failed } = await answering(5_000, (turn) => turn.say(hello));
    expect(failed).toEqual([]);
    expect(connector.requests).toMatchObject([{ method: 'POST' }]);
  });
});
