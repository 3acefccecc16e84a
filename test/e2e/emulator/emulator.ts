/**
 * What the Bot Framework Emulator 4.15.1 does between its page and a bot, read from its source (microsoft/BotFramework-Emulator,
 * packages/app/main/src/server): Direct Line for the page, the connector's REST for the bot. Its gaps are kept: an update or a
 * deletion is taken, answered with 200, and never reaches the page.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { openSocket } from './page-socket';

export interface Passed {
  readonly type: string;
  readonly id: string;
  readonly text?: string;
  readonly value?: unknown;
  readonly attachments?: readonly { readonly content?: unknown }[];
  readonly channelData?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

export interface Emulator {
  readonly url: string;
  readonly conversation: string;
  /** What the page sent, as the bot got it. */
  readonly toBot: readonly Passed[];
  /** What the bot did to its messages. */
  readonly byBot: readonly { readonly method: string; readonly activity: Passed }[];
  close(): Promise<void>;
}

export interface EmulatorOptions {
  readonly botUrl: string;
  /** The one file of Web Chat. */
  readonly webChatFile: string;
}

interface Answer {
  readonly status: number;
  readonly body: object | string;
  readonly type?: string;
}

const json = { 'content-type': 'application/json' };

export async function startEmulator({ botUrl, webChatFile }: EmulatorOptions): Promise<Emulator> {
  const conversation = `${randomUUID()}|livechat`;
  const user = { id: randomUUID(), name: 'User', role: 'user' };
  const bot = { id: randomUUID(), name: 'Bot', role: 'bot' };
  const toBot: Passed[] = [];
  const byBot: { method: string; activity: Passed }[] = [];
  /** What was pushed to the page, or waits until it listens. */
  const pushed: Passed[] = [];
  const kept = new Map<string, Passed>();
  let push: ((text: string) => void) | null = null;

  const tell = (activity: Passed): void => {
    pushed.push(activity);
    push?.(JSON.stringify({ activities: [activity] }));
  };
  const postage = (activity: object, recipient: object) => ({
    ...activity,
    channelId: 'emulator',
    conversation: { id: conversation },
    id: randomUUID(),
    localTimestamp: new Date().toISOString(),
    timestamp: new Date().toISOString(),
    recipient,
    locale: 'en-US',
  });

  async function forward(activity: object): Promise<{ status: number; sent: Passed }> {
    const sent = { ...postage(activity, bot), from: user, serviceUrl: url } as unknown as Passed;
    toBot.push(sent);
    const answer = await fetch(`${botUrl}/api/messages`, { method: 'POST', headers: json, body: JSON.stringify(sent) });
    return { status: answer.status, sent };
  }

  /** The page's side. */
  async function directLine(request: IncomingMessage): Promise<Answer> {
    if (request.method !== 'POST') return { status: 200, body: { activities: pushed, watermark: pushed.length } };
    const { status, sent } = await forward(await readJson(request));
    if (status < 300) tell(sent);
    return { status, body: { id: sent.id } };
  }

  /** The bot's side. */
  async function connector(request: IncomingMessage, id: string | undefined): Promise<Answer> {
    const said = request.method === 'DELETE' ? {} : await readJson(request);
    const { method = '' } = request;
    byBot.push({ method, activity: said as Passed });
    if (method === 'POST') {
      const taken = { ...postage(said, user), from: bot, replyToId: id } as unknown as Passed;
      kept.set(taken.id, taken);
      tell(taken);
      return { status: 200, body: { id: taken.id } };
    }
    if (id === undefined || !kept.has(id)) return { status: 404, body: { error: { code: 'BadArgument' } } };
    if (method === 'PUT' && (said as Passed).id !== id)
      return { status: 400, body: { error: { code: 'BadArgument' } } };
    // Kept for the transcript, and told to nobody.
    if (method === 'PUT') kept.set(id, { ...kept.get(id), ...(said as Passed) });
    else kept.delete(id);
    return { status: 200, body: { id } };
  }

  async function serve(request: IncomingMessage): Promise<Answer> {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://emulator').pathname);
    const [, side, id] =
      /^\/v3\/(directline\/conversations|conversations)\/[^/]+\/activities(?:\/([^/]+))?$/.exec(path) ?? [];
    if (side === 'conversations') return connector(request, id);
    if (side !== undefined) return directLine(request);
    if (path === '/') return { status: 200, body: page({ conversation, user }), type: 'text/html' };
    if (path === '/web-chat.js')
      return { status: 200, body: readFileSync(webChatFile, 'utf8'), type: 'text/javascript' };
    if (path !== '/start') return { status: 404, body: {} };
    const { status } = await forward({ type: 'conversationUpdate', membersAdded: [bot, user], membersRemoved: [] });
    return { status, body: {} };
  }

  const open = new Set<Duplex>();
  const server = createServer((request, response) => {
    void serve(request)
      .catch((error: unknown) => ({ status: 500, body: { error: String(error) } }))
      .then((answer) => {
        send(response, answer);
      });
  });
  server.on('upgrade', (request: IncomingMessage, connection: Duplex) => {
    open.add(connection);
    push = openSocket(request, connection);
    for (const activity of pushed) push(JSON.stringify({ activities: [activity] }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    url,
    conversation,
    toBot,
    byBot,
    async close() {
      for (const connection of open) connection.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Written one after the other: restify replaces writeHead of every response in the process with one that returns nothing. */
function send(response: ServerResponse, { status, body, type = 'application/json' }: Answer): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8` });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function readJson(request: IncomingMessage): Promise<object> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString('utf8')) as object;
}

/** As the Emulator's own page makes its chat: a conversation that exists, a WebSocket, and then the news that both have joined. */
function page({ conversation, user }: { conversation: string; user: { id: string; name: string } }): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Emulator</title><style>html,body,#chat{height:100%;margin:0}</style></head><body><div id="chat"></div>
<script src="/web-chat.js"></script><script>
const conversationId = ${JSON.stringify(conversation)};
const directLine = window.WebChat.createDirectLine({ token: 'emulatorToken', secret: 'emulator', conversationId,
  domain: location.origin + '/v3/directline', webSocket: true,
  streamUrl: location.origin.replace('http', 'ws') + '/ws/' + encodeURIComponent(conversationId) });
window.WebChat.renderWebChat({ directLine, userID: ${JSON.stringify(user.id)}, username: 'User', locale: 'en-US' }, document.getElementById('chat'));
fetch('/start');
</script></body></html>`;
}
