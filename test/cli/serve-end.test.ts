/** The end of the served desk, in a process of its own: whatever hangs, the process ends and the database is free. */
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { demoTenant } from '../fakes/connector';
import { people } from '../fakes/demo-desk';
import { describePostgres } from '../fakes/describe-postgres';
import { startLine } from '../fakes/line';
import { PostgresServer } from '../fakes/postgres';
import { inFolder, runDesk, startServing } from './run-desk';

/** Takes every request and answers none. */
async function startHangingConnector(): Promise<{ url: string; asked: Promise<void>; close: () => void }> {
  let onAsked: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (onAsked = resolve));
  const server: Server = createServer(() => {
    onAsked();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const say = (url: string, serviceUrl: string, text: string) =>
  fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'message',
      id: 'in-1',
      text,
      channelId: 'msteams',
      serviceUrl,
      from: people.dana,
      recipient: { id: 'bot', name: 'Treasury Desk' },
      conversation: { id: 'chat', conversationType: 'personal', tenantId: demoTenant },
      channelData: { tenant: { id: demoTenant } },
    }),
  });

async function endedWithin(stopped: Promise<number | null>): Promise<{ code: number | null; seconds: number }> {
  const startedAt = process.hrtime.bigint();
  const code = await stopped;
  return { code, seconds: Number((process.hrtime.bigint() - startedAt) / 1_000_000n) / 1_000 };
}

describe('SIGTERM', () => {
  it.concurrent(
    'said twice, as a terminal and npm do, lets the desk end as it does when it is said once',
    inFolder(async (folder) => {
      const connector = await startHangingConnector();
      const desk = await startServing({ DATA_DIR: folder });
      const asked = say(desk.url, connector.url, '/payment TXN-002').catch(() => null);
      await connector.asked;
      const first = desk.stop();
      // Two that come in the same moment are one.
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await desk.stop()).toBe(0);
      expect(await first).toBe(0);
      await asked;
      connector.close();
    }),
    60_000,
  );

  it.concurrent(
    'ends a desk whose chat never answers within 10 s and a little, and frees the database',
    inFolder(async (folder) => {
      const connector = await startHangingConnector();
      const desk = await startServing({ DATA_DIR: folder });
      const asked = say(desk.url, connector.url, '/payment TXN-002').catch(() => null);
      await connector.asked;
      const { code, seconds } = await endedWithin(desk.stop());
      expect(code).toBe(0);
      expect(seconds).toBeLessThan(13);
      await asked;
      connector.close();
      const environment = { DATA_DIR: folder };
      expect(await runDesk(['review', '-'], { input: '{"payment_id":"TXN-002"}', environment })).toMatchObject({
        code: 0,
      });
    }),
    60_000,
  );

  it.concurrent(
    'ends a desk at once where nothing is under way, and does not wait for idle or half-sent requests',
    inFolder(async (folder) => {
      const desk = await startServing({ DATA_DIR: folder });
      const { port } = new URL(desk.url);
      const idle = connect(Number(port), '127.0.0.1');
      idle.on('error', () => undefined);
      const half = connect(Number(port), '127.0.0.1', () => half.write('POST /api/messages HTTP/1.1\r\nHost: loc'));
      half.on('error', () => undefined);
      await fetch(`${desk.url}/healthz`);
      const { code, seconds } = await endedWithin(desk.stop());
      expect(code).toBe(0);
      expect(seconds).toBeLessThan(5);
    }),
    60_000,
  );

  it.concurrent(
    'cuts a request whose body never comes',
    inFolder(async (folder) => {
      const desk = await startServing({ DATA_DIR: folder });
      const { port } = new URL(desk.url);
      const slow = connect(Number(port), '127.0.0.1');
      slow.on('error', () => undefined);
      slow.write(
        'POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{',
      );
      await fetch(`${desk.url}/healthz`);
      const { code, seconds } = await endedWithin(desk.stop());
      expect(code).toBe(0);
      expect(seconds).toBeLessThan(13);
    }),
    60_000,
  );
});

describePostgres('a desk whose database does not answer any more', () => {
  it(
    'answers whoever asks whether it is alive, and ends within 25 s all the same',
    inFolder(async (folder) => {
      const server = await PostgresServer.start();
      const { database } = await server.database();
      const line = await startLine(server.port);
      const url = server.url(database).replace(`:${server.port}/`, `:${line.port}/`);
      const desk = await startServing({ DATA_DIR: folder, DATABASE_URL: url, KEEP: '1' });
      line.silence();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      const startedAt = performance.now();
      const [alive, ready] = await Promise.all([fetch(`${desk.url}/healthz`), fetch(`${desk.url}/readyz`)]);
      expect([alive.status, ready.status]).toEqual([200, 503]);
      expect(performance.now() - startedAt).toBeLessThan(4_000);
      const { code, seconds } = await endedWithin(desk.stop());
      expect(code).toBe(0);
      expect(seconds).toBeLessThan(26);
      await line.close();
      await server.stop();
    }),
    90_000,
  );
});
