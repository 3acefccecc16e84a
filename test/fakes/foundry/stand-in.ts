/** A project of Azure AI Foundry on this machine: it speaks the agents, conversations and responses API, with every fault, and its "models" call the desk's own tools. */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '../../../src/domain/values/json';
import type { Model } from './models';
import { openTurn } from './turn';

export interface StoredVersion {
  readonly name: string;
  version: string;
  description: string;
  metadata: Record<string, string>;
  definition: JsonObject;
}

/** What goes wrong with one request. `status`: as an HTTP error. `ended`: the response ends so. */
export type Trouble =
  | { readonly status: number; readonly code?: string; readonly retryAfter?: string }
  | { readonly ended: JsonObject }
  | { readonly broken: 'sse_error'; readonly code: string }
  | { readonly broken: 'reset_before' | 'reset_after' | 'hang' | 'cut' | 'malformed' | 'not_json' };

export interface StandInOptions {
  /** The agents' gateway is answered for by the desk's tools at this address. */
  readonly gateway: { readonly url: string; readonly toolsAt: () => string };
  /** What the gateway adds to a call: a key. */
  readonly toolHeaders?: Readonly<Record<string, string>>;
  readonly tls?: { readonly key: string; readonly cert: string };
}

export interface StandIn {
  /** `http://127.0.0.1:PORT/api/projects/treasury` */
  readonly project: string;
  /** What each agent's model does. */
  readonly models: Map<string, Model>;
  readonly versions: Map<string, StoredVersion[]>;
  /** For the next requests of a kind, one each. */
  readonly trouble: Record<'conversations' | 'responses' | 'agents', Trouble[]>;
  /** Runs that were accepted: each of them is one execution of an agent. */
  readonly accepted: {
    readonly agent: string;
    readonly version: string;
    readonly runId: string;
    readonly input: unknown;
  }[];
  /** Every request, as `POST /openai/v1/responses`. */
  readonly requests: string[];
  /** Whether responses are streamed where that is asked for. */
  streams: boolean;
  close(): Promise<void>;
}

const base = '/api/projects/treasury';

