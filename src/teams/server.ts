/** The HTTP edge: activities to the bot, tools to their handler, everything else refused with a 4xx; and an end that ends. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import restify from 'restify';
import { callerAddress } from './http/caller-address';
import {
  admitSender,
  answerActivity,
  readActivity,
  type ReceiveDeps,
  type Refused,
  type Sender,
} from './http/receive-activity';
import { createRefusalLog } from './http/refusal-log';

const maxBodyBytes = 1_048_576;
/** A megabyte over a slow line; whoever takes longer only holds a connection. */
const requestTimeoutMs = 30_000;

export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface ServerDeps extends ReceiveDeps {
  /** Plain Node handlers by path, e.g. the MCP tools. */
  readonly mounted: Readonly<Record<string, NodeHandler>>;
  /** What the desk finds when it looks at itself. */
  readonly health: () => Promise<ServiceHealth>;
  /** Addresses of proxies whose X-Forwarded-For is believed, in the log alone. */
  readonly trustedProxies: readonly string[];
}

/** Whoever asks has shown no token: names and states, no reasons. */
export interface ServiceHealth {
  readonly isAlive: boolean;
  readonly isReady: boolean;
  readonly checks: readonly { readonly name: string; readonly state: string }[];
}

export interface RunningServer {
  readonly url: string;
  /** Takes no message; resolves when every request under way is answered. What is mounted answers on: hosted agents call their tools here in the midst of a step. */
  drain(): Promise<void>;
  /** Ends every connection; how many requests it left unanswered. */
  cut(): number;
}

export interface ListenOptions {
  /** Null listens on every address, IPv6 and IPv4, where the machine has both. */
  readonly host: string | null;
  readonly port: number;
}

export async function startServer(deps: ServerDeps, { host, port }: ListenOptions): Promise<RunningServer> {
  const server = restify.createServer({ name: 'Treasury Desk' });
  const refusals = createRefusalLog(deps);
  const underWay = new Set<ServerResponse>();
  let isDraining = false;
  let onAnswered: () => void = () => undefined;

  server.pre((request: restify.Request, response: restify.Response, next: restify.Next) => {
    if (isDraining && !Object.hasOwn(deps.mounted, request.path())) {
      response.header('Connection', 'close');
      response.send(503, { error: 'ending' });
      next(false);
      return;
    }
    underWay.add(response);
    response.once('close', () => {
      underWay.delete(response);
      onAnswered();
    });
    next();
  });
  server.get('/healthz', async (_request, response) => {
    const { isAlive } = await deps.health();
    response.send(isAlive ? 200 : 503, { status: isAlive ? 'alive' : 'failing' });
  });
  server.get('/readyz', async (_request, response) => {
    const { isReady, checks } = await deps.health();
    response.send(isReady ? 200 : 503, { status: isReady ? 'ready' : 'not_ready', checks });
  });
  for (const [path, handle] of Object.entries(deps.mounted)) {
    const route = async (request: restify.Request, response: restify.Response) => handle(request, response);
    server.post(path, route);
    server.get(path, route);
    server.del(path, route);
  }
  const refuse = (request: restify.Request, response: restify.Response, { status, code, fields }: Refused) => {
    refusals.refused(code, { caller: callerAddress(request, deps.trustedProxies), path: request.path() });
    if (status === 401) response.header('WWW-Authenticate', 'Bearer');
    response.send(status, fields ? { error: code, fields } : { error: code });
  };
  const senders = new WeakMap<restify.Request, Sender>();
  server.post(
    '/api/messages',
    acceptPlainJson,
    (request: restify.Request, response: restify.Response, next: restify.Next) => {
      admitSender(request, deps.checkToken).then((admitted) => {
        if (admitted.ok) senders.set(request, admitted.sender);
        else refuse(request, response, admitted.refused);
        next(admitted.ok ? undefined : false);
      }, next);
    },
    restify.plugins.bodyReader({ maxBodySize: maxBodyBytes }),
    async (request: restify.Request, response: restify.Response) => {
      const read = readActivity(bodyText(request.body), senders.get(request) ?? null);
      if (!read.ok) {
        refuse(request, response, read.refused);
        return;
      }
      const { status, body } = await answerActivity(read.activity, deps);
      if (body === undefined) response.send(status);
      else response.send(status, body);
    },
  );
  server.on('restifyError', (request: restify.Request, _response, error: Error, done: () => void) => {
    refusals.refused(error.name, { caller: callerAddress(request, deps.trustedProxies), path: request.path() });
    done();
  });
  server.server.requestTimeout = requestTimeoutMs;
  const url = await listen(server, { host, port });
  server.on('error', (error: Error) => {
    deps.log.error({ err: error }, 'the HTTP server failed');
  });
  return {
    url,
    async drain() {
      isDraining = true;
      server.server.closeIdleConnections();
      if (underWay.size === 0) return;
      await new Promise<void>((resolve) => {
        onAnswered = () => {
          if (underWay.size === 0) resolve();
        };
      });
    },
    cut() {
      const unanswered = underWay.size;
      refusals.end();
      server.close();
      server.server.closeAllConnections();
      return unanswered;
    },
  };
}

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

/** An empty body comes as a buffer. */
function bodyText(body: unknown): string {
  return typeof body === 'string' ? body : '';
}

/** A machine without IPv6 listens on IPv4 alone. */
const withoutIpv6 = ['EAFNOSUPPORT', 'EADDRNOTAVAIL'];

async function listen(server: restify.Server, { host, port }: ListenOptions): Promise<string> {
  try {
    await listenOn(server, host ?? '::', port);
  } catch (error) {
    if (host !== null || !withoutIpv6.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await listenOn(server, '0.0.0.0', port);
  }
  const { address, port: bound } = server.address();
  return `http://${address.includes(':') ? `[${address}]` : address}:${bound}`;
}

function listenOn(server: restify.Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
