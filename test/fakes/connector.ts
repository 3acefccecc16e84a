/** A channel's side of the wire: takes what the bot posts and updates, and sends it activities as Teams does. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SentActivity {
  readonly kind: 'posted' | 'updated';
  readonly conversationId: string;
  readonly activityId: string;
  readonly activity: { readonly type: string; readonly attachments?: readonly { readonly content: object }[] };
}

export interface Speaker {
  readonly id: string;
  readonly name: string;
  readonly aadObjectId?: string;
}

export interface Connector {
  readonly url: string;
  readonly sent: readonly SentActivity[];
  /** The newest content of every card, by activity id, in the order they were posted. */
  cards(): Map<string, object>;
  /** Resolves with the first card whose JSON has the text, now or when it comes; rejects after the bound. */
  cardWith(text: string, withinMs?: number): Promise<{ activityId: string; card: object }>;
  /** The same of the newest content of one message. */
  cardOn(activityId: string, text: string, withinMs?: number): Promise<object>;
  /** Answers every request with this status until told null again. */
  failWith(status: number | null): void;
  close(): Promise<void>;
}

export async function startConnector(): Promise<Connector> {
  const sent: SentActivity[] = [];
  const waiting = new Set<() => void>();
  let failure: number | null = null;
  let count = 0;

  const server = createServer((request, response) => {
    void readJson(request).then((activity) => {
      if (failure !== null) {
        // Not chained: restify replaces writeHead of every response in the process with one that returns nothing.
        response.writeHead(failure);
        response.end();
        return;
      }
      const [, conversationId = '', activityId] =
        /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?/.exec(request.url ?? '') ?? [];
      const isUpdate = request.method === 'PUT';
      const id = isUpdate && activityId !== undefined ? decodeURIComponent(activityId) : `activity-${(count += 1)}`;
      sent.push({
        kind: isUpdate ? 'updated' : 'posted',
        conversationId: decodeURIComponent(conversationId),
        activityId: id,
        activity,
      });
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id }));
      for (const look of waiting) look();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const cards = () => {
    const newest = new Map<string, object>();
    for (const { activityId, activity } of sent) {
      const content = activity.attachments?.[0]?.content;
      if (content) newest.set(activityId, content);
    }
    return newest;
  };
  const find = (text: string) => [...cards()].find(([, card]) => JSON.stringify(card).includes(text));

  const waitFor = (look: () => readonly [string, object] | undefined, text: string, withinMs: number) =>
    new Promise<{ activityId: string; card: object }>((resolve, reject) => {
      const giveUp = setTimeout(() => {
        waiting.delete(lookAgain);
        reject(new Error(`no card with "${text}" among ${JSON.stringify([...cards().values()]).slice(0, 4_000)}`));
      }, withinMs);
      function lookAgain(): void {
        const found = look();
        if (!found) return;
        clearTimeout(giveUp);
        waiting.delete(lookAgain);
        resolve({ activityId: found[0], card: found[1] });
      }
      waiting.add(lookAgain);
      lookAgain();
    });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    cards,
    failWith: (status) => {
      failure = status;
    },
    cardWith: (text, withinMs = 30_000) => waitFor(() => find(text), text, withinMs),
    cardOn: async (activityId, text, withinMs = 30_000) => {
      const there = () => {
        const card = cards().get(activityId);
        return card && JSON.stringify(card).includes(text) ? ([activityId, card] as const) : undefined;
      };
      return (await waitFor(there, text, withinMs)).card;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

async function readJson(request: IncomingMessage): Promise<SentActivity['activity']> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? { type: 'none' } : (JSON.parse(text) as SentActivity['activity']);
}

export const demoTenant = '00000000-0000-0000-0000-0000000000d1';

let nextId = 0;

function envelope(
  connector: Connector,
  from: Speaker,
  { channelId, conversationType, chat }: Readonly<Record<'channelId' | 'conversationType' | 'chat', string>>,
) {
  return {
    id: `in-${(nextId += 1)}`,
    channelId,
    serviceUrl: connector.url,
    from,
    recipient: { id: 'bot', name: 'Treasury Desk' },
    conversation: { id: chat, conversationType, tenantId: demoTenant },
    channelData: { tenant: { id: demoTenant } },
  };
}

export interface Channel {
  /** Resolves with the HTTP status once the bot has answered the turn. */
  say(from: Speaker, text: string): Promise<number>;
  /** Sends files with a message, as the channel names them. */
  attach(from: Speaker, attachments: readonly object[], text?: string): Promise<number>;
  /** Presses an Action.Execute; resolves with the invoke response's body. */
  press(from: Speaker, verb: string, data: object, replyToId?: string): Promise<{ status: number; body: unknown }>;
  /** Posts an Action.Submit, as the Emulator does. */
  submit(from: Speaker, value: object, replyToId?: string): Promise<number>;
  post(body: string, contentType?: string): Promise<number>;
}

export function openChannel(
  connector: Connector,
  botUrl: string,
  {
    channelId = 'msteams',
    conversationType = 'personal',
    chat = `chat-${conversationType}`,
  }: { channelId?: string; conversationType?: string; chat?: string } = {},
): Channel {
  const where = { channelId, conversationType, chat };
  const send = async (activity: object) =>
    fetch(`${botUrl}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });
  return {
    say: async (from, text) => (await send({ ...envelope(connector, from, where), type: 'message', text })).status,
    attach: async (from, attachments, text = '') =>
      (await send({ ...envelope(connector, from, where), type: 'message', text, attachments })).status,
    submit: async (from, value, replyToId) =>
      (await send({ ...envelope(connector, from, where), type: 'message', value, replyToId })).status,
    async press(from, verb, data, replyToId) {
      const value = { action: { type: 'Action.Execute', verb, data } };
      const response = await send({
        ...envelope(connector, from, where),
        type: 'invoke',
        name: 'adaptiveCard/action',
        value,
        replyToId,
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
    },
    post: async (body, contentType = 'application/json') =>
      (await fetch(`${botUrl}/api/messages`, { method: 'POST', headers: { 'content-type': contentType }, body }))
        .status,
  };
}