export async function startStandIn({ gateway, toolHeaders = {}, tls }: StandInOptions): Promise<StandIn> {
  const models = new Map<string, Model>();
  const versions = new Map<string, StoredVersion[]>();
  const trouble: StandIn['trouble'] = { conversations: [], responses: [], agents: [] };
  const accepted: StandIn['accepted'] = [];
  const requests: string[] = [];
  /** What was said so far in each conversation, and which calls wait for permission. */
  const conversations = new Map<string, { message: string }>();
  let numbered = 0;
  const nextId = (kind: string) => `${kind}_${(numbered += 1).toString().padStart(6, '0')}`;

  const listener: RequestListener = (request, response) => {
    void answer(request, response).catch((error: unknown) => {
      response.destroy(error as Error);
    });
  };
  const server = tls ? createSecureServer(tls, listener) : createServer(listener);
  // On a busy machine one that is closed after Node's five seconds is taken once more, and the request is lost.
  server.keepAliveTimeout = 60_000;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const text = await bodyOf(request);
    const path = url.pathname.startsWith(base) ? url.pathname.slice(base.length) : null;
    requests.push(`${request.method ?? ''} ${path ?? url.pathname}`);
    if (path === null || path.includes('//')) {
      fail(response, { status: 404 });
      return;
    }
    if (!request.headers.authorization?.startsWith('Bearer ')) {
      fail(response, { status: 401 });
      return;
    }
    if (path.startsWith('/agents')) {
      answerAgents(request, path, text, response);
      return;
    }
    const body = JSON.parse(text) as JsonObject;
    if (path === '/openai/v1/conversations') {
      const troubled = trouble.conversations.shift();
      if (troubled) {
        fail(response, troubled);
        return;
      }
      const id = nextId('conv');
      conversations.set(id, { message: '' });
      json(response, { id, object: 'conversation', created_at: 1 });
      return;
    }
    if (path === '/openai/v1/responses') return answerRun(body, response);
    fail(response, { status: 404 });
  }

  function answerAgents(request: IncomingMessage, path: string, text: string, response: ServerResponse): void {
    const troubled = trouble.agents.shift();
    if (troubled) {
      fail(response, troubled);
      return;
    }
    const [, , name = '', , version] = path.split('/');
    const known = versions.get(name) ?? [];
    if (request.method === 'POST') {
      const { description, metadata, definition } = JSON.parse(text) as StoredVersion;
      const made = { name, version: String(known.length + 1), description, metadata, definition };
      versions.set(name, [...known, made]);
      json(response, shown(made));
      return;
    }
    if (known.length === 0) {
      fail(response, { status: 404, code: 'not_found' });
      return;
    }
    if (version === undefined) {
      json(response, { object: 'list', data: known.map(shown), has_more: false });
      return;
    }
    const found = known.find((one) => one.version === version);
    if (found) json(response, shown(found));
    else fail(response, { status: 404, code: 'not_found' });
  }

  async function answerRun(body: JsonObject, response: ServerResponse): Promise<void> {
    const troubled = trouble.responses.shift();
    if (troubled && ('status' in troubled || ('broken' in troubled && troubled.broken === 'reset_before'))) {
      fail(response, troubled);
      return;
    }
    const { name, version } = body['agent_reference'] as { name: string; version: string };
    const agent = versions.get(name)?.find((one) => one.version === version);
    const conversation = conversations.get(body['conversation'] as string);
    if (!agent || !conversation) {
      fail(response, { status: 404, code: 'not_found' });
      return;
    }
    if ('model' in body || 'temperature' in body || 'tools' in body) {
      fail(response, { status: 400 });
      return;
    }
    const { run_id: runId = '' } = (body['structured_inputs'] ?? {}) as { run_id?: string };
    accepted.push({ agent: name, version, runId, input: body['input'] });
    if (typeof body['input'] === 'string') conversation.message = body['input'];
    const id = nextId('resp');
    const stream = streams && body['stream'] === true ? openStream(response, id) : null;
    if (troubled && 'broken' in troubled && troubled.broken === 'hang') return;
    const turn = openTurn({ agent, runId, gateway, toolHeaders, nextId });
    const model = models.get(name);
    if (!model) {
      fail(response, { status: 400, code: 'model_not_found' });
      return;
    }
    let output: readonly JsonObject[];
    try {
      output = await model({ ...turn, message: conversation.message, input: body['input'] });
    } catch (error) {
      // As the service does: a tool server that cannot be listed fails the request.
      if (!stream) {
        fail(response, { status: 400, code: 'tool_user_error' });
        return;
      }
      stream.send('error', { type: 'error', code: 'tool_user_error', message: String(error) }, true);
      return;
    }
    const whole = {
      id,
      object: 'response',
      status: 'completed',
      output,
      usage: { input_tokens: 1_200, output_tokens: 300, total_tokens: 1_500 },
      ...(troubled && 'ended' in troubled ? troubled.ended : {}),
    };
    if (troubled && 'broken' in troubled) {
      breakOff(troubled, whole, response, stream);
      return;
    }
    if (!stream) {
      json(response, whole);
      return;
    }
    const ending =
      ['completed', 'failed', 'incomplete', 'cancelled'].find((one) => one === whole.status) ?? 'completed';
    for (const { type } of output) if (type === 'mcp_call') stream.send('response.mcp_call.completed', { item_id: id });
    stream.send(`response.${ending}`, { response: whole }, true);
  }

  function breakOff(
    troubled: Extract<Trouble, { broken: string }>,
    whole: object,
    response: ServerResponse,
    stream: Stream | null,
  ): void {
    switch (troubled.broken) {
      case 'reset_after':
        response.socket?.destroy();
        return;
      case 'cut':
        stream?.send('response.output_text.delta', { delta: '{"dec' });
        response.end();
        return;
      case 'sse_error':
        stream?.send('error', { type: 'error', code: troubled.code, message: 'it broke' }, true);
        return;
      case 'malformed':
        if (stream)
          stream.send('response.completed', { response: { status: 'completed', ...{ ...whole, id: 7 } } }, true);
        else json(response, { hello: 'world' });
        return;
      case 'not_json':
        response.write('data: <html>\n\n');
        response.end();
        return;
      case 'hang':
      case 'reset_before':
        return;
    }
  }

  let streams = true;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    project: `${tls ? 'https://localhost' : 'http://127.0.0.1'}:${port}${base}`,
    models,
    versions,
    trouble,
    accepted,
    requests,
    get streams() {
      return streams;
    },
    set streams(wanted) {
      streams = wanted;
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

function shown({ name, version, ...rest }: StoredVersion): object {
  return { object: 'agent.version', id: `${name}:${version}`, name, version, created_at: 1_760_000_000, ...rest };
}

interface Stream {
  send(type: string, fields: object, isLast?: boolean): void;
}

function openStream(response: ServerResponse, id: string): Stream {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (type: string, fields: object, isLast = false): void => {
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`);
    if (isLast) response.end();
  };
  send('response.created', { response: { id, status: 'in_progress' } });
  return { send };
}

function fail(response: ServerResponse, trouble: Trouble): void {
  if ('broken' in trouble) {
    response.socket?.destroy();
    return;
  }
  if (!('status' in trouble)) throw new Error('this request cannot end so');
  const { status, code = 'refused', retryAfter } = trouble;
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ error: { code, message: `secret words of status ${status}`, type: 'error' } }));
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
