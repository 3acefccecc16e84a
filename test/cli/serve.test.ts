import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { inFolder, projectRoot, runDesk, startServing } from './run-desk';

/** Somebody else's server, on a port of this machine. */
async function occupyPort(): Promise<{ port: string; isCalled: () => boolean; close: () => Promise<void> }> {
  let called = false;
  const server: Server = createServer(() => {
    called = true;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: String((server.address() as AddressInfo).port),
    isCalled: () => called,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

const demo = (name: string) => path.join(projectRoot, 'demo', name);
const productionData = {
  SANCTIONS_LIST_DIR: demo('watch-list'),
  LEDGER_DIR: demo('ledger'),
  PEOPLE_FILE: demo('people.yaml'),
};

describe('serve', () => {
  it.concurrent(
    'without credentials says what is missing, before it touches a port or a database',
    inFolder(async (folder) => {
      // Had it come as far as opening its port, it would complain of that.
      const other = await occupyPort();
      const dataDir = path.join(folder, 'data');
      const ended = await runDesk(['serve'], {
        environment: { ...productionData, DATA_DIR: dataDir, PORT: other.port },
      });
      await other.close();
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toContain('MICROSOFT_APP_ID, MICROSOFT_APP_TENANT_ID, MICROSOFT_APP_PASSWORD');
      expect(ended.stderr).toContain('PROFILE=local');
      expect(ended.stderr).not.toContain(other.port);
      expect(existsSync(dataDir)).toBe(false);
    }),
  );

  it.concurrent('with nothing set never falls back to the demo by itself', async () => {
    expect(await runDesk(['serve'])).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/Missing credentials.*PROFILE=local.*\[configuration_invalid\]/) as string,
    });
  });

  it.concurrent(
    'on a port that is taken says which',
    inFolder(async (folder) => {
      const other = await occupyPort();
      const ended = await runDesk(['serve'], {
        environment: { PROFILE: 'local', PORT: other.port, DATA_DIR: folder },
      });
      await other.close();
      expect(ended).toEqual({
        code: 1,
        stdout: '',
        stderr: expect.stringContaining(`Port ${other.port} on 127.0.0.1 is in use by another process`) as string,
      });
    }),
  );

  it.concurrent(
    'keeps its data folder to itself, lets auditors read meanwhile, and ends with 0 on SIGTERM',
    inFolder(async (folder) => {
      const environment = { DATA_DIR: folder };
      const desk = await startServing(environment);
      const [healthy, second, review, verify, show, house] = await Promise.all([
        fetch(`${desk.url}/healthz`),
        runDesk(['serve'], { environment: { PROFILE: 'local', PORT: '0', ...environment } }),
        runDesk(['review', '-'], { input: '{"payment_id":"TXN-002"}', environment }),
        runDesk(['audit', 'verify'], { environment }),
        runDesk(['audit', 'show', 'TXN-002'], { environment }),
        runDesk(['audit', 'events'], { environment }),
      ]);
      expect(healthy.status).toBe(200);
      const inUse = expect.stringMatching(/demo\.db is in use by another process.*\[store_in_use\]/) as string;
      expect(second).toEqual({ code: 1, stdout: '', stderr: inUse });
      expect(review).toEqual({ code: 1, stdout: '', stderr: inUse });
      expect(verify).toMatchObject({ code: 0, stderr: '' });
      expect(verify.stdout).toMatch(/^5 events, chain whole, cases as sealed, head [0-9a-f]{64}\n$/);
      expect(house.stdout.split('\n').map((line) => line.split(/ +/)[2])).toEqual([
        'policy_taken_in',
        'watch_lists_taken_in',
        'ledger_taken_in',
        'people_taken_in',
        'workflow_taken_in',
        undefined,
      ]);
      expect(show).toMatchObject({ code: 2, stdout: '' });
      expect(await desk.stop()).toBe(0);
      expect(await runDesk(['review', '-'], { input: '{"payment_id":"TXN-002"}', environment })).toMatchObject({
        code: 0,
        stderr: '',
      });
    }),
  );
});
