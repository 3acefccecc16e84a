/** The HTTP edge: bounded bodies, malformed input refused with a 4xx, messages to the bot, tools to their handler. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import restify from 'restify';
import type { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter';
import type { Request as BotRequest, TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Log } from '../ports';

const maxBodyBytes = 1_048_576;

/** The least an activity must have for the bot to know where to answer. */
const activitySchema = z.looseObject({
  type: z.string().min(1).max(100),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.url().max(2_000),
  from: z.looseObject({ id: z.string().min(1).max(500) }),
  conversation: z.looseObject({ id: z.string().min(1).max(1_000) }),
  text: z.string().max(100_000).nullish(),
});

/** The parser behind would unpack archives and keep uploads; a channel sends neither. */
function acceptPlainJson(request: restify.Request, response: restify.Response, next: restify.Next): void {
  const isJson = request.is('application/json') && request.headers['content-encoding'] === undefined;
  if (isJson) {
    next();
    return;
  }
  response.send(415, { error: 'not_json' });
  next(false);
}

const notWellFormed = activitySchema.safeParse(null);

/** Half a character (a lone surrogate) would come back from the database as another text than the one that went in. */
function isWellFormed(body: unknown): boolean {
  if (typeof body !== 'object') return false;
  return !/(?<!\\)(?:\\\\)*\\ud[89a-f][0-9a-f]{2}/.test(JSON.stringify(body));
}

export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface ServerDeps {
  readonly adapter: TeamsAdapter;
  readonly onTurn: (context: TurnContext) => Promise<void>;
  /** Plain Node handlers by path, e.g. the MCP tools. */
  readonly mounted: Readonly<Record<string, NodeHandler>>;
  /** What the desk finds when it looks at itself. */
  readonly health: () => Promise<ServiceHealth>;
  readonly log: Log;
}

/** Whoever asks has shown no token: names and states, no reasons. */
export interface ServiceHealth {
  readonly isAlive: boolean;
  readonly isReady: boolean;
  readonly checks: readonly { readonly name: string; readonly state: string }[];
}

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

export async function startServer(
  { adapter, onTurn, mounted, health, log }: ServerDeps,
  { host, port }: { host: string; port: number },
): Promise<RunningServer> {
  const server = restify.createServer({ name: 'Treasury Desk' });
  server.get('/healthz', async (_request, response) => {
    const { isAlive } = await health();
    response.send(isAlive ? 200 : 503, { status: isAlive ? 'alive' : 'failing' });
  });
  server.get('/readyz', async (_request, response) => {
    const { isReady, checks } = await health();
    response.send(isReady ? 200 : 503, { status: isReady ? 'ready' : 'not_ready', checks });
  });
  for (const [path, handle] of Object.entries(mounted)) {
    const route = async (request: restify.Request, response: restify.Response) => handle(request, response);
    server.post(path, route);
    server.get(path, route);
    server.del(path, route);
  }
  const readBody = restify.plugins.bodyParser({ maxBodySize: maxBodyBytes, mapParams: false });
  server.post(
    '/api/messages',
    acceptPlainJson,
    readBody,
    async (request: restify.Request, response: restify.Response) => {
      const activity = isWellFormed(request.body) ? activitySchema.safeParse(request.body) : notWellFormed;
      if (activity.success) return adapter.process(request as BotRequest, response, onTurn);
      response.send(400, {
        error: 'not_an_activity',
        fields: activity.error.issues.map((issue) => issue.path.join('.')),
      });
      return;
    },
  );
  server.on('restifyError', (_request, _response, error: Error, done: () => void) => {
    log.warn({ err: error }, 'a request was refused');
    done();
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    url: `http://${host}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}
