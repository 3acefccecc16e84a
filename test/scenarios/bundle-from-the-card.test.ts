/** The audit bundle by a button: a link in one's own chat, for a while, with what that person may read. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readBundle } from '../../src/sources/bundle/read-bundle';
import { verify } from '../fakes/bundles';
import { openChannel } from '../fakes/connector';
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';

const { dana, carmen, stranger } = people;
let desk: DemoDesk;
beforeEach(async () => {
  desk = await startDemoDesk();
});
afterEach(() => desk.close());

async function pressIn(
  conversationType: 'personal' | 'groupChat',
  who: typeof dana,
  paymentId: string,
): Promise<string> {
  const channel = openChannel(desk.connector, desk.url, { conversationType });
  const { runId, version } = await desk.caseOf(paymentId);
  const answer = await channel.press(who, 'export_bundle', { run_id: runId, version });
  return JSON.stringify([answer.body, desk.connector.sent]);
}

const linkIn = (said: string): string | undefined => /http:\/\/[^"\\]+\/bundles\/[0-9a-f]{64}/.exec(said)?.[0];

async function filesAt(url: string) {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
  try {
    writeFileSync(path.join(folder, 'b.zip'), Buffer.from(await response.arrayBuffer()));
    return readBundle(path.join(folder, 'b.zip')).files;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('is handed to whoever asked for the payment, with what its card tells, and to nobody in a group', async () => {
  await desk.channel.say(dana, '/payment TXN-002');
  await desk.connector.cardWith('"verb":"approve"');
  const inGroup = await pressIn('groupChat', dana, 'TXN-002');
  expect(inGroup).toContain('in our personal chat alone');
  expect(linkIn(inGroup)).toBeUndefined();
  const url = linkIn(await pressIn('personal', dana, 'TXN-002'))!;
  const files = await filesAt(url);
  expect(verify('TXN-002', files)).toMatchObject({ ok: true, reader: 'originator' });
  expect((await fetch(url, { method: 'POST' })).status).toBe(404);
  expect((await fetch(url.replace(/[0-9a-f]{64}$/, '0'.repeat(64)))).status).toBe(404);
  const refused = await pressIn('personal', stranger, 'TXN-002');
  expect(linkIn(refused.replaceAll(url, ''))).toBeUndefined();
});

it('tells compliance the match, and whoever asked for the payment not even that there is something to hand out', async () => {
  await desk.channel.say(dana, '/payment TXN-001');
  await desk.connector.cardWith('Under compliance review, reference');
  const refused = await pressIn('personal', dana, 'TXN-001');
  expect(refused).toContain('This payment is under compliance review');
  expect(linkIn(refused)).toBeUndefined();
  const files = await filesAt(linkIn(await pressIn('personal', carmen, 'TXN-001'))!);
  expect(verify('TXN-001', files)).toMatchObject({ ok: true, reader: 'compliance' });
  expect(files.get('02_sanctions_screening.json')).toContain('4633');
});
