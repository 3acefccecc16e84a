/** One tool as an MCP server: its schemas, its answer as structured content and as text, its failures as problem codes. */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { CallToolRequestSchema, type CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { z } from 'zod';
import { asFault, describeFault, type Problem } from '../domain/values/errors';
import { newRunId } from '../domain/case/run/run';
import type { Json, JsonObject } from '../domain/values/json';
import type { KeptContent } from '../domain/values/kept-content';
import type { Clock, Log, RandomHex } from '../ports/process';
import type { Tool, ToolCall } from '../ports/tools';
import type { MadeToolCall } from '../ports/evidence';

export interface McpServerDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly randomHex: RandomHex;
  readonly log: Log;
  /** Writes a call down before its caller hears the answer; left out, nobody does: a developer's own client. */
  readonly record?: RecordCall;
  /** Whether what an answer for that run rests on is written down with the call; left out, it is not. */
  readonly keepsBasisFor?: (runId: string) => Promise<boolean>;
}

/** Stamped with the real time by whoever writes it down. */
export type RecordCall = (call: Omit<MadeToolCall, 'calledAt'>, contents: readonly KeptContent[]) => Promise<void>;

export interface Caller {
  /** The run the call is made for; null where the caller named none. */
  readonly runId: string | null;
  /** Who it is, for the log. */
  readonly name: string;
}

const ownClient: Caller = { runId: null, name: 'standard input' };

/** The server's own version, told to clients: raised when a tool's schema changes. */
const version = '1.0.0';

/**
 * A server for one connection. A refused or failed call answers `isError` with the text
 * `{"problems":[{code, message, field?}], "reference"}`; what really went wrong is in the log under that reference.
 */
export function createMcpServer(tool: Tool, deps: McpServerDeps, caller: Caller = ownClient): McpServer {
  const mcp = new McpServer({ name: tool.name.replaceAll('_', '-'), title: tool.title, version });
  const { title, description, inputSchema, outputSchema } = tool;
  mcp.registerTool(
    tool.name,
    { title, description, inputSchema, outputSchema, annotations: { readOnlyHint: true, openWorldHint: false } },
    (input: unknown) => answerRecorded(tool, input, deps, caller),
  );
  // McpServer words its own refusals from raw validation text; here they have codes like every other problem.
  mcp.server.setRequestHandler(CallToolRequestSchema, ({ params }) =>
    params.name === tool.name
      ? answerRecorded(tool, params.arguments ?? {}, deps, caller)
      : refusal([{ code: 'unknown_tool', message: `This server has one tool: ${tool.name}.` }], null),
  );
  return mcp;
}

/** An answer that could not be written down is not given: nobody could tell later what was said. */
async function answerRecorded(
  tool: Tool,
  input: unknown,
  deps: McpServerDeps,
  { runId, name: caller }: Caller,
): Promise<CallToolResult> {
  const nowMs = deps.clock.now();
  const callId = newRunId(nowMs, deps.randomHex(6)).replace(/^WF-/, 'MCP-');
  const contents: KeptContent[] = [];
  const keeps = runId !== null && (await deps.keepsBasisFor?.(runId)) === true;
  const keep = keeps ? (more: readonly KeptContent[]) => void contents.push(...more) : undefined;
  const call = { runId: runId ?? callId, nowMs, keep };
  const { output, problems } = await answer(tool, input, call, { ...deps, callId });
  const problem = problems[0]?.code ?? null;
  deps.log.info({ tool: tool.name, runId: call.runId, callId, caller, problem }, 'a tool was called');
  try {
    const made = { runId: call.runId, tool: tool.name, input: asObject(input), output, problem };
    await deps.record?.(made, output === null ? [] : contents);
  } catch (error) {
    return failed(tool, error, { ...deps, callId });
  }
  if (output === null) return refusal(problems, callId);
  return { content: [{ type: 'text', text: JSON.stringify(output) }], structuredContent: output };
}

type Answered =
  | { readonly output: JsonObject; readonly problems: readonly [] }
  | { readonly output: null; readonly problems: readonly Problem[] };

type Answering = Pick<McpServerDeps, 'log'> & { readonly callId: string };

async function answer(tool: Tool, input: unknown, call: ToolCall, answering: Answering): Promise<Answered> {
  const given = tool.inputSchema.safeParse(input);
  if (!given.success) return { output: null, problems: given.error.issues.map(inputProblem) };
  try {
    return { output: tool.outputSchema.parse(await tool.run(given.data, call)) as JsonObject, problems: [] };
  } catch (error) {
    return { output: null, problems: [noted(tool, error, answering)] };
  }
}

function failed(tool: Tool, error: unknown, answering: Answering): CallToolResult {
  return refusal([noted(tool, error, answering)], answering.callId);
}

/** What really went wrong is for the log alone. */
function noted(tool: Tool, error: unknown, { log, callId }: Answering): Problem {
  const fault = asFault(error);
  log.error({ callId, tool: tool.name, code: fault.code, err: fault }, 'a tool call failed');
  return { code: fault.code, message: describeFault(fault.code).cardText };
}

/** What is no object is refused as an input; the record keeps it all the same. */
function asObject(input: unknown): JsonObject {
  const isObject = typeof input === 'object' && input !== null && !Array.isArray(input);
  return isObject ? (input as JsonObject) : { input: input as Json };
}

function refusal(problems: readonly Problem[], reference: string | null): CallToolResult {
  const text = JSON.stringify(reference === null ? { problems } : { problems, reference });
  return { isError: true, content: [{ type: 'text', text }] };
}

function inputProblem({ path, message }: z.core.$ZodIssue): Problem {
  const field = path.map(String).join('.');
  return field === '' ? { code: 'invalid_input', message } : { code: 'invalid_input', message, field };
}
