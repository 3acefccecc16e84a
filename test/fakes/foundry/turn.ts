/** What a model has at hand in one turn: the agent's definition, and its tools over HTTP as the service would call them. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';
import type { JsonObject } from '../../../src/domain/values/json';
import type { StandInOptions, StoredVersion } from './stand-in';

export interface Turn {
  readonly agent: StoredVersion;
  /** The agent's one tool. */
  readonly tool: string;
  /** Calls it for real; the item as the service would show it. */
  call(input: JsonObject): Promise<JsonObject>;
  /** An item for a call that was never made. */
  pretend(input: JsonObject, output: unknown): JsonObject;
  say(text: string): JsonObject;
  askPermission(input: JsonObject, tool?: string): JsonObject;
}

interface McpTool {
  readonly server_label: string;
  readonly server_url: string;
  readonly allowed_tools: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

/** Of an agent that has none. */
const noTool: McpTool = { server_label: '', server_url: '', allowed_tools: [], headers: {} };

interface TurnDeps extends Required<Pick<StandInOptions, 'gateway' | 'toolHeaders'>> {
  readonly agent: StoredVersion;
  readonly runId: string;
  readonly nextId: (kind: string) => string;
}

export function openTurn({ agent, runId, gateway, toolHeaders, nextId }: TurnDeps): Turn {
  const [own = noTool] = (agent.definition['tools'] ?? []) as unknown as readonly McpTool[];
  const { server_label: label, server_url: url, allowed_tools: allowed } = own;
  const [tool = ''] = allowed;
  const filled = Object.fromEntries(
    Object.entries(own.headers).map(([name, value]) => [name, value.replace('{{run_id}}', runId)]),
  );
  const item = (input: JsonObject, rest: object): JsonObject => ({
    id: nextId('mcp'),
    type: 'mcp_call',
    server_label: label,
    name: tool,
    arguments: JSON.stringify(input),
    status: 'completed',
    error: null,
    ...rest,
  });
  return {
    agent,
    tool,
    async call(input) {
      const client = new Client({ name: 'foundry', version: '1' });
      const address = new URL(url.replace(gateway.url, gateway.toolsAt()));
      await client.connect(
        new StreamableHTTPClientTransport(address, { requestInit: { headers: { ...filled, ...toolHeaders } } }),
      );
      try {
        const result = CallToolResultSchema.parse(await client.callTool({ name: tool, arguments: input }));
        const text = result.content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('');
        return result.isError === true
          ? item(input, { output: null, error: text, status: 'failed' })
          : item(input, { output: text });
      } finally {
        await client.close();
      }
    },
    pretend: (input, output) => item(input, { output: JSON.stringify(output) }),
    say: (text) => ({
      id: nextId('msg'),
      type: 'message',
      role: 'assistant',
      status: 'completed',
      content: [{ type: 'output_text', text, annotations: [] }],
    }),
    askPermission: (input, name = tool) => ({
      id: nextId('mcpr'),
      type: 'mcp_approval_request',
      server_label: label,
      name,
      arguments: JSON.stringify(input),
    }),
  };
}
