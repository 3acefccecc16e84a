/** Somebody else's MCP server with a tool that scores fraud; in some modes not as it should. */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';

export const fraudModes = ['sound', 'lies', 'other_schema', 'no_such_tool', 'fails', 'text'] as const;
export type FraudMode = (typeof fraudModes)[number];

const outputSchema = {
  type: 'object' as const,
  properties: { verdict: { type: 'string', enum: ['PASS', 'REVIEW', 'FRAUD'] }, reason: { type: 'string' } },
  required: ['verdict', 'reason'],
  additionalProperties: false,
};

/** Below the level at which a server is held to its own schema. */
export function createFraudServer(mode: FraudMode): McpServer['server'] {
  const { server } = new McpServer({ name: 'fraud', version: '1.0.0' }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: [
      {
        name: mode === 'no_such_tool' ? 'delete_everything' : 'score_fraud',
        inputSchema: { type: 'object' as const },
        ...(mode === 'text' || mode === 'other_schema' ? {} : { outputSchema }),
      },
    ],
  }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => {
    if (mode === 'fails') throw new Error('out of order');
    const amount = Number(params.arguments?.['amount'] ?? 0);
    const verdict = amount >= 2_000_000 ? 'FRAUD' : amount >= 100_000 ? 'REVIEW' : 'PASS';
    const found = { verdict, reason: `Amount ${amount}` };
    if (mode === 'text') return { content: [{ type: 'text', text: JSON.stringify(found) }] };
    const other = mode === 'lies' ? { verdict: 'FINE' } : mode === 'other_schema' ? { score: 7 } : found;
    return { content: [], structuredContent: other };
  });
  return server;
}
