/** A client nobody here wrote: the MCP inspector's command line, where MCP_INSPECTOR says it is installed. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startServing, type ServingDesk } from './run-desk';

const { MCP_INSPECTOR: inspector, PATH: searched = '' } = process.env;
if (inspector === undefined)
  process.stderr.write(
    'skipped: the MCP inspector is not installed here, or MCP_INSPECTOR does not name its command\n',
  );

const key = 'the-key-of-the-inspector';

(inspector === undefined ? describe.skip : describe)('the command line of the MCP inspector', () => {
  let desk: ServingDesk;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
    desk = await startServing({ DATA_DIR: folder, MCP_ACCESS_TOKEN: key });
  });
  afterAll(async () => {
    await desk.stop();
    rmSync(folder, { recursive: true });
  });

  async function ask(at: string, ...args: readonly string[]): Promise<unknown> {
    const asked = ['--cli', `${desk.url}${at}`, '--transport', 'http', '--header', `x-api-key: ${key}`, ...args];
    const env = { PATH: searched, HOME: folder, MCP_CATALOG_PATH: path.join(folder, 'catalog.json') };
    const { stdout } = await promisify(execFile)(inspector ?? '', asked, { env, timeout: 60_000 });
    return JSON.parse(stdout) as unknown;
  }

  it.each([
    ['/mcp/sanctions-screening', 'screen_sanctions', ['name=BANK MASKAN'], { decision: 'BLOCK' }],
    [
      '/mcp/liquidity-gate',
      'compute_liquidity_impact',
      ['payment_id=TXN-EMRG-001'],
      { breach_assessment: { breach: true, gap: 125_000 } },
    ],
    ['/mcp/treasury-kb', 'search_treasury_kb', ['query=cutoff of dollars'], { results: expect.anything() as unknown }],
  ])('lists and calls what is at %s', async (at, tool, input, found) => {
    expect(await ask(at, '--method', 'tools/list')).toMatchObject({ tools: [{ name: tool }] });
    const called = await ask(at, '--method', 'tools/call', '--tool-name', tool, '--tool-arg', ...input);
    expect(called).toMatchObject({ structuredContent: found });
  });

  it('is refused with another key', async () => {
    const other = ask('/mcp/treasury-kb', '--method', 'tools/list', '--header', 'x-api-key: another-key-altogether');
    await expect(other).rejects.toThrow('auth_required');
  });
});
