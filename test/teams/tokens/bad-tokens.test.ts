import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { sign } from 'jsonwebtoken';
import { startServer, type RunningServer } from '../../../src/teams/server';
import { clockToleranceSeconds, createCheckToken } from '../../../src/teams/tokens/check-token';
import { createSigningKeys } from '../../../src/teams/tokens/signing-keys';
import { createManualClock, type ManualClock } from '../../fakes/manual-clock';
import { createRecordingLog, type RecordingLog } from '../../fakes/recording-log';
import { makePair, signWith, startTokenIssuer, type TokenIssuer } from '../../fakes/token-issuer';

const issuer = 'https://api.botframework.com';
const appId = '11111111-2222-3333-4444-555555555555';
const tenantId = '99999999-2222-3333-4444-555555555555';
const serviceUrl = 'https://smba.trafficmanager.net/emea/';
const teamsKey = makePair('teams-key', ['msteams', 'webchat']);
const slackKey = makePair('slack-key', ['slack']);
const bareKey = makePair('bare-key');
const strangerKey = makePair('teams-key', ['msteams']);

const activity = {
  type: 'message',
  id: 'in-1',
  text: '/pending',
  channelId: 'msteams',
  serviceUrl,
  from: { id: '29:dana', name: 'Dana', aadObjectId: '00000000-0000-0000-0000-000000000101' },
  recipient: { id: '28:desk' },
  conversation: { id: 'chat', tenantId },
};

let tokens: TokenIssuer;
let clock: ManualClock;
let log: RecordingLog;
let server: RunningServer;
let heard: string[];

beforeEach(async () => {
  tokens = await startTokenIssuer([teamsKey, slackKey, bareKey]);
  clock = createManualClock({ sleep: 'when_advanced' });
  log = createRecordingLog();
  heard = [];
  server = await startServer(
    {
      receive: (activity) => {
        heard.push(activity.text ?? '');
        return Promise.resolve(undefined);
      },
      health: () => Promise.resolve({ isAlive: true, isReady: true, checks: [] }),
      checkToken: createCheckToken({
        keys: createSigningKeys({ metadataUrl: tokens.metadataUrl, clock, log }),
        issuer,
        appId,
        clock,
      }),
      clock,
      mounted: {},
      trustedProxies: [],
      log,
    },
    { host: '127.0.0.1', port: 0 },
  );
});

afterEach(async () => {
  await server.drain();
  server.cut();
  await tokens.close();
});

