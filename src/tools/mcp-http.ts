/** The tools over MCP's streamable HTTP, one path each, as a plain Node request handler without sessions. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { asFault, Fault } from '../domain/values/errors';
import type { Tool } from '../ports';
import { sendRefusal, type HttpRefusal } from './http-refusal';
import { accessRefusal, type McpAccess } from './mcp-access';
import { createMcpServer, type McpServerDeps } from './mcp-server';
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
}

/** `parsedBody`: what a body parser in front has read already; left out, the handler reads the body itself, up to 1 MB. */
export type McpHttpHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  parsedBody?: unknown,
) => Promise<void>;

/** Never rejects. What is no tool call gets a JSON-RPC error with status 400, 401, 403, 404, 405, 413 or 500. */
export function createMcpHttpHandler(deps: McpHttpDeps): McpHttpHandler {
  const byPath = new Map(deps.tools.map((tool) => [pathOf(tool), tool]));
  return async (request, response, parsedBody) => {
    const admitted = await admit(request, parsedBody, byPath, deps.access);
    if (admitted.ok) await serveCall(admitted, request, response, deps);
    else sendRefusal(response, admitted.refusal);
  };
}

interface Admitted {
  readonly ok: true;
  readonly tool: Tool;
  readonly body: unknown;
}

async function admit(
  request: IncomingMessage,
  parsedBody: unknown,
  byPath: ReadonlyMap<string, Tool>,
  access: McpAccess,
): Promise<Admitted | { readonly ok: false; readonly refusal: HttpRefusal }> {
  const refusal = accessRefusal(request, access);
  if (refusal) return { ok: false, refusal };
  const [path = ''] = (request.url ?? '').split('?');
  const tool = byPath.get(path);
  if (!tool) return { ok: false, refusal: notFound };
  if (request.method !== 'POST') return { ok: false, refusal: notPost };
  const body = parsedBody === undefined ? await readJsonBody(request) : { ok: true as const, value: parsedBody };
  if (!body.ok) return body;
  return Array.isArray(body.value) ? { ok: false, refusal: batch } : { ok: true, tool, body: body.value };
}

const notFound: HttpRefusal = { status: 404, code: 'not_found', message: 'There is no tool at this path.' };
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
  { tool, body }: Admitted,
  request: IncomingMessage,
  response: ServerResponse,
  deps: McpServerDeps,
): Promise<void> {
  const mcp = createMcpServer(tool, deps);
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
