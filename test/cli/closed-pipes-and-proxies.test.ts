/** The desk among other programs: readers that close early, and proxies that are meant for the internet. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { openChannel, startConnector } from '../fakes/connector';
import { people } from '../fakes/demo-desk';
import { inFolder, projectRoot, runDesk, startServing } from './run-desk';

/** Runs a command whose standard output is closed at once. */
async function withClosedOutput(args: readonly string[], input = ''): Promise<{ code: number | null; stderr: string }> {
  const child = spawn(process.execPath, [path.join(projectRoot, 'dist/main.js'), ...args], {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'warn' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stderr: errors.join('') };
}

describe('a reader that closes the pipe', () => {
  it.concurrent.each([
    [['screen', 'BANK MASKAN', '--json'], ''],
    [['screen', '--batch', '-'], `query\n${'ACME Corp\n'.repeat(2_000)}`],
    [['review', '-'], '{"payment_id":"TXN-002"}'],
    [['policy', 'lint'], ''],
    [['--help'], ''],
  ])(
    'ends %j quietly',
    async (args, input) => {
      const { code, stderr } = await withClosedOutput(args, input);
      expect(stderr).not.toMatch(/EPIPE|Error|\n +at /);
      expect(code).toBe(0);
    },
    60_000,
  );
});

describe('a request file of Windows', () => {
  it.concurrent('may start with a byte order mark', async () => {
    expect(await runDesk(['review', '-'], { input: '\uFEFF{"payment_id":"TXN-002"}' })).toMatchObject({
      code: 0,
      stderr: '',
    });
  });
});

describe('proxy variables', () => {
  it.concurrent(
    'swallow no reply to this machine',
    inFolder(async (folder) => {
      const connector = await startConnector();
      // Nobody listens on the discard port: a reply that goes to the proxy is lost.
      const proxy = 'http://127.0.0.1:9';
      const desk = await startServing({
        DATA_DIR: folder,
        HTTP_PROXY: proxy,
        HTTPS_PROXY: proxy,
        ALL_PROXY: proxy,
        https_proxy: proxy,
      });
      const channel = openChannel(connector, desk.url);
      await channel.say(people.dana, '/help');
      await connector.cardWith('/payment', 20_000);
      expect(await desk.stop()).toBe(0);
      await connector.close();
    }),
    90_000,
  );
});
