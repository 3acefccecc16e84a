import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ServerError } from '@azure/msal-node';
import { readBotCredentials, type BotCredentials } from '../../../src/composition/config/config';
import { connectAzureSearch } from '../../../src/sources/knowledge/azure-search';
import { describeTraced, startCollector } from '../../fakes/collector';
import { stdioServer, writeFraudAgent } from '../../fakes/fraud-agent';
import { makePair, startTokenIssuer } from '../../fakes/token-issuer';
import { hits, onLoopback, startSearchService, type Answer } from '../../sources/knowledge/search-service';
import { lookAt, named, openWorkplace, type Workplace } from './look';

let place: Workplace;
beforeEach(() => {
  place = openWorkplace();
});
afterEach(() => place.remove());

const section = {
  section_id: 'cutoffs.md#sepa',
  title: 'Cutoffs: SEPA',
  doc_type: 'policy',
  topics: ['cutoff'],
  text: 'SEPA payments leave before 15:00.',
};
const hashed = { ...section, hash: '6b3c0fbb0cd0b1a1cbbe5ea08e3f4e1dd0b5f1ae2a2ea0f9e0c7f3b7f0a8d111' };

describe('Azure AI Search', () => {
  const search = { AZURE_SEARCH_ENDPOINT: 'https://desk.search.windows.net', AZURE_SEARCH_INDEX: 'runbooks' };
  const withKey = { ...search, AZURE_SEARCH_KEY: 'a-secret-key' };

  async function found(answer: () => Answer, environment: Readonly<Record<string, string>>, identity?: Error) {
    const service = await startSearchService(answer);
    try {
      const all = await lookAt(
        { DATA_DIR: place.folder, ...environment },
        {
          limitMs: 2_000,
          standIns: {
            connect: (asked) =>
              connectAzureSearch(
                { ...asked, endpoint: service.endpoint },
                {
                  ...onLoopback,
                  identity: () =>
                    identity
                      ? Promise.reject(identity)
                      : Promise.resolve({
                          getToken: () => Promise.resolve({ token: 't', expiresOnTimestamp: Date.UTC(2100, 0, 1) }),
                        }),
                },
              ),
          },
        },
      );
      return all['Azure AI Search'];
    } finally {
      await service.close();
    }
  }

  const refused =
    (status: number): (() => Answer) =>
    () => ({ status, body: { error: { code: 'x', message: 'secret words' } } });

  test.each<[string, () => Answer, Readonly<Record<string, string>>, RegExp]>([
    ['403 with a key', refused(403), withKey, /AZURE_SEARCH_KEY is not taken/],
    ['401 with a key', refused(401), withKey, /AZURE_SEARCH_KEY is not taken/],
    ['404', refused(404), withKey, /AZURE_SEARCH_INDEX names no index/],
    ['503', refused(503), withKey, /an error of its own/],
    ['a connection that is cut', () => 'hang_up', withKey, /Nothing answers at AZURE_SEARCH_ENDPOINT/],
  ])('%s fails and says what is missing', async (_what, answer, environment, remedy) => {
    const finding = await found(answer, environment);
    expect(finding).toMatchObject({
      state: 'fails',
      settings: expect.arrayContaining(['AZURE_SEARCH_INDEX']) as unknown,
    });
    expect(finding?.remedy).toMatch(remedy);
    expect(JSON.stringify(finding)).not.toContain('a-secret-key');
  });

  test('without a key and without an identity it says both', async () => {
    const finding = await found(refused(403), search, new Error('no identity here'));
    expect(finding).toMatchObject({ state: 'fails', said: expect.stringContaining('no identity here') as string });
    expect(finding?.remedy).toContain('set AZURE_SEARCH_KEY');
  });

  test('a service that never answers is given up after its time', async () => {
    const startedMs = performance.now();
    expect(await found(() => 'silence', withKey)).toMatchObject({ state: 'fails', said: 'no answer within 2 s' });
    expect(performance.now() - startedMs).toBeLessThan(6_000);
  });

  test('an index without sections, and one whose texts were changed, is told', async () => {
    expect(await found(() => hits([]), withKey)).toMatchObject({ state: 'warns' });
    expect(await found(() => hits([hashed]), withKey)).toMatchObject({
      state: 'warns',
      said: 'cutoffs.md#sepa: text and hash differ',
    });
  });
});

