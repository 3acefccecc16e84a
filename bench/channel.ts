/** The channel's side of the messages bench: sends activities over kept-alive connections and notes when each answer is posted. */
import { Agent, createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Delivery {
  readonly kind: 'posted' | 'updated';
  readonly conversationId: string;
  readonly activityId: string;
  /** The activity as the bot wrote it, not parsed: 3,000 cards would cost this process more than the bot is asked to do. */
  readonly body: string;
}

/** Sends one message in the conversation; resolves when the bot has ended the turn, with its HTTP status. */
export type Say = (conversationId: string, text: string) => Promise<number>;

/** One press of a card's button by the payments operator of the demo. */
export interface BenchPress {
  readonly conversationId: string;
  /** The card's message. */
  readonly activityId: string;
  readonly verb: string;
  readonly data: object;
}

/** Resolves when the bot has answered the press, with its HTTP status. */
export type SendPress = (press: BenchPress) => Promise<number>;

export interface BenchChannel {
  /** Opens as many kept-alive connections to the bot, closed at the end of `use`. */
  connect<Result>(
    botUrl: string,
    connections: number,
    use: (say: Say, press: SendPress) => Promise<Result>,
  ): Promise<Result>;
  /** Called for every message activity the bot posts or updates. */
  onDelivery(take: (delivery: Delivery) => void): void;
  close(): Promise<void>;
}

const tenant = '00000000-0000-0000-0000-0000000000d1';
const operator = { id: '29:omar', name: 'Omar Okafor', aadObjectId: '00000000-0000-0000-0000-000000000102' };
const speaker = { id: '29:dana', name: 'Dana Demir', aadObjectId: '00000000-0000-0000-0000-000000000101' };

export async function openBenchChannel(): Promise<BenchChannel> {
  let take: (delivery: Delivery) => void = () => undefined;
  let posted = 0;
  let sent = 0;

  const server = createServer((request, response) => {
    void readText(request).then((body) => {
      const [, conversationId = '', known] =
        /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?/.exec(request.url ?? '') ?? [];
      const isUpdate = request.method === 'PUT' && known !== undefined;
      const activityId = isUpdate ? known : `activity-${(posted += 1)}`;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: activityId }));
      if (body.includes('"type":"message"')) {
        take({ kind: isUpdate ? 'updated' : 'posted', conversationId, activityId, body });
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    onDelivery: (taker) => {
      take = taker;
    },
    connect: async (botUrl, connections, use) => {
      const agent = new Agent({ keepAlive: true, maxSockets: connections });
      try {
        const url = `${botUrl}/api/messages`;
        return await use(
          (conversationId, text) => {
            const activity = {
              ...envelope(serviceUrl, conversationId),
              id: `in-${(sent += 1)}`,
              type: 'message',
              text,
            };
            return post(agent, url, JSON.stringify({ ...activity, from: speaker }));
          },
          ({ conversationId, activityId, verb, data }) => {
            const value = { action: { type: 'Action.Execute', verb, data } };
            const activity = {
              ...envelope(serviceUrl, conversationId),
              id: `in-${(sent += 1)}`,
              type: 'invoke',
              value,
            };
            const press = { ...activity, name: 'adaptiveCard/action', replyToId: activityId, from: operator };
            return post(agent, url, JSON.stringify(press));
          },
        );
      } finally {
        agent.destroy();
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function envelope(serviceUrl: string, conversationId: string): object {
  return {
    channelId: 'msteams',
    serviceUrl,
    recipient: { id: 'bot', name: 'Treasury Desk' },
    conversation: { id: conversationId, conversationType: 'groupChat', isGroup: true, tenantId: tenant },
    channelData: { tenant: { id: tenant } },
  };
}

function post(agent: Agent, url: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const request = httpRequest(url, { agent, method: 'POST', headers }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    request.once('error', reject);
    request.end(body);
  });
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
