/** A connection to somebody else's MCP server, over HTTP or to a process that it starts. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';

export type ToolServer =
  | { readonly command: string; readonly args: readonly string[] }
  | { readonly url: string; /** Sent as a bearer; null where the server asks for none. */ readonly key: string | null };

/** Rejects with the SDK's own error; what was begun is closed again. */
export async function connectClient(server: ToolServer): Promise<Client> {
  const client = new Client({ name: 'treasury-desk', version: '1.0.0' });
  try {
    await client.connect(transportTo(server));
    return client;
  } catch (error) {
    await client.close();
    throw error;
  }
}

function transportTo(server: ToolServer): Transport {
  // The SDK's own types leave out what exactOptionalPropertyTypes asks for.
  if ('command' in server)
    return new StdioClientTransport({ command: server.command, args: [...server.args], stderr: 'ignore' });
  const headers = server.key === null ? {} : { Authorization: `Bearer ${server.key}` };
  return new StreamableHTTPClientTransport(new URL(server.url), { requestInit: { headers } });
}