const nowSeconds = () => Math.floor(clock.recordedNow() / 1_000);
const claims = (changed: object = {}) => ({
  iss: issuer,
  aud: appId,
  serviceurl: serviceUrl,
  nbf: nowSeconds() - 60,
  exp: nowSeconds() + 3_600,
  ...changed,
});
const without = (name: keyof ReturnType<typeof claims>) => {
  const { [name]: _left, ...rest } = claims();
  return rest;
};
const sound = () => signWith(teamsKey, claims());
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** With every Authorization header given, in order. */
function send(authorization: readonly string[], body: unknown = activity): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${server.url}/api/messages`,
      {
        method: 'POST',
        headers: [
          'Host',
          'desk.example',
          'Content-Type',
          'application/json',
          ...authorization.flatMap((value) => ['Authorization', value]),
        ] as never,
      },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: text });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
}

describe('a sound token of the channel', () => {
  it('lets the activity in', async () => {
    expect(await send([`Bearer ${sound()}`])).toMatchObject({ status: 200 });
    expect(heard).toEqual(['/pending']);
  });

  it('counts up to the documented clock tolerance, five minutes, and no longer', async () => {
    const justExpired = signWith(teamsKey, claims({ exp: nowSeconds() - clockToleranceSeconds + 1 }));
    const justEarly = signWith(teamsKey, claims({ nbf: nowSeconds() + clockToleranceSeconds }));
    expect((await send([`Bearer ${justExpired}`])).status).toBe(200);
    expect((await send([`Bearer ${justEarly}`])).status).toBe(200);
    const expired = signWith(teamsKey, claims({ exp: nowSeconds() - clockToleranceSeconds }));
    const early = signWith(teamsKey, claims({ nbf: nowSeconds() + clockToleranceSeconds + 1 }));
    expect((await send([`Bearer ${expired}`])).status).toBe(401);
    expect((await send([`Bearer ${early}`])).status).toBe(401);
    expect(heard).toHaveLength(2);
  });

  it('is for this app however its id is capitalised', async () => {
    const token = signWith(teamsKey, claims({ aud: appId.toUpperCase() }));
    expect((await send([`Bearer ${token}`])).status).toBe(200);
  });
});

/** Every kind with its own name; each returns the Authorization headers. */
const badTokens: readonly (readonly [string, () => readonly string[], string])[] = [
  ['no header', () => [], 'token_missing'],
  ['an empty header', () => [''], 'token_missing'],
  ['a scheme without a token', () => ['Bearer '], 'token_missing'],
  ['the scheme in lower case', () => [`bearer ${sound()}`], 'scheme_not_bearer'],
  ['the scheme in upper case', () => [`BEARER ${sound()}`], 'scheme_not_bearer'],
  ['another scheme', () => [`Basic ${sound()}`], 'scheme_not_bearer'],
  ['no scheme', () => [sound()], 'scheme_not_bearer'],
  ['two spaces', () => [`Bearer  ${sound()}`], 'token_missing'],
  ['two tokens in one header', () => [`Bearer ${sound()} ${sound()}`], 'token_malformed'],
  ['two tokens with a comma', () => [`Bearer ${sound()}, Bearer ${sound()}`], 'token_malformed'],
  ['two headers', () => [`Bearer ${sound()}`, `Bearer ${sound()}`], 'token_malformed'],
  ['a second, empty header', () => [`Bearer ${sound()}`, ''], 'token_malformed'],
  ['a word', () => ['Bearer hello'], 'token_malformed'],
  ['one dot', () => ['Bearer a.b'], 'token_malformed'],
  ['dots alone', () => ['Bearer ..'], 'token_malformed'],
  ['four parts', () => [`Bearer ${sound()}.x`], 'token_malformed'],
  ['no JSON in its header', () => [`Bearer ${['bm8', ...sound().split('.').slice(1)].join('.')}`], 'token_malformed'],
  ['a list as payload', () => [`Bearer ${base64({ alg: 'RS256', kid: 'teams-key' })}.${base64([1])}.AAAA`], 'token_malformed'],
  ['the last letter cut off', () => [`Bearer ${sound().slice(0, -1)}`], 'token_malformed'],
  ['its second half cut off', () => [`Bearer ${sound().slice(0, sound().lastIndexOf('.') - 10)}`], 'token_malformed'],
  ['its signature taken away', () => [`Bearer ${sound().split('.').slice(0, 2).join('.')}.`], 'token_malformed'],
  ['the unused bits of its last letter changed', () => [`Bearer ${changeUnusedBits(sound())}`], 'token_malformed'],
  ['a changed signature', () => [`Bearer ${flipSignature(sound())}`], 'signature_wrong'],
  ['a changed payload', () => [`Bearer ${swapPayload(sound(), claims({ serviceurl: 'https://evil.example/' }))}`], 'signature_wrong'],
  ['expired yesterday', () => [`Bearer ${signWith(teamsKey, claims({ exp: nowSeconds() - 86_400 }))}`], 'expired'],
  ['expired six minutes ago', () => [`Bearer ${signWith(teamsKey, claims({ exp: nowSeconds() - 360 }))}`], 'expired'],
  ['valid from tomorrow', () => [`Bearer ${signWith(teamsKey, claims({ nbf: nowSeconds() + 86_400 }))}`], 'not_yet_valid'],
  ['no end', () => [`Bearer ${signWith(teamsKey, without('exp'))}`], 'lifetime_missing'],
  ['another app as audience', () => [`Bearer ${signWith(teamsKey, claims({ aud: tenantId }))}`], 'audience_not_this_bot'],
  ['several audiences', () => [`Bearer ${signWith(teamsKey, claims({ aud: [appId, tenantId] }))}`], 'audience_not_this_bot'],
  ['no audience', () => [`Bearer ${signWith(teamsKey, without('aud'))}`], 'audience_not_this_bot'],
  ['no issuer', () => [`Bearer ${signWith(teamsKey, without('iss'))}`], 'issuer_not_the_channel'],
  ['an issuer that only starts alike', () => [`Bearer ${signWith(teamsKey, claims({ iss: `${issuer}.evil.example` }))}`], 'issuer_not_the_channel'],
  ['an issuer in capitals', () => [`Bearer ${signWith(teamsKey, claims({ iss: issuer.toUpperCase() }))}`], 'issuer_not_the_channel'],
  ['Entra for the bot’s own app, version 1', () => [`Bearer ${fromEntra(`https://sts.windows.net/${tenantId}/`, { ver: '1.0', appid: appId })}`], 'issuer_not_the_channel'],
  ['Entra for the bot’s own app, version 2', () => [`Bearer ${fromEntra(`https://login.microsoftonline.com/${tenantId}/v2.0`, { ver: '2.0', azp: appId })}`], 'issuer_not_the_channel'],
  ['the Emulator’s own issuer', () => [`Bearer ${fromEntra('https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/', { ver: '1.0', appid: appId })}`], 'issuer_not_the_channel'],
  ['Entra for another bot, as a skill', () => [`Bearer ${fromEntra(`https://login.microsoftonline.com/${tenantId}/v2.0`, { ver: '2.0', azp: tenantId, aud: appId })}`], 'issuer_not_the_channel'],
  ['the US government’s issuer', () => [`Bearer ${signWith(teamsKey, claims({ iss: 'https://api.botframework.us' }))}`], 'issuer_not_the_channel'],
  ['no signature, alg none', () => [`Bearer ${base64({ alg: 'none', kid: 'teams-key' })}.${base64(claims())}.`], 'token_malformed'],
  ['alg none with a signature', () => [`Bearer ${base64({ alg: 'none', kid: 'teams-key' })}.${base64(claims())}.AAAA`], 'algorithm_not_allowed'],
  ['alg nOnE', () => [`Bearer ${base64({ alg: 'nOnE', kid: 'teams-key' })}.${base64(claims())}.AAAA`], 'algorithm_not_allowed'],
  ['HS256 with the published key as its secret', () => [`Bearer ${hmacWithPublicKey()}`], 'algorithm_not_allowed'],
  ['PS256', () => [`Bearer ${signWith(teamsKey, claims(), { algorithm: 'PS256' })}`], 'algorithm_not_allowed'],
  ['no alg', () => [`Bearer ${base64({ kid: 'teams-key' })}.${base64(claims())}.AAAA`], 'algorithm_not_allowed'],
  ['no kid', () => [`Bearer ${sign(claims(), teamsKey.privateKey, { algorithm: 'RS256', noTimestamp: true })}`], 'key_unknown'],
  ['an unknown kid', () => [`Bearer ${signWith({ ...teamsKey, kid: 'nobody' }, claims())}`], 'key_unknown'],
  ['a kid that is a name of every object', () => [`Bearer ${signWith({ ...teamsKey, kid: '__proto__' }, claims())}`], 'key_unknown'],
  ['a kid that is a number', () => [`Bearer ${base64({ alg: 'RS256', kid: 7 })}.${base64(claims())}.AAAA`], 'token_malformed'],
  ['a header that must be understood', () => [`Bearer ${signWith(teamsKey, claims(), { header: { alg: 'RS256', crit: ['exp'] } })}`], 'token_malformed'],
  ['a key of its own in the header', () => [`Bearer ${signWith(strangerKey, claims(), { header: { alg: 'RS256', jwk: strangerKey.publicKey.export({ format: 'jwk' }) } as never })}`], 'signature_wrong'],
  ['a stranger’s key under the channel’s kid', () => [`Bearer ${signWith(strangerKey, claims())}`], 'signature_wrong'],
  ['a key of the channel under another’s kid', () => [`Bearer ${signWith({ ...slackKey, kid: 'teams-key' }, claims())}`], 'signature_wrong'],
  ['a key endorsed for another channel', () => [`Bearer ${signWith(slackKey, claims())}`], 'channel_not_endorsed'],
  ['a key endorsed for no channel', () => [`Bearer ${signWith(bareKey, claims())}`], 'channel_not_endorsed'],
  ['no serviceUrl', () => [`Bearer ${signWith(teamsKey, without('serviceurl'))}`], 'service_url_missing'],
  ['another serviceUrl', () => [`Bearer ${signWith(teamsKey, claims({ serviceurl: 'https://evil.example/' }))}`], 'service_url_not_its_own'],
  ['a serviceUrl that only starts alike', () => [`Bearer ${signWith(teamsKey, claims({ serviceurl: `${serviceUrl}x` }))}`], 'service_url_not_its_own'],
]; // prettier-ignore

function fromEntra(iss: string, changed: object): string {
  return signWith(teamsKey, claims({ iss, aud: appId, ...changed }));
}

function hmacWithPublicKey(): string {
  const pem = teamsKey.publicKey.export({ type: 'spki', format: 'pem' });
  const signed = `${base64({ alg: 'HS256', typ: 'JWT', kid: 'teams-key' })}.${base64(claims())}`;
  return `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`;
}

function flipSignature(token: string): string {
  const [header, payload, signature = ''] = token.split('.');
  const bytes = Buffer.from(signature, 'base64url');
  bytes[10] = (bytes[10] ?? 0) ^ 1;
  return [header, payload, bytes.toString('base64url')].join('.');
}

function swapPayload(token: string, payload: object): string {
  const [header, , signature] = token.split('.');
  return [header, base64(payload), signature].join('.');
}

/** 256 bytes end in a letter of which four bits mean nothing: another letter, the same signature. */
function changeUnusedBits(token: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return token.slice(0, -1) + (alphabet[alphabet.indexOf(token.slice(-1)) + 1] ?? '');
}

describe('a bad token', () => {
  it('is tried in 37 kinds and more', () => {
    expect(badTokens.length).toBeGreaterThanOrEqual(37);
  });

  it.each(badTokens)('with %s is a 401, in one log line that says why', async (_kind, make, fault) => {
    const answer = await send(make());
    expect(answer.status).toBe(401);
    expect(answer.body).toBe(JSON.stringify({ error: fault }));
    expect(heard).toEqual([]);
    expect(log.lines).toEqual([
      {
        level: 'warn',
        fields: { reason: fault, caller: '127.0.0.1', path: '/api/messages' },
        message: 'a request was refused',
      },
    ]);
  });

  it('writes nothing to the console', async () => {
    const said = jest.spyOn(console, 'error').mockReturnValue(undefined);
    for (const [, make] of badTokens) await send(make());
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
  });

  it('2,000 times writes twenty lines a minute and one that counts the rest', async () => {
    for (let count = 0; count < 50; count += 1)
      await Promise.all(Array.from({ length: 40 }, () => send(['Bearer hello'])));
    expect(log.lines).toHaveLength(20);
    await clock.advance(60_000);
    expect(log.lines).toHaveLength(21);
    expect(log.lines.at(-1)).toMatchObject({
      fields: { more: { token_malformed: 1_980 } },
      message: 'more requests were refused',
    });
    await send(['Bearer hello']);
    expect(log.lines).toHaveLength(22);
  });
});

describe('a channel that is none', () => {
  it.each(['AseChannel', 'emulator', 'directline', 'msteams '])(
    'named %s has no door of its own',
    async (channelId) => {
      expect((await send([`Bearer ${sound()}`], { ...activity, channelId })).status).toBe(401);
      expect(
        (
          await send([`Bearer ${fromEntra(`https://sts.windows.net/${tenantId}/`, { ver: '1.0', appid: appId })}`], {
            ...activity,
            channelId,
          })
        ).status,
      ).toBe(401);
      expect(heard).toEqual([]);
    },
  );
});

describe('a body without a sound token', () => {
  it.each([
    ['nested 5,000 deep', '['.repeat(5_000) + ']'.repeat(5_000)],
    ['no JSON', '{"type":'],
    ['over 1 MB', JSON.stringify({ text: 'x'.repeat(1_100_000) })],
  ])('%s is not even read', async (_kind, body) => {
    expect((await send([], body)).status).toBe(401);
  });
});

describe('a body with a sound token', () => {
  it.each([
    ['nested 5,000 deep', `{"type":"message","value":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, 'json_too_deep'],
    ['objects nested 5,000 deep', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`, 'json_too_deep'],
    ['cut off', '{"type":', 'not_json'],
    ['a list', '[]', 'not_an_activity'],
    ['nothing', '', 'not_json'],
  ])('that is %s is a 400', async (_kind, body, code) => {
    const answer = await send([`Bearer ${sound()}`], body);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(`"${code}"`);
    expect(heard).toEqual([]);
  });

  it('may start with a byte order mark', async () => {
    expect((await send([`Bearer ${sound()}`], `\uFEFF${JSON.stringify(activity)}`)).status).toBe(200);
    expect(heard).toEqual(['/pending']);
  });
});

describe('the channel’s keys', () => {
  it('are fetched once, however many ask at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => send([`Bearer ${sound()}`])));
    expect(heard).toHaveLength(20);
    expect(tokens.fetches()).toBe(1);
  });

  it('are looked up anew for a new key, and no more often than every five minutes whatever strangers name', async () => {
    await send([`Bearer ${sound()}`]);
    const added = makePair('added-key', ['msteams']);
    tokens.publish([teamsKey, added]);
    await clock.advance(5 * 60_000);
    expect((await send([`Bearer ${signWith(added, claims())}`])).status).toBe(200);
    for (const kid of ['a', 'b', 'c']) await send([`Bearer ${signWith({ ...teamsKey, kid }, claims())}`]);
    expect(tokens.fetches()).toBe(2);
  });

  it('withdrawn by the channel stop counting after a day', async () => {
    await send([`Bearer ${sound()}`]);
    tokens.publish([slackKey]);
    await clock.advance(24 * 3_600_000);
    expect((await send([`Bearer ${sound()}`])).status).toBe(401);
  });

  it('count one day more while the channel cannot be asked, and then no longer', async () => {
    await send([`Bearer ${sound()}`]);
    tokens.failWith(503);
    await clock.advance(47 * 3_600_000);
    expect((await send([`Bearer ${sound()}`])).status).toBe(200);
    await clock.advance(3_600_000);
    expect(await send([`Bearer ${sound()}`])).toEqual({ status: 401, body: '{"error":"keys_unavailable"}' });
  });

  it('that cannot be had leave nobody in, and are not asked for with every request', async () => {
    tokens.failWith(500);
    for (let count = 0; count < 5; count += 1)
      expect(await send([`Bearer ${sound()}`])).toEqual({ status: 401, body: '{"error":"keys_unavailable"}' });
    expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    tokens.failWith(null);
    await clock.advance(10_000);
    expect((await send([`Bearer ${sound()}`])).status).toBe(200);
  });
});
