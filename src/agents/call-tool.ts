/** Calls a tool in this process and holds both sides to its schemas. */
import { z } from 'zod';
import { Fault } from '../domain/values/errors';
import type { JsonObject } from '../domain/values/json';
import { noteRead } from '../domain/values/read-once';
import type { ToolCallRecord } from '../domain/case/run/run';
import type { Tool, ToolCall } from '../ports/tools';

export interface ToolAnswer<Output> {
  readonly output: Output;
  /** The call as evidence. */
  readonly record: ToolCallRecord;
}

/** Throws `agent_output_invalid` where input or output miss their schema, `tool_failed` where the tool breaks. */
export async function callTool<Input, Output>(
  tool: Tool<Input, Output>,
  input: unknown,
  call: ToolCall,
): Promise<ToolAnswer<Output>> {
  const given = checked(tool.inputSchema, input, `the input of ${tool.name}`);
  const output = checked(tool.outputSchema, await answerOf(tool, given, call), `the answer of ${tool.name}`);
  noteRead(tool.outputSchema, output as Output & JsonObject);
  return { output, record: { tool: tool.name, input: given as JsonObject, output: output as JsonObject } };
}

async function answerOf<Input, Output>(tool: Tool<Input, Output>, input: Input, call: ToolCall): Promise<Output> {
  try {
    return await tool.run(input, call);
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw new Fault('tool_failed', `${tool.name} failed`, { cause });
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Fault('agent_output_invalid', `${what} misses its schema: ${z.prettifyError(parsed.error)}`);
}
