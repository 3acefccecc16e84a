/** A payment to a listed party is rejected whatever became of the agent that was to say so: the finding needs no agent. */
import { readEvidence } from '../../domain/case/run/case-evidence';
import type { ToolCallRecord } from '../../domain/case/run/run';
import type { SanctionsInput, SanctionsScreening } from '../../domain/evidence/sanctions-screening';
import { asFault } from '../../domain/values/errors';
import type { JsonObject } from '../../domain/values/json';
import type { Log } from '../../ports/process';
import type { Tool, ToolCall } from '../../ports/tools';
import { callTool } from '../call-tool';

export interface ProvenBlock {
  readonly output: JsonObject;
  readonly toolCalls: readonly ToolCallRecord[];
}

/** Null where the desk's own screening of the step's input finds no BLOCK, or cannot be made: then the fault stands and the payment is held. */
export async function findProvenBlock(
  screening: Tool<SanctionsInput, SanctionsScreening>,
  input: JsonObject,
  call: ToolCall,
  log: Log,
): Promise<ProvenBlock | null> {
  try {
    const { record } = await callTool(screening, input, call);
    const { sanctions } = readEvidence({
      trace: [
        {
          step: '',
          result: '',
          startedAt: '',
          finishedAt: '',
          attempts: 1,
          toolCalls: [record],
          answer: { relayed: 0 },
        },
      ],
    });
    return sanctions?.decision === 'BLOCK' ? { output: record.output, toolCalls: [record] } : null;
  } catch (error) {
    const fault = asFault(error);
    log.warn(
      { runId: call.runId, code: fault.code, err: fault },
      'a payment could not be screened beside a failed agent',
    );
    return null;
  }
}
