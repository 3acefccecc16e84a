/** A chat that takes a message and never answers: what was said in a turn is given up, and its connection with it. */
import type { Activity } from 'botbuilder';
import { DeskAdapter } from '../../src/teams/create-adapter';
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
  } as unknown as Activity;
}

it('is not waited for: what was said fails, and the connection is closed', async () => {
  connector.script({ hang: true });
  const adapter = new DeskAdapter(null, 1_500);
  const failed: unknown[] = [];
  adapter.onTurnError = (_context, error) => {
    failed.push(error);
    return Promise.resolve();
  };
  await adapter.receive(activity(), async (context) => {
    await context.sendActivity('hello');
  });
  await connector.cutOff();
  expect(failed).toHaveLength(1);
  expect(connector.requests).toHaveLength(1);
});

it('that answers in time is waited for', async () => {
  const adapter = new DeskAdapter(null, 5_000);
  await adapter.receive(activity(), async (context) => {
    expect((await context.sendActivity('hello'))?.id).toBe('activity-1');
  });
});
