/** The audit bundle as a file: Teams asks, the bundle goes where Teams keeps files, and nowhere else. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readBundle } from '../../src/sources/bundle/read-bundle';
import { createUploadFile } from '../../src/teams/files/upload-file';
import { verify } from '../fakes/bundles';
import { demoTenant, type Speaker } from '../fakes/connector';
import { people, startDemoDesk, type DemoDesk } from '../fakes/demo-desk';

const { dana, omar } = people;
let desk: DemoDesk;
let place: Server;
let uploads: { readonly range: string | undefined; readonly bytes: Buffer }[];

beforeEach(async () => {
  uploads = [];
  place = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      uploads.push({ range: request.headers['content-range'], bytes: Buffer.concat(pieces) });
      response.statusCode = request.url === '/full' ? 507 : 201;
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => place.listen(0, '127.0.0.1', resolve));
  desk = await startDemoDesk({}, { takesFiles: true });
});
afterEach(async () => {
  await desk.close();
  await new Promise((resolve) => place.close(resolve));
});

const placeUrl = (at = '/file') => `http://127.0.0.1:${(place.address() as AddressInfo).port}${at}`;

interface Consent {
  readonly name?: string;
  readonly content?: { readonly sizeInBytes: number; readonly acceptContext: { readonly bundle: string } };
}

const attached = (contentType: string) =>
  desk.connector.sent.flatMap(({ activity }) =>
    (activity.attachments ?? []).filter((one) => (one as { contentType?: string }).contentType === contentType),
  ) as readonly Consent[];
const consents = () => attached('application/vnd.microsoft.teams.card.file.consent');
const files = () => attached('application/vnd.microsoft.teams.card.file.info');
const lastSaid = () => JSON.stringify(desk.connector.sent.at(-1)?.activity);

async function offered(who: Speaker): Promise<Required<Consent>> {
  await desk.channel.say(dana, '/payment TXN-002');
  await desk.connector.cardWith('"verb":"approve"');
  const { runId, version } = await desk.caseOf('TXN-002');
  await desk.channel.press(who, 'export_bundle', { run_id: runId, version });
  return consents().at(-1) as Required<Consent>;
}

let answered = 0;
function answer(from: Speaker, value: object): Promise<number> {
  const activity = {
    id: `consent-${(answered += 1)}`,
    type: 'invoke',
    name: 'fileConsent/invoke',
    channelId: 'msteams',
    serviceUrl: desk.connector.url,
    from,
    recipient: { id: 'bot', name: 'Treasury Desk' },
    conversation: { id: 'chat-personal', conversationType: 'personal', tenantId: demoTenant },
    channelData: { tenant: { id: demoTenant } },
    value: { type: 'fileUpload', ...value },
  };
  return desk.channel.post(JSON.stringify(activity));
}

const accept = (from: Speaker, bundle: string, uploadUrl = placeUrl()) =>
  answer(from, {
    action: 'accept',
    context: { bundle },
    uploadInfo: { uploadUrl, contentUrl: placeUrl('/shown'), name: 'b.zip', uniqueId: '1', fileType: 'zip' },
  });

it('is offered by name and size, put where Teams says, and stands in the chat as a file, once', async () => {
  const { name, content } = await offered(dana);
  expect(name).toBe('AUDIT_BUNDLE_TXN-002.zip');
  expect(JSON.stringify(desk.connector.sent)).not.toContain('/bundles/');
  const { bundle } = content.acceptContext;
  expect(await accept(dana, bundle)).toBe(200);
  const [{ range, bytes } = { range: '', bytes: Buffer.alloc(0) }] = uploads;
  expect(range).toBe(`bytes 0-${bytes.length - 1}/${bytes.length}`);
  const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
  writeFileSync(path.join(folder, 'b.zip'), bytes);
  expect(verify('TXN-002', readBundle(path.join(folder, 'b.zip')).files)).toMatchObject({
    ok: true,
    reader: 'originator',
  });
  rmSync(folder, { recursive: true });
  expect(files()).toMatchObject([
    { name, contentUrl: placeUrl('/shown'), content: { uniqueId: '1', fileType: 'zip' } },
  ]);
  await accept(dana, bundle);
  expect(lastSaid()).toContain('the offer is over');
  expect(uploads).toHaveLength(1);
}, 60_000);

it('goes nowhere by an address that somebody forged, by another person’s answer, or after a no', async () => {
  const { content } = await offered(dana);
  const { bundle } = content.acceptContext;
  for (const [who, token] of [
    [omar, bundle],
    [dana, 'f'.repeat(64)],
  ] as const) {
    await accept(who, token);
    expect(lastSaid()).toContain('the offer is over');
  }
  await answer(dana, { action: 'accept', context: { bundle } });
  expect(lastSaid()).toContain('the offer is over');
  await answer(dana, { action: 'decline', context: { bundle } });
  expect(lastSaid()).toContain('Nothing was put among your files');
  await accept(dana, bundle);
  expect(lastSaid()).toContain('the offer is over');
  const again = await offered(dana);
  await accept(dana, again.content.acceptContext.bundle, 'https://evil.example/contoso.sharepoint.com');
  expect(lastSaid()).toContain('its place is none where Teams keeps files');
  expect([uploads, files()]).toEqual([[], []]);
}, 60_000);

it('that its place does not take is said to be so', async () => {
  const { content } = await offered(dana);
  await accept(dana, content.acceptContext.bundle, placeUrl('/full'));
  expect(lastSaid()).toContain('its place answers 507');
  expect(files()).toEqual([]);
}, 60_000);

it.each([
  'http://contoso-my.sharepoint.com/x',
  'https://contoso.sharepoint.com.evil.example/x',
  'https://user@contoso-my.sharepoint.com/x',
  'https://contoso-my.sharepoint.com:8443/x',
  'https://169.254.169.254/latest',
  'http://127.0.0.1:3978/metrics',
  'file:///etc/passwd',
  '',
])('is never put to %s by a served desk', async (url) => {
  expect(await createUploadFile({ takesLocal: false })(url, Buffer.from('b'))).toMatchObject({
    ok: false,
    problems: [{ code: 'upload_refused' }],
  });
});