describe('the bot', () => {
  const credentials: BotCredentials = {
    type: 'SingleTenant',
    appId: 'the-app',
    password: 'the-secret',
    tenantId: 'the-tenant',
    openIdMetadata: 'http://127.0.0.1:1/metadata',
  };
  const found = (prove: () => Promise<void>, over: Partial<BotCredentials> = {}) =>
    lookAt({ DATA_DIR: place.folder }, { credentials: () => ({ ...credentials, ...over }), standIns: { prove } });

  test.each<[string, string, RegExp]>([
    ['a wrong secret', '7000215', /MICROSOFT_APP_PASSWORD is not a secret of this app/],
    ['an expired secret', '7000222', /MICROSOFT_APP_PASSWORD has expired/],
    ['an unknown app', '700016', /MICROSOFT_APP_ID is no app of the tenant/],
    ['an unknown tenant', '90002', /MICROSOFT_APP_TENANT_ID is no tenant/],
  ])('%s fails, naming the setting', async (_what, number, remedy) => {
    const said = new ServerError('invalid_client', `AADSTS${number}`, '', number);
    const all = await found(() => Promise.reject(said));
    expect(all['bot identity']).toMatchObject({ state: 'fails' });
    expect(all['bot identity']?.remedy).toMatch(remedy);
    expect(JSON.stringify(all)).not.toContain('the-secret');
  });

  test('credentials that are missing are named, and the rest is tried all the same', async () => {
    const all = await lookAt({ DATA_DIR: place.folder }, { credentials: () => readBotCredentials({}) });
    expect(named(all, 'fails')).toEqual(['bot identity', "Teams' signing keys"]);
    expect(all['bot identity']).toMatchObject({
      code: 'configuration_invalid',
      said: expect.stringContaining('set MICROSOFT_APP_ID, MICROSOFT_APP_TENANT_ID, MICROSOFT_APP_PASSWORD') as string,
    });
  });

  test('Teams’ keys are fetched, and said to be missing where they are not there', async () => {
    const issuer = await startTokenIssuer([makePair('one', ['msteams'])]);
    try {
      const well = await found(() => Promise.resolve(), { openIdMetadata: issuer.metadataUrl });
      expect([well['bot identity']?.state, well["Teams' signing keys"]?.state]).toEqual(['works', 'works']);
      issuer.failWith(503);
      const down = await found(() => Promise.resolve(), { openIdMetadata: issuer.metadataUrl });
      expect(down["Teams' signing keys"]).toMatchObject({ state: 'fails', settings: ['CHANNEL_OPENID_METADATA'] });
      expect(down['bot identity']?.state).toBe('works');
    } finally {
      await issuer.close();
    }
  });
});

describe('who may call the tools', () => {
  const hosted = {
    AGENTS: 'foundry',
    FOUNDRY_PROJECT_ENDPOINT: 'https://desk.services.ai.azure.com/api/projects/p',
  };
  const production = {
    ...hosted,
    PROFILE: 'production',
    SANCTIONS_LIST_DIR: 'demo/watch-list',
    LEDGER_DIR: 'demo/ledger',
    PEOPLE_FILE: 'demo/people.yaml',
  };
  const noProject = { open: () => Promise.reject(new Error('not here')) };
  const found = async (environment: Readonly<Record<string, string>>) =>
    (await lookAt({ DATA_DIR: place.folder, ...environment }, { standIns: noProject }))['tools over MCP'];

  test('hosted agents without a key or a tenant fail, and name the setting', async () => {
    expect(await found(production)).toMatchObject({
      state: 'fails',
      remedy: expect.stringContaining('MCP_ACCESS_TOKEN') as string,
      settings: expect.arrayContaining(['MCP_ACCESS_TOKEN', 'MCP_ENTRA_TENANT']) as unknown,
    });
    expect(await found({ ...production, MCP_ACCESS_TOKEN: 'k'.repeat(16) })).toMatchObject({ state: 'works' });
  });

  test('it is off where nobody needs it, and a local gateway is told that only this machine is let in', async () => {
    expect(await found({ ...production, AGENTS: 'embedded' })).toMatchObject({ state: 'off' });
    expect(await found(hosted)).toMatchObject({ state: 'warns' });
  });
});

