/** A channel that hears no answer in time delivers a message again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { demoTenant } from '../fakes/connector';
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';

const { dana } = people;

let folder: string;
let desk: DemoDesk;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-twice-'));
  desk = await startDemoDesk({ DATA_DIR: folder });
});
afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true });
});

/** One message with its own id, as often as wanted. */
function deliver(id: string, text: string, chat = 'chat-personal'): Promise<number> {
  const activity = {
    type: 'message',
    id,
    text,
    channelId: 'msteams',
    serviceUrl: desk.connector.url,
    from: dana,
    recipient: { id: 'bot', name: 'Treasury Desk' },
    conversation: { id: chat, conversationType: 'personal', tenantId: demoTenant },
    channelData: { tenant: { id: demoTenant } },
  };
  return desk.channel.post(JSON.stringify(activity));
}

const formIds = (): readonly string[] =>
  desk.connector.sent.flatMap(({ activity }) => /"form_id":"([0-9a-f]{12})"/.exec(JSON.stringify(activity))?.[1] ?? []);

const sentence = 'pay ACME Trading LLC 250,000 USD from ACC-BAN-001, emergency';

describe('a message delivered twice', () => {
  it.each([sentence, '/new'])('makes one form: %s', async (text) => {
    expect(await Promise.all([deliver('m-1', text), deliver('m-1', text)])).toEqual([200, 200]);
    expect(await deliver('m-1', text)).toBe(200);
    expect(formIds()).toHaveLength(1);
  });

  it('makes one payment, even where the desk was started anew between', async () => {
    await deliver('m-1', sentence);
    const [first = ''] = formIds();
    const fields = {
      beneficiary_name: 'ACME Trading LLC',
      amount: '1,000.50',
      currency: 'USD',
      account_id: 'ACC-BAN-001',
      payment_type: 'SWIFT',
    };
    await desk.channel.press(dana, 'submit_payment', { form_id: first, ...fields });
    await desk.close();
    desk = await startDemoDesk({ DATA_DIR: folder });
    await deliver('m-1', sentence);
    expect(formIds()).toEqual([first]);
    await desk.channel.press(dana, 'submit_payment', { form_id: first, ...fields });
    const events = await desk.store.readEvents({ limit: 100 });
    expect(events.filter(({ type }) => type === 'payment_submitted')).toHaveLength(1);
  });
});

describe('two messages', () => {
  it('that say the same make two forms, and so do two chats whose messages have the same id', async () => {
    await deliver('m-1', sentence);
    await deliver('m-2', sentence);
    await deliver('m-1', sentence, 'chat-other');
    expect(new Set(formIds()).size).toBe(3);
  });
});
