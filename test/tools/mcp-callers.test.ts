import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { createCheckEntraToken } from '../../src/tools/entra-token';
import type { McpAccess } from '../../src/tools/mcp-access';
import { createMcpHttpHandler } from '../../src/tools/mcp-http';
import type { RecordCall } from '../../src/tools/mcp-server';
import { createRateLimit } from '../../src/tools/rate-limit';
import { Fault } from '../../src/domain/values/errors';
import { makePair, signWith } from '../fakes/token-issuer';
import { createMcpDeps, echoTool } from './mcp-echo-tool';

const path = '/mcp/sanctions-screening';
const runId = 'WF-20260122102500-0a1b2c';
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

interface Served {
  readonly access?: McpAccess;
  readonly record?: RecordCall;
  readonly perMinute?: number;
}

async function serve({ access, record, perMinute }: Served = {}): Promise<string> {
  const handle = createMcpHttpHandler({
    ...createMcpDeps(),
    tools: [echoTool],
    access: access ?? { keys: [], servesThisMachine: true },
    ...(record ? { record } : {}),
    ...(perMinute === undefined ? {} : { limit: createRateLimit(perMinute, { elapsedMs: () => 0 }) }),
  });
  const server = createServer((request, response) => void handle(request, response));
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
}

async function post(url: string, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
  });
  const { error } = (await response.json()) as { error?: { code: number; data?: { code?: string } } };
  return { status: response.status, code: error?.data?.code, error, retryAfter: response.headers.get('retry-after') };
}

const expectSpoken = expect.arrayContaining(['2025-11-25', '2025-06-18']) as string[];

/** The version the server answers `initialize` with. */
async function negotiate(url: string, protocolVersion: string): Promise<string> {
  const params = { protocolVersion, capabilities: {}, clientInfo: { name: 'test', version: '1' } };
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params }),
  });
  const { result } = (await response.json()) as { result: { protocolVersion: string } };
  return result.protocolVersion;
}

async function call(url: string, input: Record<string, unknown>, headers: Record<string, string> = {}) {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
  const result = CallToolResultSchema.parse(await client.callTool({ name: 'screen_sanctions', arguments: input }));
  await client.close();
  return result;
}

describe('every call over HTTP is written down before its caller hears the answer', () => {
  type Recorded = Parameters<RecordCall>[0];

  it('with its run, input and output; a refused or failed one with its code', async () => {
    const recorded: Recorded[] = [];
    const url = await serve({ record: (made) => Promise.resolve(void recorded.push(made)) });
    const answered = await call(url, { name: 'ACME Corp' }, { 'x-run-id': runId });
    await call(url, { name: 'ACME Corp', decision: 'CLEAR' }, { 'x-run-id': runId });
    await call(url, { name: 'fault' }, { 'x-run-id': runId });
    await call(url, { name: 'ACME Corp' });
    expect(answered.structuredContent).toMatchObject({ audit: { run_id: runId } });
    const of = { runId, tool: 'screen_sanctions' };
    expect(recorded).toEqual([
      { ...of, input: { name: 'ACME Corp' }, output: answered.structuredContent, problem: null },
      { ...of, input: { name: 'ACME Corp', decision: 'CLEAR' }, output: null, problem: 'invalid_input' },
      { ...of, input: { name: 'fault' }, output: null, problem: 'list_unreadable' },
      expect.objectContaining({ runId: 'MCP-20260122102500-aaaaaa' }),
    ]);
  });

  it('and an answer that cannot be written down is not given', async () => {
    const url = await serve({ record: () => Promise.reject(new Fault('store_failed', 'disk full')) });
    const answered = await call(url, { name: 'ACME Corp' }, { 'x-run-id': runId });
    expect(answered.isError).toBe(true);
    expect(JSON.stringify(answered)).toContain('store_failed');
    expect(JSON.stringify(answered)).not.toContain('CLEAR');
  });

  it.each(['{{run_id}}', 'WF-1', `${runId} `.repeat(2), `${runId}\u00e9`])(
    'a run id like "%s" is none',
    async (given) => {
      expect(await post(await serve(), { 'x-run-id': given })).toMatchObject({ status: 400, code: 'run_id_malformed' });
    },
  );
});

