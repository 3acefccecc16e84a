import { keepLoopbackOffProxies, readBotCredentials, readConfig } from '../../src/composition/config/config';

const endpoint = 'https://desk.search.windows.net';
const configured = (environment: Record<string, string>) =>
  readConfig({ profile: 'local' }, environment).knowledgeService;

describe('Azure AI Search', () => {
  test('is not used unless it is configured', () => {
    expect(configured({})).toBeNull();
    expect(configured({ AZURE_SEARCH_ENDPOINT: ' ', AZURE_SEARCH_INDEX: '' })).toBeNull();
  });

  test('is used with its key, or with the own identity of the desk where there is none', () => {
    const named = { AZURE_SEARCH_ENDPOINT: endpoint, AZURE_SEARCH_INDEX: 'kb' };
    expect(configured({ ...named, AZURE_SEARCH_KEY: 'secret' })).toEqual({ endpoint, index: 'kb', key: 'secret' });
    expect(configured(named)).toEqual({ endpoint, index: 'kb', key: null });
  });

  test.each([
    [{ AZURE_SEARCH_ENDPOINT: endpoint }, 'AZURE_SEARCH_INDEX'],
    [{ AZURE_SEARCH_INDEX: 'kb' }, 'AZURE_SEARCH_ENDPOINT'],
    [{ AZURE_SEARCH_KEY: 'secret' }, 'AZURE_SEARCH_ENDPOINT'],
    [{ AZURE_SEARCH_ENDPOINT: 'http://desk.search.windows.net', AZURE_SEARCH_INDEX: 'kb' }, 'not an https address'],
    [{ AZURE_SEARCH_ENDPOINT: 'desk', AZURE_SEARCH_INDEX: 'kb' }, 'not an https address'],
  ])('stops the start where it is half configured, or not over https: %j', (environment, named) => {
    expect(() => configured(environment)).toThrow(named);
    expect(() => configured({ ...environment, AZURE_SEARCH_KEY: 'secret' })).not.toThrow('secret');
  });
});

describe('the tools over HTTP', () => {
  const tenant = '0b0f5a0e-1111-4222-8333-444455556666';
  const entra = {
    MCP_ENTRA_TENANT: tenant,
    MCP_ENTRA_AUDIENCE: 'api://tools',
    MCP_ENTRA_OBJECT_IDS: `${tenant}, ${tenant}`,
  };
  const mcp = (environment: Record<string, string>) => readConfig({ profile: 'local' }, environment).mcp;

  test('take two keys while one is replaced, and the identities of one tenant', () => {
    const keys = { MCP_ACCESS_TOKEN: 'the-first-key-there-is', MCP_ACCESS_TOKEN_NEXT: 'the-second-key-there-is' };
    expect(mcp({ ...keys, ...entra })).toEqual({
      keys: Object.values(keys),
      entra: {
        tenantId: tenant,
        audience: 'api://tools',
        objectIds: [tenant, tenant],
        metadataUrl: `https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration`,
      },
      callsPerMinute: 600,
    });
    expect(mcp({})).toEqual({ keys: [], entra: null, callsPerMinute: 600 });
  });

  test.each([
    ...Object.keys(entra).map((left): [Record<string, string>, string] => [{ ...entra, [left]: '' }, left]),
    [{ ...entra, MCP_ENTRA_TENANT: 'common' }, 'MCP_ENTRA_TENANT'],
    [{ ...entra, MCP_ENTRA_OBJECT_IDS: 'everybody' }, 'MCP_ENTRA_OBJECT_IDS'],
    [{ ...entra, MCP_ENTRA_METADATA: 'http://login.example.com/keys' }, 'MCP_ENTRA_METADATA'],
    [{ MCP_ACCESS_TOKEN_NEXT: 'short' }, 'MCP_ACCESS_TOKEN_NEXT'],
    [{ MCP_CALLS_PER_MINUTE: '0' }, 'MCP_CALLS_PER_MINUTE'],
    [{ MCP_CALLS_PER_MINUTE: '0x10' }, 'MCP_CALLS_PER_MINUTE'],
    [{ MCP_CALLS_PER_MINUTE: '1e3' }, 'MCP_CALLS_PER_MINUTE'],
    [{ MCP_CALLS_PER_MINUTE: '6.0' }, 'MCP_CALLS_PER_MINUTE'],
  ])('stop the start where they are half configured: %j', (environment, named) => {
    expect(() => mcp(environment)).toThrow(named);
  });
});

