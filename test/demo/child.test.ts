import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild, type Child } from '../../src/demo/child';
import { isAnswering, isPortFree } from '../../src/demo/wait-for';

const folder = mkdtempSync(join(tmpdir(), 'demo-child-'));
const started: Child[] = [];

function start(script: string): Child {
  const child = startChild({
    name: 'the child',
    args: ['-e', script],
    cwd: folder,
    env: process.env,
    logFile: join(folder, `${started.length}.log`),
  });
  started.push(child);
  return child;
}

afterAll(async () => {
  for (const child of started) await child.stop(0);
  rmSync(folder, { recursive: true });
});

it('tells why a child ended, and its last words', async () => {
  const child = start(`console.error('the file is broken'); process.exit(3)`);
  expect(await child.ended).toBe('the child ended (exit code 3)');
  expect(child.isRunning()).toBe(false);
  expect(child.lastWords()).toBe('the file is broken');
});

it('ends a child that will not end', async () => {
  const child = start(`process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('deaf')`);
  while (child.lastWords() !== 'deaf') await new Promise(setImmediate);
  await child.stop(50);
  expect(await child.ended).toBe('the child ended (SIGKILL)');
});

it('gives up waiting as soon as the child is gone', async () => {
  const child = start('process.exit(1)');
  await child.ended;
  expect(await isAnswering('http://127.0.0.1:9/', child, 60_000)).toBe(false);
});

it('sees that a port is taken, and that it is free again', async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );
  expect(await isPortFree(port)).toBe(false);
  await new Promise((resolve) => server.close(resolve));
  expect(await isPortFree(port)).toBe(true);
});
