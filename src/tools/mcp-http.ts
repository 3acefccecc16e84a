/** The tools over MCP's streamable HTTP, one path each, as a plain Node request handler without sessions. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { SUPPORTED_PROTOCOL_VERSIONS } from '@modelcontextprotocol/sdk/types.js';
import { asFault, Fault } from '../domain/values/errors';
import type { Tool } from '../ports/tools';
import { sendRefusal, type HttpRefusal } from './http-refusal';
import { admitCaller, type McpAccess } from './mcp-access';
import { createMcpServer, type Caller, type McpServerDeps } from './mcp-server';
import type { RateLimit } from './rate-limit';
import { readJsonBody } from './read-json-body';
import { toolNames } from '../domain/evidence/wire-names';

/** Where each tool answers, by wire name. */
export const mcpPaths: Readonly<Record<string, string>> = {
  [toolNames.sanctions]: '/mcp/sanctions-screening',
  [toolNames.liquidity]: '/mcp/liquidity-gate',
  [toolNames.knowledge]: '/mcp/treasury-kb',
};

export interface McpHttpDeps extends McpServerDeps {
  readonly tools: readonly Tool[];
  readonly access: McpAccess;
  /** Left out, calls are not counted. */
  readonly limit?: RateLimit;
}

/** `parsedBody`: what a body parser in front has read already; left out, the handler reads the body itself, up to 1 MB. */
export type McpHttpHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  parsedBody?: unknown,
) => Promise<void>;

/** Never rejects. What is no tool call gets a JSON-RPC error with status 400, 401, 403, 404, 405, 413, 429 or 500. */
export function createMcpHttpHandler(deps: McpHttpDeps): McpHttpHandler {
  const byPath = new Map(deps.tools.map((tool) => [pathOf(tool), tool]));
  return async (request, response, parsedBody) => {
    const admitted = await admit(request, parsedBody, byPath, deps);
    if (admitted.ok) await serveCall(admitted, request, response, deps);
    else sendRefusal(response, admitted.refusal);
  };
}

interface AdmittedCall {
  readonly ok: true;
  readonly tool: Tool;
  readonly body: unknown;
  readonly caller: Caller;
}

type Refused = { readonly ok: false; readonly refusal: HttpRefusal };

/** Who it is first, then how often, then what: a stranger's body is not read. */
async function admit(
  request: IncomingMessage,
  parsedBody: unknown,
  byPath: ReadonlyMap<string, Tool>,
  { access, limit, log }: McpHttpDeps,
): Promise<AdmittedCall | Refused> {
  const who = await admitCaller(request, access);
  if (!who.ok) {
    log.warn({ why: who.why }, 'a caller of the tools was refused');
    return { ok: false, refusal: who.refusal };
  }
  const retryAfterSeconds = (await limit?.take(who.caller)) ?? 0;
  if (retryAfterSeconds > 0) return { ok: false, refusal: { ...tooOften, retryAfterSeconds } };
  const [path = ''] = (request.url ?? '').split('?');
  const tool = byPath.get(path);
  if (!tool) return { ok: false, refusal: notFound };
  if (request.method !== 'POST') return { ok: false, refusal: notPost };
  const named = readHeaders(request);
  if (!named.ok) return named;
  const body = parsedBody === undefined ? await readJsonBody(request) : { ok: true as const, value: parsedBody };
  if (!body.ok) return body;
  if (Array.isArray(body.value)) return { ok: false, refusal: batch };
  return { ok: true, tool, body: body.value, caller: { runId: named.runId, name: who.caller } };
}

/** As a hosted agent's tool sends it; the service fills in the run's id. */
const runIdHeader = 'x-run-id';
const runIdShape = /^WF-\d{14}-[0-9a-f]{6}$/;

function readHeaders({ headers }: IncomingMessage): Refused | { readonly ok: true; readonly runId: string | null } {
  const version = headers['mcp-protocol-version'];
  if (version !== undefined && !SUPPORTED_PROTOCOL_VERSIONS.includes(String(version)))
    return { ok: false, refusal: unknownVersion(String(version)) };
  const runId = headers[runIdHeader];
  if (runId === undefined) return { ok: true, runId: null };
  return typeof runId === 'string' && runIdShape.test(runId) ? { ok: true, runId } : { ok: false, refusal: notARunId };
}

const notFound: HttpRefusal = { status: 404, code: 'not_found', message: 'There is no tool at this path.' };
const tooOften: HttpRefusal = { status: 429, code: 'called_too_often', message: 'Too many calls; come again later.' };
/** As MCP 2026-07-28 has it, so that a newer client learns what to go back to. `initialize` is answered with a version that is spoken here. */
const unknownVersion = (requested: string): HttpRefusal => ({
  status: 400,
  code: 'protocol_version_unknown',
  message: `This server speaks the protocol of ${SUPPORTED_PROTOCOL_VERSIONS.join(', ')}.`,
  rpc: { code: -32_022, data: { supported: SUPPORTED_PROTOCOL_VERSIONS, requested } },
});
/** Also what a service sends that did not fill it in. */
const notARunId: HttpRefusal = {
  status: 400,
  code: 'run_id_malformed',
  message: `${runIdHeader} is not a run's id like WF-20260122102500-0a1b2c.`,
};
const notPost: HttpRefusal = {
  status: 405,
  code: 'method_not_allowed',
  message: 'This server keeps no sessions: use POST.',
};
/** A megabyte of calls in one request would hold up everybody else. */
const batch: HttpRefusal = { status: 400, code: 'batch_refused', message: 'Send one message per request.' };
const failed: HttpRefusal = { status: 500, code: 'internal', message: 'Something went wrong here.' };

function pathOf({ name }: Tool): string {
  const found = mcpPaths[name];
  if (found === undefined) throw new Fault('configuration_invalid', `tool ${name} has no MCP path`);
  return found;
}

async function serveCall(
  { tool, body, caller }: AdmittedCall,
  request: IncomingMessage,
  response: ServerResponse,
  deps: McpServerDeps,
): Promise<void> {
  const mcp = createMcpServer(tool, deps, caller);
  const onFailure = (error: unknown) => {
    const fault = asFault(error);
    deps.log.error({ tool: tool.name, code: fault.code, err: fault }, 'an MCP request failed');
    if (!response.headersSent) sendRefusal(response, failed);
  };
  response.once('close', () => void mcp.close().catch(onFailure));
  try {
    const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
    await mcp.connect(transport);
    await transport.handleRequest(request, response, body);
  } catch (error) {
    onFailure(error);
  }
}
