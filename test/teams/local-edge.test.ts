/** The local profile at its HTTP edge: programs of this machine alone, and answers in time. */
import { request } from 'node:http';
import { startServer, type RunningServer } from '../../src/teams/server';
import { createManualClock, type ManualClock } from '../fakes/manual-clock';
import { createRecordingLog, type RecordingLog } from '../fakes/recording-log';

let clock: ManualClock;
let log: RecordingLog;
let server: RunningServer;
let hang: boolean;
let turns: number;
let release: () => void;

const listen = (host: string | null = '127.0.0.1', trustedProxies: readonly string[] = []) =>
  startServer(
    {
      receive: () => {
        turns += 1;
        return hang
          ? new Promise<undefined>((resolve) => (release = () => resolve(undefined)))
          : Promise.resolve(undefined);
      },
      checkToken: null,
      health: () => Promise.resolve({ isAlive: true, isReady: true, checks: [] }),
      clock,
      mounted: {
        '/tool': (_request, response) => {
          response.end('answered');
          return Promise.resolve();
        },
      },
      trustedProxies,
      log,
    },
    { host, port: 0 },
  );

beforeEach(async () => {
  clock = createManualClock({ sleep: 'when_advanced' });
  log = createRecordingLog();
  hang = false;
  turns = 0;
  release = () => undefined;
  server = await listen();
});
afterEach(async () => {
  release();
  await server.drain();
  server.cut();
});

const activity = (type: string) =>
  JSON.stringify({
    type,
    name: 'adaptiveCard/action',
    channelId: 'emulator',
    serviceUrl: 'http://127.0.0.1:9',
    from: { id: 'a' },
    recipient: { id: 'b' },
    conversation: { id: 'c' },
  });

function send(
  headers: Readonly<Record<string, string>> = {},
  body = activity('message'),
  url = server.url,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers } };
    const outgoing = request(`${url}/api/messages`, options, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Until the request has reached the bot. */
async function underWay(count = 1): Promise<void> {
  while (turns < count) await new Promise((resolve) => setImmediate(resolve));
}

describe('/api/messages in the local profile', () => {
  it.each(['localhost:3978', '127.0.0.1:3978', '[::1]:3978', 'LOCALHOST'])('serves the host %s', async (host) => {
    expect((await send({ Host: host })).status).toBe(200);
    expect(turns).toBe(1);
  });

  it.each([
    [{ Host: 'evil.example' }],
    [{ Host: 'evil.example:3978' }],
    [{ Host: 'localhost.evil.example' }],
    [{ Host: '10.0.0.5' }],
    [{ Host: 'localhost', Origin: 'https://evil.example' }],
    [{ Host: 'localhost', Origin: 'null' }],
    [{ Host: 'localhost', 'X-Forwarded-For': '127.0.0.1' }],
    [{ Host: 'localhost', Forwarded: 'for=127.0.0.1' }],
  ])('refuses a page that rebinds its name, or a proxy in front: %j', async (headers) => {
    expect(await send(headers)).toEqual({ status: 403, text: '{"error":"local_only"}' });
    expect(turns).toBe(0);
    expect(log.lines).toMatchObject([{ fields: { reason: 'local_only' } }]);
  });
});

describe('a caller in the log', () => {
  const forwarded = { Host: 'evil.example', 'X-Forwarded-For': '203.0.113.9, 198.51.100.7' };

  it('is who connected, whatever is forwarded', async () => {
    await send(forwarded);
    expect(log.lines).toMatchObject([{ fields: { caller: '127.0.0.1' } }]);
  });

  it.each([
    [['127.0.0.1'], '198.51.100.7'],
    [['127.0.0.1', '198.51.100.7'], '203.0.113.9'],
    [['10.0.0.1'], '127.0.0.1'],
    [['127.0.0.1', '198.51.100.7', '203.0.113.9'], '203.0.113.9'],
  ])('behind proxies configured as %j is %s', async (trusted, caller) => {
    const proxied = await listen('127.0.0.1', trusted);
    await send(forwarded, activity('message'), proxied.url);
    expect(log.lines).toMatchObject([{ fields: { caller } }]);
    await proxied.drain();
    proxied.cut();
  });
});

describe('a turn that hangs', () => {
  it('is answered within 12 s: a message with nothing, a press with what its presser should know', async () => {
    hang = true;
    const answers = Promise.all([send(), send({}, activity('invoke'))]);
    await underWay(2);
    await clock.advance(11_999);
    expect(log.lines).toEqual([]);
    await clock.advance(1);
    const [message, press] = await answers;
    expect(message).toMatchObject({ status: 200 });
    expect(press.status).toBe(200);
    expect(JSON.parse(press.text)).toMatchObject({ statusCode: 504, value: { code: 'slow' } });
    expect(log.lines).toMatchObject([{ message: 'a turn was not answered in time' }, { level: 'error' }]);
  });

  it('holds up nobody else', async () => {
    hang = true;
    const hanging = send();
    await underWay();
    hang = false;
    expect((await send()).status).toBe(200);
    release();
    expect((await hanging).status).toBe(200);
  });
});

describe('the end', () => {
  it('waits for what is under way, takes nothing new, and leaves no connection', async () => {
    hang = true;
    const hanging = send();
    await underWay();
    const drained = server.drain();
    expect(await send()).toMatchObject({ status: 503 });
    release();
    expect((await hanging).status).toBe(200);
    await drained;
    expect(server.cut()).toBe(0);
  });

  it('cuts what never ends, and says how many there were', async () => {
    hang = true;
    const cut = expect(send()).rejects.toThrow('socket hang up');
    await underWay();
    void server.drain();
    expect(server.cut()).toBe(1);
    await cut;
  });

  it('takes no message while it ends, and still lets agents call the tools their step needs', async () => {
    await server.drain();
    expect(await send()).toMatchObject({ status: 503 });
    expect(turns).toBe(0);
    expect(await (await fetch(`${server.url}/tool`, { method: 'POST' })).text()).toBe('answered');
    server.cut();
    await expect(fetch(`${server.url}/tool`, { method: 'POST' })).rejects.toThrow();
  });

  it('does not wait for somebody who holds a connection and asks nothing', async () => {
    await send({ Connection: 'keep-alive' });
    await server.drain();
    expect(server.cut()).toBe(0);
  });
});

describe('listening on every address', () => {
  it('takes IPv4 and, where the machine has it, IPv6', async () => {
    const everywhere = await listen(null);
    const { port } = new URL(everywhere.url);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    if (everywhere.url.includes('[::]')) expect((await fetch(`http://[::1]:${port}/healthz`)).status).toBe(200);
    await everywhere.drain();
    everywhere.cut();
  });

  it('names an IPv6 address as a URL does', async () => {
    const six = await listen('::1').catch(() => null);
    if (!six) return; // a machine without IPv6
    expect(six.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await send({ Host: '[::1]' }, activity('message'), six.url)).status).toBe(200);
    await six.drain();
    six.cut();
  });
});