describe('Azure AI Foundry', () => {
  const project = 'https://desk.services.ai.azure.com/api/projects/treasury';
  const config = (environment: Record<string, string>, profile: 'local' | 'production' = 'local') =>
    readConfig({ profile }, { SANCTIONS_LIST_DIR: 'l', LEDGER_DIR: 'l', PEOPLE_FILE: 'p', ...environment });

  test('is not used unless it is asked for; a project may be named for the commands alone', () => {
    expect(config({})).toMatchObject({ agents: 'embedded', foundry: null });
    expect(config({ FOUNDRY_PROJECT_ENDPOINT: project })).toMatchObject({
      agents: 'embedded',
      foundry: { endpoint: project },
    });
  });

  test('signs in as the service in production, and as the developer at home', () => {
    const named = { AGENTS: 'foundry', FOUNDRY_PROJECT_ENDPOINT: project };
    expect(config(named, 'production').foundry).toMatchObject({ identity: 'managed', clientId: null });
    expect(config(named).foundry).toMatchObject({ identity: 'developer' });
    expect(config({ ...named, AGENTS_DIR: '/srv/agents' }).foundry?.lockFile).toBe('/srv/agents/foundry.lock.json');
  });

  test.each([
    [{ AGENTS: 'foundry' }, 'FOUNDRY_PROJECT_ENDPOINT'],
    [{ AGENTS: 'azure' }, 'AGENTS'],
    [{ FOUNDRY_PROJECT_ENDPOINT: `${project}/` }, 'FOUNDRY_PROJECT_ENDPOINT: ends with a slash'],
    [
      { FOUNDRY_PROJECT_ENDPOINT: 'https://desk.services.ai.azure.com' },
      'FOUNDRY_PROJECT_ENDPOINT: is not an address like',
    ],
    [{ FOUNDRY_PROJECT_ENDPOINT: `${project}?x=1` }, 'FOUNDRY_PROJECT_ENDPOINT'],
    [
      { FOUNDRY_PROJECT_ENDPOINT: project.replace('https', 'http') },
      'FOUNDRY_PROJECT_ENDPOINT: is not an https address',
    ],
    [{ FOUNDRY_IDENTITY: 'root' }, 'FOUNDRY_IDENTITY'],
  ])('stops the start where it is configured wrongly: %j', (environment, named) => {
    expect(() => config(environment)).toThrow(named);
  });
});

describe('when the ledger was true', () => {
  const asOf = (given: string) => readConfig({ profile: 'local' }, { LEDGER_AS_OF: given }).ledgerAsOf;

  test('is left to the ledger folder unless it is configured', () => {
    expect(readConfig({ profile: 'local' }, {}).ledgerAsOf).toBeNull();
    expect(asOf('2026-01-22T12:20:00+02:00')).toBe('2026-01-22T10:20:00Z');
  });

  test.each(['today', '2026-02-30T10:00:00Z', '10:20'])('stops the start where it is no instant: %s', (given) => {
    expect(() => asOf(given)).toThrow('LEDGER_AS_OF: is not a date and time like 2026-01-22T10:25:00Z');
  });
});