describe('who calls', () => {
  const access = { keys: ['the-first-key-there-is', 'the-second-key-there-is'], servesThisMachine: false };

  it('bears one of two keys while one is replaced, as a bearer or in the header a connection puts keys into', async () => {
    const url = await serve({ access });
    for (const key of access.keys) {
      expect(await post(url, { authorization: `Bearer ${key}` })).toMatchObject({ status: 200 });
      expect(await post(url, { 'x-api-key': key })).toMatchObject({ status: 200 });
    }
    expect(await post(url, { 'x-api-key': 'the-third-key-there-is' })).toMatchObject({ status: 401 });
  });

  it.each(['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'])('may speak the protocol of %s', async (version) => {
    const url = await serve();
    expect(await post(url, { 'mcp-protocol-version': version })).toMatchObject({ status: 200 });
    expect(await negotiate(url, version)).toBe(version);
  });

  it.each(['1999-01-01', '2026-07-28', '2099-01-01', 'latest', ''])(
    'is refused with the protocol of "%s", and told what is spoken here',
    async (version) => {
      const refused = await post(await serve(), { 'mcp-protocol-version': version });
      expect(refused).toMatchObject({ status: 400, code: 'protocol_version_unknown' });
      expect(refused.error).toMatchObject({ code: -32_022, data: { supported: expectSpoken, requested: version } });
    },
  );

  it.each(['1999-01-01', '2026-07-28', 'latest'])(
    'who begins with the protocol of "%s" is answered with one that is spoken here, for the client to take or leave',
    async (version) => {
      expect(await negotiate(await serve(), version)).toBe('2025-11-25');
    },
  );

  it('is told when to come again after too many calls', async () => {
    const url = await serve({ perMinute: 2 });
    const statuses = [await post(url), await post(url), await post(url)];
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(statuses[2]).toMatchObject({ code: 'called_too_often', retryAfter: '30' });
  });
});

describe('a token of Entra', () => {
  const tenantId = '0b0f5a0e-1111-4222-8333-444455556666';
  const objectId = '9a9a9a9a-1111-4222-8333-444455556666';
  const audience = 'api://treasury-desk-tools';
  const nowSeconds = 1_800_000_000;
  const own = makePair('own');
  const stranger = makePair('own');
  const checkToken = createCheckEntraToken({
    tenantId,
    audience,
    objectIds: ['11111111-1111-4222-8333-444455556666', objectId],
    keys: { find: (id) => Promise.resolve(id === 'own' ? { key: own.publicKey } : null) },
    clock: { recordedNow: () => nowSeconds * 1_000 },
  });
  const sound = {
    iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
    aud: audience,
    tid: tenantId,
    oid: objectId,
    sub: objectId,
    nbf: nowSeconds - 60,
    exp: nowSeconds + 3_600,
  };
  const { exp: _exp, ...endless } = sound;

  it.each([
    ['version 2', sound],
    ['version 1', { ...sound, iss: `https://sts.windows.net/${tenantId}/` }],
    ['an application that says so', { ...sound, sub: 'pairwise', idtyp: 'app' }],
  ])('of an identity that may call passes: %s', async (_what, claims) => {
    expect(await checkToken(signWith(own, claims))).toEqual({ ok: true, objectId });
  });

  it.each([
    [
      'another tenant as issuer',
      { ...sound, iss: 'https://login.microsoftonline.com/other/v2.0' },
      'issuer_not_the_tenant',
    ],
    ['another tenant', { ...sound, tid: '22222222-1111-4222-8333-444455556666' }, 'tenant_wrong'],
    ['another audience', { ...sound, aud: 'https://management.azure.com' }, 'audience_wrong'],
    ['two audiences', { ...sound, aud: [audience, 'api://other'] }, 'audience_wrong'],
    ['its time over', { ...sound, exp: nowSeconds - 301 }, 'signature_or_time_wrong'],
    ['its time not come', { ...sound, nbf: nowSeconds + 301 }, 'signature_or_time_wrong'],
    ['no end', endless, 'lifetime_missing'],
    ['a person’s scopes', { ...sound, scp: 'user_impersonation' }, 'of_a_person'],
    ['a person as its subject', { ...sound, sub: 'somebody' }, 'of_a_person'],
    ['a person’s kind', { ...sound, idtyp: 'user' }, 'of_a_person'],
    ['an identity nobody listed', { ...sound, oid: tenantId, sub: tenantId }, 'identity_not_listed'],
    ['no identity', { ...sound, oid: undefined, idtyp: 'app' }, 'identity_not_listed'],
  ])('with %s does not', async (_what, claims, fault) => {
    expect(await checkToken(signWith(own, claims))).toEqual({ ok: false, fault });
  });

  it('signed by somebody else, by another algorithm or with an unknown key does not', async () => {
    const hmac = signWith({ ...own, privateKey: 'public' as never }, sound, { algorithm: 'HS256' });
    const tokens = [
      signWith(stranger, sound),
      hmac,
      signWith(makePair('new'), sound),
      'no.token',
      '',
      'x'.repeat(20_000),
    ];
    const faults = await Promise.all(tokens.map(async (token) => await checkToken(token)));
    expect(faults.map((checked) => (checked.ok ? 'passed' : checked.fault))).toEqual([
      'signature_or_time_wrong',
      'algorithm_not_allowed',
      'key_unknown',
      'not_a_token',
      'not_a_token',
      'not_a_token',
    ]);
  });

  it('opens the tools, beside keys or without any, and what is wrong with one is not told', async () => {
    const url = await serve({ access: { keys: [], checkToken, servesThisMachine: false } });
    expect(await post(url, { authorization: `Bearer ${signWith(own, sound)}` })).toMatchObject({ status: 200 });
    const person = { ...sound, scp: 'user_impersonation' };
    expect(await post(url, { authorization: `Bearer ${signWith(own, person)}` })).toMatchObject({
      status: 401,
      code: 'token_required',
    });
  });
});
