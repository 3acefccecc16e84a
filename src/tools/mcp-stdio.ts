/** One tool over standard input and output: for a developer's client, and for gateways that start processes. */
import { finished, type Readable, type Writable } from 'node:stream';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { isJSONRPCRequest, isJSONRPCNotification } from '@modelcontextprotocol/sdk/types.js';
import type { Tool } from '../ports/tools';
import { createMcpServer, type McpServerDeps } from './mcp-server';

export interface StdioStreams {
  readonly input: Readable;
  /** Carries protocol messages only; logs must go elsewhere. */
  readonly output: Writable;
}

/** Serves until the client has closed its end and every request it sent has its answer. */
export async function serveMcpStdio(tool: Tool, deps: McpServerDeps, { input, output }: StdioStreams): Promise<void> {
  const mcp = createMcpServer(tool, deps);
  const transport = new StdioServerTransport(input, output);
  const closed = new Promise<void>((resolve) => {
    mcp.server.onclose = resolve;
  });
  const answered = countOpenRequests(transport);
  await mcp.connect(transport);
  // The transport itself does not notice that its client is gone.
  finished(input, { writable: false }, () => void answered().then(() => mcp.close()));
  await closed;
}

/** Watches a transport that is about to be connected; the function returned waits until no request is open. */
function countOpenRequests(transport: Transport): () => Promise<void> {
  const open = new Set<string | number>();
  let onIdle = (): void => undefined;
  const send = transport.send.bind(transport);
  const close = (id: unknown) => {
    open.delete(id as string | number);
    if (open.size === 0) onIdle();
  };
  // Connecting keeps this handler and calls it before its own.
  transport.onmessage = (message) => {
    if (isJSONRPCRequest(message)) open.add(message.id);
    // A cancelled request gets no answer.
    if (isJSONRPCNotification(message) && message.method === 'notifications/cancelled')
      close(message.params?.['requestId']);
  };
  transport.send = async (message, options) => {
    await send(message, options);
    if ('id' in message && !('method' in message)) close(message.id);
  };
  return () =>
    new Promise((resolve) => {
      onIdle = resolve;
      if (open.size === 0) resolve();
    });
}
