import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAnchorBlobs } from '../../src/anchors/anchor-blobs';
import { createAnchorFile } from '../../src/anchors/anchor-file';
import { readKeyFile } from '../../src/anchors/key-file';
import { createVaultKey } from '../../src/anchors/key-vault';
import { readAnchors } from '../../src/anchors/read-anchors';
import { readSignedAnchor, signAnchor } from '../../src/anchors/signed-anchor';
import { createTimeStamps } from '../../src/anchors/time-stamps';
import type { SignedAnchor } from '../../src/ports/anchors';

const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
afterAll(() => rmSync(folder, { recursive: true }));
const inside = (...names: readonly string[]): string => path.join(folder, ...names);

const pair = generateKeyPairSync('ed25519');
writeFileSync(inside('key.pem'), pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
const key = readKeyFile(inside('key.pem'));
const numbered = (count: number): Promise<SignedAnchor> =>
  signAnchor(
    {
      format: 1,
      count,
      head: String(count % 10).repeat(64),
      at: '2026-01-22T10:25:00Z',
      recorded_at: '2026-11-29T12:00:00Z',
    },
    key,
  );
const credential = { getToken: () => Promise.resolve({ token: 'of-the-desk', expiresOnTimestamp: 0 }) };

/** Answers in turn, and remembers what was asked. */
function standIn(...answers: readonly (Response | Error | ((body: string) => Response))[]) {
  const asked: { url: string; method: string; headers: Headers; body: string }[] = [];
  const left = [...answers];
  const ask: typeof fetch = async (url, init) => {
    const request = new Request(url, init);
    const body = await request.text();
    asked.push({ url: request.url, method: request.method, headers: request.headers, body });
    const answer = left.shift();
    if (answer instanceof Error || answer === undefined) throw answer ?? new Error('nothing left to answer');
    return typeof answer === 'function' ? answer(body) : answer;
  };
  return { asked, deps: { credential, fetch: ask } };
}

describe('a file of anchors', () => {
  const file = inside('anchors.txt');
  const place = createAnchorFile(file, key);
  beforeEach(() => rmSync(file, { force: true }));

  it('is added to, and tells the newest one', async () => {
    expect(await place.last()).toBeNull();
    for (const count of [1, 5, 9]) await place.keep(await numbered(count));
    expect((await place.last())?.anchor.count).toBe(9);
    expect(await readAnchors(file, [pair.publicKey])).toMatchObject({
      ok: true,
      anchors: [{ count: 1 }, { count: 5 }, { count: 9 }],
      unreadable: 0,
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('goes on after a line that a crash cut off', async () => {
    await place.keep(await numbered(1));
    appendFileSync(file, (await numbered(2)).jws.slice(0, 100));
    expect((await place.last())?.anchor.count).toBe(1);
    await place.keep(await numbered(3));
    expect((await place.last())?.anchor.count).toBe(3);
    expect(await readAnchors(file, [pair.publicKey])).toMatchObject({
      anchors: [{ count: 1 }, { count: 3 }],
      unreadable: 1,
    });
  });

  it('finds the newest one at the end of a long file', async () => {
    const line = `${(await numbered(7)).jws}\n`;
    writeFileSync(file, line.repeat(2_000));
    await place.keep(await numbered(8));
    expect((await place.last())?.anchor.count).toBe(8);
  });

  it('says which setting names it where it cannot be written', async () => {
    const nowhere = createAnchorFile(inside('none', 'anchors.txt'), key);
    await expect(nowhere.keep(await numbered(1))).rejects.toMatchObject({
      code: 'anchor_failed',
      message: /^ANCHOR_FILE: .*ENOENT/,
    });
  });

  it('takes no anchor of a key that is not named', async () => {
    await place.keep(await numbered(1));
    const other = generateKeyPairSync('ed25519').publicKey;
    expect(await readAnchors(file, [other])).toMatchObject({ problems: [{ code: 'anchor_not_signed' }] });
    expect(await readAnchors(file, [other, pair.publicKey])).toMatchObject({ ok: true });
    writeFileSync(file, 'nothing of the kind\n');
    expect(await readAnchors(file, [other])).toMatchObject({ problems: [{ code: 'anchor_unreadable' }] });
  });
});

describe('a container of blobs', () => {
  it('is given one blob an anchor, under a name made from it, and none is ever overwritten', async () => {
    const { asked, deps } = standIn(new Response(null, { status: 201 }), new Response(null, { status: 409 }));
    const place = createAnchorBlobs('https://desk.blob.core.windows.net/anchors', deps);
    const one = await numbered(17);
    await place.keep(one);
    await place.keep(one);
    expect(asked[0]).toMatchObject({ method: 'PUT', body: one.jws });
    expect(asked[0]?.url).toMatch(/^https:\/\/desk\.blob\.core\.windows\.net\/anchors\/000000000017-[0-9a-f]{8}\.jws$/);
    expect(asked[1]?.url).toBe(asked[0]?.url);
    expect(Object.fromEntries(asked[0]?.headers ?? [])).toMatchObject({
      authorization: 'Bearer of-the-desk',
      'if-none-match': '*',
      'x-ms-blob-type': 'BlockBlob',
    });
  });

  it.each([
    ['403', new Response(null, { status: 403 }), 'Azure Blob Storage: status 403'],
    ['a lost connection', new Error('ECONNRESET'), expect.stringContaining('ECONNRESET')],
  ])('fails by name: %s', async (_name, answer, message) => {
    const place = createAnchorBlobs('https://desk.blob.core.windows.net/anchors', standIn(answer).deps);
    await expect(place.keep(await numbered(1))).rejects.toMatchObject({ code: 'anchor_failed', message });
  });
});

describe('a key in Azure Key Vault', () => {
  const vault = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const url = `https://desk.vault.azure.net/keys/anchors/${'0'.repeat(32)}`;

  it('signs a digest there, and what it signed holds against its public half', async () => {
    let signedText = '';
    const { asked, deps } = standIn(
      (body) => {
        const { alg, value } = JSON.parse(body) as { alg: string; value: string };
        expect(alg).toBe('ES256');
        expect(Buffer.from(value, 'base64url')).toHaveLength(32);
        signedText = value;
        // The vault signs the digest itself, as no function of Node does: the text it was made from stands for it here.
        return Response.json({ value: 'A'.repeat(86) });
      },
      Response.json({ key: { ...vault.publicKey.export({ format: 'jwk' }), kty: 'EC-HSM' } }),
    );
    const inVault = createVaultKey(url, deps);
    const signature = await inVault.sign(Buffer.from('text'));
    expect(signature).toHaveLength(64);
    expect(signedText).not.toBe('');
    const publicKey = await inVault.publicKey();
    expect(asked.map(({ method, url: to }) => `${method} ${to}`)).toEqual([
      `POST ${url}/sign?api-version=7.4`,
      `GET ${url}?api-version=7.4`,
    ]);
    const { jws } = await signAnchor((await numbered(3)).anchor, {
      ...inVault,
      sign: (bytes) => Promise.resolve(sign('sha256', bytes, { key: vault.privateKey, dsaEncoding: 'ieee-p1363' })),
    });
    expect(readSignedAnchor(jws, publicKey)).toMatchObject({ ok: true });
  });

  it.each([
    ['no signature', Response.json({ value: 'short' })],
    ['no JSON', new Response('<html>')],
    ['401', new Response(null, { status: 401 })],
  ])('fails by name: %s', async (_name, answer) => {
    await expect(createVaultKey(url, standIn(answer).deps).sign(Buffer.from('x'))).rejects.toMatchObject({
      code: 'anchor_failed',
    });
  });
});

const hasOpenssl = (process.env['PATH'] ?? '').split(':').some((place) => existsSync(path.join(place, 'openssl')));
if (!hasOpenssl) console.log('skipped: openssl is not here, and with it the time stamping authority');
const describeStamps = hasOpenssl ? describe : describe.skip;

describeStamps('a time stamping authority', () => {
  const home = inside('authority');
  const openssl = (...args: readonly string[]): void => {
    execFileSync('openssl', args, { cwd: home, stdio: 'pipe' });
  };
  /** One of openssl's own, asked as over the net. */
  const authority = (body: Uint8Array): Buffer => {
    writeFileSync(path.join(home, 'request.tsq'), body);
    openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'request.tsq', '-out', 'answer.tsr');
    return readFileSync(path.join(home, 'answer.tsr'));
  };
  const asking = (answerOf: (body: Uint8Array) => Uint8Array, status = 200) => {
    const ask: typeof fetch = async (url, init) => {
      const body = new Uint8Array(await new Request(url, init).arrayBuffer());
      return new Response(new Uint8Array(answerOf(body)), { status });
    };
    return ask;
  };
  const place = (name: string, ask: typeof fetch) =>
    createTimeStamps({ authority: 'http://tsa.example.com', folder: inside(name), fetch: ask });

  beforeAll(() => {
    mkdirSync(home);
    writeFileSync(
      path.join(home, 'tsa.cnf'),
      `[tsa]\ndefault_tsa = desk\n[desk]\ndir = .\nserial = ./serial\ncrypto_device = builtin\nsigner_cert = ./tsa.pem\nsigner_key = ./tsa.key\nsigner_digest = sha256\ndefault_policy = 1.2.3.4\ndigests = sha256\naccuracy = secs:1\n` +
        `[req]\ndistinguished_name = name\nprompt = no\nx509_extensions = stamps\n[name]\nCN = Test authority\n[stamps]\nextendedKeyUsage = critical,timeStamping\n`,
    );
    writeFileSync(path.join(home, 'serial'), '01\n');
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'tsa.key',
      '-out',
      'tsa.pem',
      '-config',
      'tsa.cnf',
      '-days',
      '2',
    );
  });

  it('stamps an anchor so that openssl confirms it', async () => {
    const one = await numbered(23);
    await place('stamps', asking(authority)).keep(one);
    const [jws = '', tsr = ''] = readdirSync(inside('stamps')).sort();
    expect(jws).toMatch(/^000000000023-[0-9a-f]{8}\.jws$/);
    expect(tsr).toBe(jws.replace('.jws', '.tsr'));
    openssl('ts', '-verify', '-data', inside('stamps', jws), '-in', inside('stamps', tsr), '-CAfile', 'tsa.pem');
    expect(await readAnchors(inside('stamps'), [pair.publicKey])).toMatchObject({ ok: true, anchors: [one.anchor] });
  });

  it('asks once for an anchor that has its stamp', async () => {
    let asked = 0;
    const counting = place(
      'once',
      asking((body) => ((asked += 1), authority(body))),
    );
    const one = await numbered(24);
    await counting.keep(one);
    await counting.keep(one);
    expect(asked).toBe(1);
  });

  it.each<[string, (body: Uint8Array) => Uint8Array, number]>([
    ['a refusal', () => Buffer.from('3003300102', 'hex'), 200],
    ['a refusal with its reason', () => Buffer.from('30053003020102', 'hex'), 200],
    ['a page of HTML', () => Buffer.from('<html>'), 200],
    ['nothing', () => Buffer.alloc(0), 200],
    ['a length beyond its end', () => Buffer.from('3084ffffffff3003020100', 'hex'), 200],
    ['a stamp of something else', (body) => authority(Buffer.from(body).fill(7, 30, 40)), 200],
    ['100 KB', () => Buffer.alloc(100_000, 0x30), 200],
    ['500', () => Buffer.alloc(0), 500],
  ])('is not believed: %s', async (name, answerOf, status) => {
    const trying = place(`not-${name.replaceAll(' ', '-')}`, asking(answerOf, status));
    await expect(trying.keep(await numbered(25))).rejects.toMatchObject({ code: 'anchor_failed' });
    expect(readdirSync(inside(`not-${name.replaceAll(' ', '-')}`)).filter((file) => file.endsWith('.tsr'))).toEqual([]);
  });
});
