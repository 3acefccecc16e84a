/** A payment run that nobody brought by chat: whoever may decide its payments gets its card, once. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { objectsOf } from '../cards/read-card';
import { openChannel, startConnector, type Connector, type Speaker } from '../fakes/connector';
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';

const { dana, omar, carmen } = people;

let desk: DemoDesk;
let ledgerDir: string;
let channel: Connector | null = null;

async function start(environment: Readonly<Record<string, string>> = {}): Promise<void> {
  ledgerDir = mkdtempSync(path.join(tmpdir(), 'treasury-desk-ledger-'));
  cpSync('demo/ledger', ledgerDir, { recursive: true });
  desk = await startDemoDesk({ LEDGER_DIR: ledgerDir, ...environment });
}
afterEach(async () => {
  await desk.close();
  await channel?.close();
  channel = null;
  rmSync(ledgerDir, { recursive: true });
});

const header = 'payment_id,beneficiary_name,amount,currency,account_id,payment_type';
const row = (id: string, amount: number, payee = 'ACME Corp') => `${id},${payee},${amount},USD,ACC-BAN-002,SWIFT`;

/** A file that was complete a while ago. */
function drop(name: string, ...rows: readonly string[]): void {
  const inbox = path.join(ledgerDir, 'inbox');
  mkdirSync(inbox, { recursive: true });
  const file = path.join(inbox, name);
  writeFileSync(file, [header, ...rows, ''].join('\n'));
  utimesSync(file, 1_700_000_000, 1_700_000_000);
}

const chatOf = (who: Speaker) => openChannel(desk.connector, desk.url, { chat: `chat of ${who.name}` });
const runCards = ({ sent }: Connector, chat: string) =>
  sent.flatMap(({ conversationId, activity }) => {
    const card = activity.attachments?.[0]?.content;
    return conversationId === chat && JSON.stringify(card ?? '').includes('RUN-') ? [card ?? {}] : [];
  });
const cardsOf = (who: Speaker) => runCards(desk.connector, `chat of ${who.name}`);

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come to be so');
}

const announced = async () => {
  const events = await desk.store.readChain({ limit: 500, houseOnly: true });
  return events.filter(({ type }) => type === 'payment_run_announced');
};

it('from the inbox stands in the chat of each who may decide one of its payments, and is approved there', async () => {
  await start();
  for (const who of [dana, omar, carmen]) await chatOf(who).say(who, '/help');
  drop('morning.csv', row('IN-A', 1_000), row('IN-B', 1_100), row('IN-C', 500, 'Maskan Trading FZE'));
  await until(async () => (await announced()).length === 1);
  expect(await announced()).toMatchObject([
    { actor: { kind: 'desk' }, payload: { file: 'morning.csv', people: 2, in_channel: false } },
  ]);
  expect([dana, omar, carmen].map((who) => cardsOf(who).length)).toEqual([0, 1, 1]);
  const [card] = cardsOf(omar);
  expect(JSON.stringify(card)).toContain('Approve 2 that proceed');
  const [press] = objectsOf(card as never).filter(({ verb }) => verb === 'approve_run');
  await chatOf(omar).press(omar, 'approve_run', press?.['data'] as object, 'run-card');
  expect(await desk.caseOf('IN-A')).toMatchObject({ status: 'approved', approvals: [{ by: { name: omar.name } }] });
  expect(JSON.stringify(cardsOf(omar))).not.toMatch(/BANK MASKAN|SDN/);
  expect(readdirSync(path.join(ledgerDir, 'inbox')).join()).not.toContain('morning.csv');
}, 60_000);

it('goes to the channel for approvals where somebody who is asked has no chat, without a payment or a name in it', async () => {
  channel = await startConnector();
  await start({ APPROVALS_CHANNEL: '19:approvals', APPROVALS_CHANNEL_SERVICE_URL: channel.url });
  drop('evening.csv', row('IN-D', 1_000));
  await until(async () => (await announced()).length === 1);
  const [card, ...others] = runCards(channel, '19:approvals');
  expect(others).toEqual([]);
  expect(JSON.stringify(card)).toContain('waiting for approval: **1**');
  expect(JSON.stringify(card)).not.toMatch(/IN-D|ACME|approve_run/);
  expect(await announced()).toMatchObject([{ payload: { people: 0, in_channel: true } }]);
}, 60_000);
