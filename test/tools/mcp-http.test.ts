import { once } from 'node:events';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Fault } from '../../src/domain/values/errors';
import { createMcpHttpHandler, mcpPaths } from '../../src/tools/mcp-http';
import { createMcpDeps, echoTool } from './mcp-echo-tool';

const path = '/mcp/sanctions-screening';
const servers: Server[] = [];

async function serve(token: string | null = null): Promise<number> {
  const handle = createMcpHttpHandler({
    ...createMcpDeps(),
    tools: [echoTool],
    access: { keys: token === null ? [] : [token], servesThisMachine: true },
  });
  const server = createServer((request, response) => void handle(request, response));
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

const listTools = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
const usual = { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' };

function send(port: number, sent: Sent = {}): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const options = {
      port,
      host: '127.0.0.1',
      method: sent.method ?? 'POST',
      path: sent.path ?? path,
      headers: { ...usual, ...sent.headers },
    };
    const request = httpRequest(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
    });
    request.on('error', reject);
    request.end(options.method === 'POST' ? (sent.body ?? listTools) : undefined);
  });
}

function codeOf({ body }: { body: string }): string {
  return (JSON.parse(body) as { error: { data: { code: string } } }).error.data.code;
}

async function connect(port: number, headers: Record<string, string> = {}): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`http://127.0.0.1:${port}${path}`), { requestInit: { headers } }),
  );
  return client;
}

describe('the tools over HTTP', () => {
  it('answer the SDK client, call after call, without a session', async () => {
    const client = await connect(await serve());
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['screen_sanctions']);
    for (const name of ['ACME Corp', 'Large Vendor Inc']) {
      const { structuredContent } = await client.callTool({ name: 'screen_sanctions', arguments: { name } });
      expect(structuredContent).toMatchObject({ decision: 'CLEAR', screened: name });
    }
    await client.close();
  });

  it('answer many callers at once, each with its own name', async () => {
    const client = await connect(await serve());
    const names = Array.from({ length: 20 }, (_, index) => `Party ${index}`);
    const results = await Promise.all(
      names.map((name) => client.callTool({ name: 'screen_sanctions', arguments: { name } })),
    );
    expect(results.map(({ structuredContent }) => (structuredContent as { screened: string }).screened)).toEqual(names);
    await client.close();
  });

  it('have one path each', () => {
    expect(mcpPaths).toEqual({
      screen_sanctions: '/mcp/sanctions-screening',
      compute_liquidity_impact: '/mcp/liquidity-gate',
      search_treasury_kb: '/mcp/treasury-kb',
    });
  });

  it('cannot be started with a tool that has no path', () => {
    const tools = [{ ...echoTool, name: 'pay_everything' }];
    expect(() =>
      createMcpHttpHandler({ ...createMcpDeps(), tools, access: { keys: [], servesThisMachine: true } }),
    ).toThrow(Fault);
  });

  it.each([
    ['an unknown path', { path: '/mcp/payments' }, 404, 'not_found'],
    ['a path that is no path', { path: '//' }, 404, 'not_found'],
    ['a request for an event stream', { method: 'GET' }, 405, 'method_not_allowed'],
    ['the end of a session', { method: 'DELETE' }, 405, 'method_not_allowed'],
    ['a body that is not JSON', { body: '{"jsonrpc":' }, 400, 'not_json'],
    ['an empty body', { body: '' }, 400, 'not_json'],
    ['a batch of calls', { body: `[${listTools},${listTools}]` }, 400, 'batch_refused'],
    ['a body over 1 MB', { body: Buffer.alloc(1024 * 1024 + 1, ' ') }, 413, 'body_too_large'],
  ])('refuse %s and stay up', async (_what, sent: Sent, status, code) => {
    const port = await serve();
    const answer = await send(port, sent);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    expect((await send(port)).status).toBe(200);
  });

  it('stop reading an endless body whose length nobody announced', async () => {
    const port = await serve();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest({ port, host: '127.0.0.1', method: 'POST', path, headers: usual }, (response) => {
        response.resume();
        resolve(response.statusCode);
        request.destroy();
      });
      request.on('error', reject);
      request.write(Buffer.alloc(1024 * 1024, ' '));
      request.write(Buffer.alloc(1024, ' '));
    });
    expect(status).toBe(413);
    expect((await send(port)).status).toBe(200);
  });

  it('refuse a body that is announced as too large before any of it arrives', async () => {
    const port = await serve();
    const headers = { ...usual, 'Content-Length': String(2 * 1024 * 1024) };
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest({ port, host: '127.0.0.1', method: 'POST', path, headers }, (response) => {
        resolve(response.statusCode);
        request.destroy();
      });
      request.on('error', reject);
      request.flushHeaders();
    });
    expect(status).toBe(413);
  });

  it('take a body that a parser in front has read already', async () => {
    const handle = createMcpHttpHandler({
      ...createMcpDeps(),
      tools: [echoTool],
      access: { keys: [], servesThisMachine: true },
    });
    const server = createServer((request, response) => void handle(request, response, JSON.parse(listTools)));
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    expect((await send((server.address() as AddressInfo).port, { body: '' })).status).toBe(200);
  });
});

describe('without an access token only this machine is served', () => {
  it.each([
    ['a web page that rebound its own name', { Host: 'attacker.example' }],
    ['a name that only looks local', { Host: 'localhost.attacker.example' }],
    ['a host that is no host', { Host: 'a b' }],
    ['a page of another origin', { Origin: 'https://attacker.example' }],
    ['a page without an origin', { Origin: 'null' }],
  ])('not %s', async (_what, headers: Record<string, string>) => {
    const answer = await send(await serve(), { headers });
    expect([answer.status, codeOf(answer)]).toEqual([403, 'local_only']);
  });

  it.each([{ Host: 'localhost:3978' }, { Host: '[::1]' }, { Origin: 'http://localhost:56150' }])(
    'but %j is',
    async (headers) => {
      expect((await send(await serve(), { headers })).status).toBe(200);
    },
  );
});

describe('with an access token', () => {
  it.each([
    ['no token', {}],
    ['another token', { Authorization: 'Bearer nearly-the-secret' }],
    ['the token in another scheme', { Authorization: 'Basic the-secret' }],
  ])('a caller with %s is refused', async (_what, headers: Record<string, string>) => {
    const answer = await send(await serve('the-secret'), { headers });
    expect([answer.status, codeOf(answer)]).toEqual([401, 'token_required']);
  });

  it('a gateway that bears it is served under any name', async () => {
    const port = await serve('the-secret');
    const headers = { Authorization: 'Bearer the-secret', Host: 'desk.example' };
    expect((await send(port, { headers })).status).toBe(200);
    const client = await connect(port, { Authorization: 'Bearer the-secret' });
    expect((await client.listTools()).tools).toHaveLength(1);
    await client.close();
  });
});
