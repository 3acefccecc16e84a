/** An HTTP request that never becomes a tool call, in the shape MCP clients read. */
import type { ServerResponse } from 'node:http';

export interface HttpRefusal {
  readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 429 | 500;
  readonly code: string;
  readonly message: string;
  /** When to come again, where that is known. */
  readonly retryAfterSeconds?: number;
  /** JSON-RPC's own code where the protocol has one for this, and what it wants beside it. */
  readonly rpc?: { readonly code: number; readonly data: Readonly<Record<string, unknown>> };
}

/** JSON-RPC: -32700 for a body that is no JSON, -32600 for a request that is none of ours. */
export function sendRefusal(
  response: ServerResponse,
  { status, code, message, retryAfterSeconds, rpc }: HttpRefusal,
): void {
  const headers: Record<string, string> = { 'Content-Type': 'application/json' };
  if (status === 401) headers['WWW-Authenticate'] = 'Bearer';
  if (status === 405) headers['Allow'] = 'POST';
  if (retryAfterSeconds !== undefined) headers['Retry-After'] = String(retryAfterSeconds);
  // The rest of an oversized body is not worth reading.
  if (status === 413) headers['Connection'] = 'close';
  const rpcCode = rpc?.code ?? (code === 'not_json' ? -32700 : -32600);
  const data = { code, ...rpc?.data };
  response.writeHead(status, headers);
  response.end(JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: rpcCode, message, data } }));
}
