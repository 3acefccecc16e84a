/** Ports the demo looks for. */
import { createServer, type AddressInfo, type Server } from 'node:net';
import { freePortFrom, isPortFree } from '../../src/demo/wait-for';

const listening: Server[] = [];

afterEach(async () => {
  await Promise.all(listening.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function listen(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  listening.push(server);
  return (server.address() as AddressInfo).port;
}

it('passes over a port somebody listens on', async () => {
  const taken = await listen();

  const found = await freePortFrom(taken);

  expect(found).toBeGreaterThan(taken);
  expect(found).toBeLessThan(taken + 20);
  await expect(isPortFree(found)).resolves.toBe(true);
  await expect(isPortFree(taken)).resolves.toBe(false);
});

it('keeps a port that is free', async () => {
  const taken = await listen();
  const free = await freePortFrom(taken);

  await expect(freePortFrom(free)).resolves.toBe(free);
});
