import type { IncomingMessage } from 'node:http';
import { admitCaller, type McpAccess } from '../../src/tools/mcp-access';

const local = { keys: [], servesThisMachine: true };
const production = { keys: [], servesThisMachine: false };
const withToken = { keys: ['the-secret'], servesThisMachine: false };

/** Null for a caller who may. */
async function accessRefusal(request: IncomingMessage, access: McpAccess) {
  const admitted = await admitCaller(request, access);
  return admitted.ok ? null : admitted.refusal;
}

function from(
  remoteAddress: string | undefined,
  headers: Record<string, string> = { host: 'localhost' },
): IncomingMessage {
  return { headers, socket: { remoteAddress } } as unknown as IncomingMessage;
}

describe('without an access token in the local profile', () => {
  it.each(['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1'])(
    'a caller at %s is on this machine',
    async (address) => {
      expect(await accessRefusal(from(address), local)).toBeNull();
    },
  );

  it.each(['10.0.0.5', '::ffff:10.0.0.5', '128.0.0.1', 'fe80::1', undefined])(
    'a caller at %s is not',
    async (address) => {
      expect(await accessRefusal(from(address), local)).toMatchObject({ status: 403, code: 'local_only' });
    },
  );

  it('a caller who names no host is refused', async () => {
    expect(await accessRefusal(from('127.0.0.1', {}), local)).toMatchObject({ status: 403 });
  });

  it.each([
    ['x-forwarded-for', '203.0.113.9'],
    ['x-forwarded-for', '127.0.0.1'],
    ['x-forwarded-host', 'localhost'],
    ['x-forwarded-proto', 'https'],
    ['forwarded', 'for=127.0.0.1;host=localhost'],
    ['x-real-ip', '127.0.0.1'],
    ['via', '1.1 proxy'],
    ['true-client-ip', '127.0.0.1'],
    ['x-forwarded-for', ''],
  ])('a caller who came through a proxy on this machine (%s: %s) is refused, whatever it says', async (name, value) => {
    expect(await accessRefusal(from('127.0.0.1', { host: 'localhost:3978', [name]: value }), local)).toMatchObject({
      status: 403,
      code: 'local_only',
    });
  });

  it.each(['desk.example', '127.0.0.1.example', 'localhost.example', '10.0.0.5', 'user@localhost@evil', '0.0.0.0'])(
    'a caller who asks for the host %s is refused',
    async (host) => {
      expect(await accessRefusal(from('127.0.0.1', { host }), local)).toMatchObject({ status: 403 });
    },
  );
});

describe('without an access token anywhere else', () => {
  it.each(['127.0.0.1', '::1', '10.0.0.5'])('nobody is served, also not from %s', async (address) => {
    expect(await accessRefusal(from(address), production)).toMatchObject({ status: 403, code: 'no_token_configured' });
  });
});

describe('with an access token', () => {
  it('a caller from anywhere who bears it may call', async () => {
    expect(await accessRefusal(from('10.0.0.5', { authorization: 'Bearer the-secret' }), withToken)).toBeNull();
  });

  it.each([local, production])('a local caller without it may not: %j', async (profile) => {
    expect(await accessRefusal(from('127.0.0.1'), { ...profile, keys: ['the-secret'] })).toMatchObject({
      status: 401,
      code: 'token_required',
    });
  });
});
