import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { readBotCredentials, readConfig } from '../../src/composition/config/config';
import { startDemoDesk, type DemoDesk } from '../fakes/demo-desk';

let desk: DemoDesk;
beforeAll(async () => {
  desk = await startDemoDesk();
});
afterAll(() => desk.close());

async function callTool(path: string, name: string, input: Record<string, unknown>): Promise<unknown> {
  const client = new Client({ name: 'a gateway', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(new URL(path, desk.url)));
  try {
    const { tools } = await client.listTools();
    expect(tools.map((tool) => tool.name)).toEqual([name]);
    return (await client.callTool({ name, arguments: input })).structuredContent;
  } finally {
    await client.close();
  }
}

describe('the tools on the bot’s own port', () => {
  it('screen, compute and search as the embedded agents do', async () => {
    expect(await callTool('/mcp/sanctions-screening', 'screen_sanctions', { name: 'BANKE MASKAN' })).toMatchObject({
      decision: 'BLOCK',
      match_type: 'FUZZY_HIGH',
    });
    expect(
      await callTool('/mcp/liquidity-gate', 'compute_liquidity_impact', { payment_id: 'TXN-EMRG-001' }),
    ).toMatchObject({ breach_assessment: { gap: 125_000 } });
    expect(
      await callTool('/mcp/treasury-kb', 'search_treasury_kb', { query: 'who approves an override' }),
    ).toMatchObject({ results: expect.arrayContaining([expect.objectContaining({ doc_type: 'policy' })]) as unknown });
  });

  it('refuse a page of another origin', async () => {
    const response = await fetch(new URL('/mcp/sanctions-screening', desk.url), {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'content-type': 'application/json' },
      body: '{}',
    });
    expect(response.status).toBe(403);
  });
});

describe('the start', () => {
  it('on a simulated day is refused outside the local profile', () => {
    const production = { SANCTIONS_LIST_DIR: 'a', LEDGER_DIR: 'b', PEOPLE_FILE: 'c' };
    expect(readConfig({}, production).demoStartMs).toBeNull();
    expect(() => readConfig({ businessTime: '2026-01-22T10:25:00Z' }, production)).toThrow('local profile only');
  });

  it('without credentials is refused outside the local profile, naming what is missing', () => {
    expect(() => readBotCredentials({})).toThrow(
      'Missing credentials: set MICROSOFT_APP_ID, MICROSOFT_APP_TENANT_ID, MICROSOFT_APP_PASSWORD',
    );
    expect(() => readBotCredentials({ MICROSOFT_APP_ID: 'a', MICROSOFT_APP_TENANT_ID: 'b' })).toThrow(
      'set MICROSOFT_APP_PASSWORD',
    );
    expect(
      readBotCredentials({
        MICROSOFT_APP_ID: 'a',
        MICROSOFT_APP_TENANT_ID: 'b',
        MICROSOFT_APP_TYPE: 'UserAssignedMSI',
      }),
    ).toMatchObject({ password: null });
    expect(readBotCredentials({ PROFILE: 'local' })).toBeNull();
  });

  it('is production unless told otherwise, and falls back to no demo data there', () => {
    expect(() => readConfig({}, {})).toThrow('Not set: SANCTIONS_LIST_DIR, LEDGER_DIR, PEOPLE_FILE');
  });

  it('listens on loopback alone in the local profile', () => {
    expect(readConfig({}, { PROFILE: 'local' }).host).toBe('127.0.0.1');
  });

  it.each([
    [{ PROFILE: 'staging' }, 'PROFILE'],
    [{ PROFILE: 'local', PORT: '99999' }, 'PORT'],
    [{ PROFILE: 'local', DEMO_START: 'soon' }, 'not a date and time'],
    [{ PROFILE: 'local', MCP_ACCESS_TOKEN: 'short' }, 'MCP_ACCESS_TOKEN'],
  ])('with %j is refused by name', (environment, reason) => {
    expect(() => readConfig({}, environment)).toThrow(reason);
  });
});
