/** A connector in bad weather: refuses with every status, hangs, answers late, breaks off after taking, forgets messages; until it is told to be calm. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Chance } from './random';

export interface StormyConnector {
  readonly url: string;
  /** Newest content of every message that is still there, as its chat shows it. */
  readonly messages: ReadonlyMap<string, { readonly chat: string; readonly text: string }>;
  /** What was answered, by kind. */
  readonly counts: Readonly<Record<string, number>>;
  calm(): void;
  /** Whether nothing it was given may still land late. */
  isQuiet(): boolean;
  close(): Promise<void>;
}

const statuses = [400, 401, 403, 404, 408, 409, 410, 412, 413, 429, 429, 500, 501, 502, 503, 504];
/** Shares of all requests. */
const trouble = { refused: 0.15, hanging: 0.03, late: 0.02, brokenOff: 0.03, nameless: 0.01, forgets: 0.01 };
const lateByMs = 12_000;
const hangsForMs = 20_000;

export async function startStormyConnector(chance: Chance): Promise<StormyConnector> {
  const messages = new Map<string, { chat: string; text: string }>();
  const counts: Record<string, number> = {};
  const timers = new Set<NodeJS.Timeout>();
  let isStormy = true;
  let posted = 0;

  const count = (what: string): void => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  const later = (afterMs: number, run: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, afterMs);
    timers.add(timer);
  };
  const answer = (response: ServerResponse, status: number, body: object, headers = {}): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };

  const server = createServer((request, response) => {
    response.on('error', () => undefined);
    readText(request).then(
      (text) => handle(request, response, text),
      () => count('request cut off'),
    );
  });

  function handle(request: IncomingMessage, response: ServerResponse, text: string): void {
    const [, chat = '', known] =
      /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?/.exec(request.url ?? '') ?? [];
    const update = request.method === 'PUT' && known !== undefined ? decodeURIComponent(known) : null;
    const take = (): string | null => {
      if (update !== null && !messages.has(update)) return null;
      const id = update ?? `m-${(posted += 1)}`;
      if (text.includes('"attachments"')) messages.set(id, { chat: decodeURIComponent(chat), text });
      return id;
    };
    const weather = isStormy ? chance.next() : 1;
    let bound = 0;
    const isIn = (share: number): boolean => weather < (bound += share);
    if (isIn(trouble.refused)) {
      const status = chance.pick(statuses);
      count(`refused ${status}`);
      answer(response, status, {}, status === 429 ? { 'retry-after': '1' } : {});
    } else if (isIn(trouble.hanging)) {
      count('hung');
      later(hangsForMs, () => response.destroy());
    } else if (isIn(trouble.late)) {
      count('taken late, after the deadline');
      later(lateByMs, () => {
        take();
        response.destroy();
      });
    } else if (isIn(trouble.brokenOff)) {
      count('taken, and the connection broken');
      take();
      request.socket.destroy();
    } else if (isIn(trouble.nameless)) {
      count('taken without a name');
      take();
      response.writeHead(202);
      response.end();
    } else {
      if (isIn(trouble.forgets)) forgetOne();
      const id = take();
      count(id === null ? 'gone' : 'taken');
      if (id === null) answer(response, 404, {});
      else answer(response, 200, { id });
    }
  }

  /** Somebody deletes a card. */
  function forgetOne(): void {
    const ids = [...messages.keys()];
    if (ids.length === 0) return;
    count('deleted by somebody');
    messages.delete(chance.pick(ids));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages,
    counts,
    calm() {
      isStormy = false;
    },
    isQuiet: () => timers.size === 0,
    close: () =>
      new Promise((resolve) => {
        for (const timer of timers) clearTimeout(timer);
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
