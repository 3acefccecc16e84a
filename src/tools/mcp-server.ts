/** One tool as an MCP server: its schemas, its answer as structured content and as text, its failures as problem codes. */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { CallToolRequestSchema, type CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { z } from 'zod';
import { asFault, describeFault, type Problem } from '../domain/values/errors';
import { newRunId } from '../domain/case/run';
import type { Clock, Log, RandomHex, Tool } from '../ports';

export interface McpServerDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly randomHex: RandomHex;
  readonly log: Log;
}

/** The server's own version, told to clients: raised when a tool's schema changes. */
const version = '1.0.0';

/**
 * A server for one connection. A refused or failed call answers `isError` with the text
 * `{"problems":[{code, message, field?}], "reference"}`; what really went wrong is in the log under that reference.
 */
export function createMcpServer(tool: Tool, deps: McpServerDeps): McpServer {
  const mcp = new McpServer({ name: tool.name.replaceAll('_', '-'), title: tool.title, version });
  const { title, description, inputSchema, outputSchema } = tool;
  mcp.registerTool(
    tool.name,
    { title, description, inputSchema, outputSchema, annotations: { readOnlyHint: true, openWorldHint: false } },
    (input: unknown) => answer(tool, input, deps),
  );
  // McpServer words its own refusals from raw validation text; here they have codes like every other problem.
  mcp.server.setRequestHandler(CallToolRequestSchema, ({ params }) =>
    params.name === tool.name
      ? answer(tool, params.arguments ?? {}, deps)
      : refusal([{ code: 'unknown_tool', message: `This server has one tool: ${tool.name}.` }], null),
  );
  return mcp;
}

async function answer(tool: Tool, input: unknown, { clock, randomHex, log }: McpServerDeps): Promise<CallToolResult> {
  const nowMs = clock.now();
  const callId = newRunId(nowMs, randomHex(6)).replace(/^WF-/, 'MCP-');
  const given = tool.inputSchema.safeParse(input);
  if (!given.success) return refusal(given.error.issues.map(inputProblem), callId);
  try {
    const output = tool.outputSchema.parse(await tool.run(given.data, { runId: callId, nowMs }));
    return {
      content: [{ type: 'text', text: JSON.stringify(output) }],
      structuredContent: output as Record<string, unknown>,
    };
  } catch (error) {
    const fault = asFault(error);
    log.error({ callId, tool: tool.name, code: fault.code, err: fault }, 'a tool call failed');
    return refusal([{ code: fault.code, message: describeFault(fault.code).cardText }], callId);
  }
}

function refusal(problems: readonly Problem[], reference: string | null): CallToolResult {
  const text = JSON.stringify(reference === null ? { problems } : { problems, reference });
  return { isError: true, content: [{ type: 'text', text }] };
}

function inputProblem({ path, message }: z.core.$ZodIssue): Problem {
  const field = path.map(String).join('.');
  return field === '' ? { code: 'invalid_input', message } : { code: 'invalid_input', message, field };
}