describe('the gateway', () => {
  const key = 'k'.repeat(16);
  let server: Server;
  let url: string;
  let answer: (givenKey: string | undefined) => readonly [status: number, body: string];
  beforeEach(async () => {
    server = createServer((request, response) => {
      request.resume();
      const [status, body] = answer(request.headers['x-api-key'] as string | undefined);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const endpoint = 'https://desk.services.ai.azure.com/api/projects/p';
  const pin = { version: '1', content_hash: 'a', served_hash: 'b' };
  async function found(gateway = url) {
    const agents = {
      'sanctions-screening-agent': pin,
      'liquidity-screening-agent': pin,
      'operational-procedures-agent': pin,
    };
    const lockFile = place.write('lock.json', JSON.stringify({ endpoint, gateway, agents }));
    const environment = { AGENTS: 'foundry', FOUNDRY_PROJECT_ENDPOINT: endpoint, FOUNDRY_LOCK_FILE: lockFile };
    const all = await lookAt(
      { DATA_DIR: place.folder, MCP_ACCESS_TOKEN: key, ...environment },
      { standIns: { open: () => Promise.reject(new Error('not here')) } },
    );
    return all['gateway of sanctions-screening-agent'];
  }

  const list = (...names: readonly string[]) =>
    JSON.stringify({ jsonrpc: '2.0', id: 1, result: { tools: names.map((name) => ({ name })) } });

  test('works where it lists the tool to the key', async () => {
    answer = (given) => (given === key ? [200, list('screen_sanctions')] : [401, '{}']);
    expect(await found()).toMatchObject({ state: 'works' });
    answer = (given) => [200, `event: message\ndata: ${given === key ? list('screen_sanctions') : '{}'}\n\n`];
    expect(await found()).toMatchObject({ state: 'works' });
  });

  test.each<[string, number, string, 'fails' | 'warns', RegExp]>([
    ['another tool at that path', 200, list('search_treasury_kb'), 'fails', /routes of the gateway/],
    ['a page of a web server', 200, '<html>', 'fails', /backend/],
    ['401', 401, '{}', 'warns', /it must be MCP_ACCESS_TOKEN/],
    ['403', 403, '{}', 'warns', /it must be MCP_ACCESS_TOKEN/],
    ['404', 404, '{}', 'fails', /the path in the agent’s file/],
    ['504', 504, '{}', 'fails', /backend/],
  ])('%s is told', async (_what, status, body, state, remedy) => {
    answer = () => [status, body];
    const finding = await found();
    expect(finding).toMatchObject({ state });
    expect(finding?.remedy).toMatch(remedy);
    expect(JSON.stringify(finding)).not.toContain(key);
  });

  test('one that is not there fails, with its address', async () => {
    answer = () => [200, ''];
    expect(await found('http://127.0.0.1:1')).toMatchObject({
      state: 'fails',
      said: expect.stringContaining('http://127.0.0.1:1/mcp/sanctions-screening cannot be reached') as string,
    });
  });
});

describe('an agent whose tool is on a server of its own', () => {
  const found = async (at: string, environment: Readonly<Record<string, string>> = {}) => {
    const { agentsDir, workflow } = writeFraudAgent(place.folder, at);
    const settings = { AGENTS_DIR: agentsDir, WORKFLOW_FILE: workflow, ...environment };
    return (await lookAt({ DATA_DIR: place.folder, ...settings }))['server of fraud-screening-agent'];
  };

  test('works where the server lists the tool, and fails where it has another', async () => {
    expect(await found(stdioServer('sound'))).toMatchObject({ state: 'works', settings: ['AGENTS_DIR'] });
    expect(await found(stdioServer('no_such_tool'))).toMatchObject({
      state: 'fails',
      code: 'tool_failed',
      said: expect.stringContaining('has no tool score_fraud: there is delete_everything') as string,
    });
  });

  test('fails where it is not there, and names the variable of a key that is missing', async () => {
    const at = '{ url: "http://127.0.0.1:1/mcp", key_variable: FRAUD_KEY }';
    expect(await found(at, { FRAUD_KEY: 'a-secret' })).toMatchObject({
      state: 'fails',
      code: 'agent_unavailable',
      settings: ['AGENTS_DIR', 'FRAUD_KEY'],
    });
    expect(await found(at)).toMatchObject({
      state: 'fails',
      code: 'configuration_invalid',
      said: expect.stringContaining('FRAUD_KEY is not set') as string,
    });
  });
});

describeTraced('traces', () => {
  const found = async (environment: Readonly<Record<string, string>>) =>
    (await lookAt({ DATA_DIR: place.folder, ...environment }))['traces'];

  test('a collector that takes them works; one that refuses, or is not there, fails with its setting', async () => {
    const collector = await startCollector();
    const environment = { OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint };
    try {
      expect(await found(environment)).toMatchObject({ state: 'works' });
      expect(collector.requests).toMatchObject([{ path: '/v1/traces' }]);
      collector.failWith(401);
      expect(await found(environment)).toMatchObject({
        state: 'fails',
        settings: expect.arrayContaining(['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_HEADERS']) as unknown,
      });
    } finally {
      await collector.close();
    }
    expect(await found({})).toMatchObject({ state: 'off' });
  });
});
