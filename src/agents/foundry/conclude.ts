/** What a hosted agent's step comes to: the strictest of its evidence, beside its own word of which only what is stricter counts. */
import { readEvidence } from '../../domain/case/run/case-evidence';
import type { ToolCallRecord, TraceEntry } from '../../domain/case/run/run';
import { liquidityScreeningSchema } from '../../domain/evidence/liquidity-screening';
import { operationalProceduresSchema } from '../../domain/evidence/operational-procedures';
import { sanctionsScreeningSchema } from '../../domain/evidence/sanctions-screening';
import {
  weighLiquidity,
  weighOperations,
  weighSanctions,
  type Disagreement,
} from '../../domain/evidence/weigh-opinion';
import { Fault } from '../../domain/values/errors';
import type { JsonObject } from '../../domain/values/json';
import type { AgentTask } from '../../ports/agents';
import type { ToolCall } from '../../ports/tools';
import type { EmbeddedAgent } from '../embedded-agent';
import { readOpinion } from './response/read-opinion';

export interface Answered {
  readonly task: AgentTask;
  readonly call: ToolCall;
  readonly evidence: readonly ToolCallRecord[];
  /** What the agent's last message says. */
  readonly text: string | null;
}

export interface Concluded {
  readonly output: JsonObject;
  readonly opinion: JsonObject;
  readonly toolCalls: readonly ToolCallRecord[];
  readonly disagreements: readonly Disagreement[];
}

export type Conclude = (answered: Answered) => Promise<Concluded>;

export const concludeSanctions: Conclude = ({ evidence, text }) => {
  const opinion = readOpinion(sanctionsScreeningSchema, text);
  const { sanctions } = readEvidence({ trace: [asEntry(evidence)] });
  if (!sanctions) throw unreadable('screen_sanctions');
  return Promise.resolve(concluded(weighSanctions(sanctions, opinion), opinion, evidence));
};

export const concludeLiquidity: Conclude = ({ evidence, text }) => {
  const opinion = readOpinion(liquidityScreeningSchema, text);
  const { liquidity } = readEvidence({ trace: [asEntry(evidence)] });
  if (!liquidity) throw unreadable('compute_liquidity_impact');
  return Promise.resolve(concluded(weighLiquidity(liquidity, opinion), opinion, evidence));
};

/** What procedures ask for is policy's to say: the agent's searches are kept, and beside its word stands what the desk itself determines. */
export function createConcludeOperations(determine: EmbeddedAgent): Conclude {
  return async ({ task, call, evidence, text }) => {
    const opinion = readOpinion(operationalProceduresSchema, text);
    const { output, toolCalls } = await determine(task, call);
    const own = operationalProceduresSchema.parse(output);
    return concluded(weighOperations(own, opinion), opinion, [...evidence, ...toolCalls]);
  };
}

function concluded(
  { stands, disagreements }: { readonly stands: object; readonly disagreements: readonly Disagreement[] },
  opinion: object,
  toolCalls: readonly ToolCallRecord[],
): Concluded {
  // Both were made by their schemas, which let nothing in but JSON.
  return { output: stands as JsonObject, opinion: opinion as JsonObject, toolCalls, disagreements };
}

/** Read as a run's evidence is, so that the strictest is the same one here and in the decision. */
function asEntry(toolCalls: readonly ToolCallRecord[]): TraceEntry {
  return { step: '', result: '', startedAt: '', finishedAt: '', attempts: 1, toolCalls, answer: { relayed: 0 } };
}

function unreadable(tool: string): Fault {
  return new Fault('tool_failed', `what ${tool} answered cannot be read`);
}