describe('the port', () => {
  const port = (given: string) => readConfig({ profile: 'local' }, { PORT: given }).port;

  test.each([
    ['3978', 3978],
    ['0', 0],
    ['65535', 65_535],
    [' 8080 ', 8080],
  ])('%j is %d', (given, expected) => {
    expect(port(given)).toBe(expected);
  });

  test.each([
    String.raw`\\.\pipe\4f2c-desk`,
    '/run/desk.sock',
    '65536',
    '-1',
    '80.5',
    '1e3',
    '0x50',
    'http',
    '８０',
    '3978;',
  ])('stops the start by name where it is no port: %s', (given) => {
    expect(() => port(given)).toThrow('PORT: is not a port number from 0 to 65535');
  });
});

describe('where it listens', () => {
  const production = { SANCTIONS_LIST_DIR: 'a', LEDGER_DIR: 'b', PEOPLE_FILE: 'c' };
  const local = (HOST: string) => readConfig({}, { PROFILE: 'local', HOST }).host;

  test('is every address in production, or the one that is named', () => {
    expect(readConfig({}, production).host).toBeNull();
    expect(readConfig({}, { ...production, HOST: '::1' }).host).toBe('::1');
    expect(readConfig({}, { ...production, HOST: '10.0.0.4' }).host).toBe('10.0.0.4');
  });

  test('is this machine alone in the local profile, whatever is named', () => {
    expect(local('::1')).toBe('::1');
    expect(local('127.0.0.1')).toBe('127.0.0.1');
    for (const host of ['0.0.0.0', '::', '10.0.0.4', '::ffff:10.0.0.4'])
      expect(() => local(host)).toThrow('the local profile serves no other');
    expect(() => local('desk.example')).toThrow('HOST: is not an IP address');
  });

  test('names the proxies it trusts by address', () => {
    const trusted = (list: string) => readConfig({ profile: 'local' }, { TRUSTED_PROXIES: list }).trustedProxies;
    expect(readConfig({ profile: 'local' }, {}).trustedProxies).toEqual([]);
    expect(trusted('10.0.0.4, ::1')).toEqual(['10.0.0.4', '::1']);
    for (const list of ['*', 'true', '10.0.0.0/8', 'proxy.example', '10.0.0.4,'])
      expect(() => trusted(list)).toThrow('TRUSTED_PROXIES: is not a list of IP addresses');
  });
});

describe('the keys of the channel', () => {
  const metadata = (url: string) =>
    readBotCredentials({
      MICROSOFT_APP_ID: 'a',
      MICROSOFT_APP_TENANT_ID: 'b',
      MICROSOFT_APP_PASSWORD: 'c',
      CHANNEL_OPENID_METADATA: url,
    })?.openIdMetadata;

  test('are the Bot Connector’s unless told otherwise, and come over https or from this machine', () => {
    expect(metadata('')).toBe('https://login.botframework.com/v1/.well-known/openidconfiguration');
    expect(metadata('http://127.0.0.1:9/metadata')).toBe('http://127.0.0.1:9/metadata');
    for (const url of ['http://login.botframework.com/', 'file:///etc/keys', 'keys'])
      expect(() => metadata(url)).toThrow('CHANNEL_OPENID_METADATA');
  });
});

describe('proxy variables', () => {
  const kept = (environment: NodeJS.ProcessEnv) => {
    keepLoopbackOffProxies(environment);
    return environment;
  };
  const loopback = 'localhost,127.0.0.1,[::1],::1';

  test.each([
    [{}, loopback],
    [{ HTTPS_PROXY: 'http://proxy:8080' }, loopback],
    [{ NO_PROXY: '.corp.example' }, `.corp.example,${loopback}`],
    [{ no_proxy: '.corp.example, 10.0.0.4' }, `.corp.example,10.0.0.4,${loopback}`],
    [{ NO_PROXY: 'localhost' }, loopback],
  ])('never speak of this machine: %j', (environment, expected) => {
    expect(kept({ ...environment })).toMatchObject({ NO_PROXY: expected, no_proxy: expected });
    expect(kept(kept({ ...environment }))).toMatchObject({ NO_PROXY: expected });
  });
});
