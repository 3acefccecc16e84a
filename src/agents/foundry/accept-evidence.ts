/** Holds the calls a service says its agent made against those our own tool server answered: what is in both is evidence, and nothing else is. */
import type { ToolCallRecord } from '../../domain/case/run/run';
import { Fault } from '../../domain/values/errors';
import { canonicalJson, type JsonObject } from '../../domain/values/json';
import { parseJson } from '../../domain/values/parse-json';
import type { RecordedToolCall } from '../../ports/evidence';
import type { WireCall } from './response/read-response';

export interface OwnTool {
  readonly server: string;
  readonly tool: string;
  /** Whether the agent may ask this of its tool: for a gate, the step's mapped input and nothing else. */
  readonly mayAsk: (input: JsonObject) => boolean;
}

/**
 * Every call counts, those the service keeps quiet about too: our server answered them for this run. Throws `agent_tool_not_called`,
 * `agent_asked_otherwise`, `evidence_not_ours` or `tool_failed`.
 */
export function acceptEvidence(
  own: OwnTool,
  calls: readonly WireCall[],
  recorded: readonly RecordedToolCall[],
): readonly ToolCallRecord[] {
  if (calls.length === 0) throw new Fault('agent_tool_not_called', `the agent did not call ${own.tool}`);
  const open = [...recorded];
  for (const call of calls) {
    const input = askedOf(own, call);
    const output = parseJson(call.output);
    const at = open.findIndex((made) => isSame(made.input, input) && output.ok && isSame(made.output, output.value));
    if (at < 0) throw new Fault('evidence_not_ours', `${own.tool} never gave the answer the agent shows`);
    open.splice(at, 1);
  }
  for (const { input, problem } of open) {
    if (!own.mayAsk(input)) throw askedOtherwise(own.tool);
    if (problem !== null) throw new Fault('tool_failed', `${own.tool} refused a call of the agent: ${problem}`);
  }
  return recorded.map(({ seq, tool, input, output }) => ({ tool, input, output: output ?? {}, record: seq }));
}

/** What a call asks, if it is one the agent may make. Throws `agent_asked_otherwise`. */
export function askedOf(
  own: OwnTool,
  { server, tool, arguments: given }: Pick<WireCall, 'server' | 'tool' | 'arguments'>,
): JsonObject {
  const parsed = parseJson(given);
  const isOwn = server === own.server && tool === own.tool;
  if (!isOwn || !parsed.ok || !isObject(parsed.value) || !own.mayAsk(parsed.value)) throw askedOtherwise(tool);
  return parsed.value;
}

function askedOtherwise(tool: string): Fault {
  return new Fault('agent_asked_otherwise', `the agent asked ${tool} about something else than its input`);
}

function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
