/** What an agent may call, whoever carries it. */
import type { KeptContent } from '../domain/values/kept-content';
import type { z } from 'zod';

export interface ToolCall {
  readonly runId: string;
  readonly nowMs: number;
  /** Takes what the answer rests on, to be kept with whatever names it; left out where nobody keeps it, and then the answer names nothing. */
  readonly keep?: KeepBasis | undefined;
}

/** What stands for it in the answer, and what that names in turn. */
export type KeepBasis = (contents: readonly KeptContent[]) => void;

/** One tool, whoever carries it: an embedded agent in-process, or MCP over stdio or HTTP. Throws `tool_failed`, or `agent_unavailable` where trying again can help. */
export interface Tool<Input = unknown, Output = unknown> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: z.ZodType<Input>;
  readonly outputSchema: z.ZodType<Output>;
  run(input: Input, call: ToolCall): Promise<Output>;
}
