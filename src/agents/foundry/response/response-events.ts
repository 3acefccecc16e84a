/** A streamed response: how far it is, and the one event that ends it. A stream that is cut ends silently, so without that event it failed. */
import { z } from 'zod';
import { Fault } from '../../../domain/values/errors';
import type { AgentStage } from '../../../ports/agents';
import { faultOfCode } from '../to-fault';

const eventSchema = z.looseObject({
  type: z.string(),
  response: z.unknown().optional(),
  code: z.unknown().optional(),
  error: z.looseObject({ code: z.unknown().optional(), type: z.unknown().optional() }).nullish(),
});

const endings = ['response.completed', 'response.failed', 'response.incomplete', 'response.cancelled'];

const stages: readonly (readonly [beginning: string, stage: AgentStage])[] = [
  ['response.created', 'accepted'],
  ['response.mcp_call', 'asking_its_tool'],
  ['response.output_text', 'answering'],
];

/** Throws `agent_failed` for a stream without an end, and for one the service broke off, what its code says. */
export async function terminalOf(
  events: AsyncIterable<unknown>,
  onProgress: (stage: AgentStage) => void,
): Promise<unknown> {
  let told: AgentStage | null = null;
  for await (const given of events) {
    const read = eventSchema.safeParse(given);
    if (!read.success) throw new Fault('agent_output_invalid', 'Azure AI Foundry: an event that is none');
    const { type, response, code, error } = read.data;
    // Some services send the error without a type of its own.
    if (type === 'error' || type === 'response.error') throw brokenOff(code ?? error?.code ?? error?.type);
    if (endings.includes(type)) return response;
    const stage = stages.find(([beginning]) => type.startsWith(beginning))?.[1] ?? null;
    if (stage !== null && stage !== told) onProgress(stage);
    told = stage ?? told;
  }
  throw new Fault('agent_failed', 'Azure AI Foundry: the stream ended before the response did');
}

/** It was accepted: whatever the code, it is not asked again. */
function brokenOff(code: unknown): Fault {
  const shown = typeof code === 'string' ? code : 'without a code';
  return new Fault(faultOfCode(code) ?? 'agent_failed', `Azure AI Foundry: the response was broken off (${shown})`);
}
