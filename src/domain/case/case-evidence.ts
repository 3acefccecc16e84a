/** Reads a case's evidence from what its tools really answered; what does not fit its schema is no evidence. */
import { z } from 'zod';
import { liquidityScreeningSchema, type LiquidityScreening } from '../evidence/liquidity-screening';
import { operationalProceduresSchema, type OperationalProcedures } from '../evidence/operational-procedures';
import { sanctionsScreeningSchema, type SanctionsScreening } from '../evidence/sanctions-screening';
import type { Checkpoint, ToolCallRecord } from './run';

/** Wire names of the three tools. */
export const toolNames = {
  sanctions: 'screen_sanctions',
  liquidity: 'compute_liquidity_impact',
  knowledge: 'search_treasury_kb',
} as const;

/** Where the shipped definition puts each agent's answer in the run context. */
export const outputKeys = {
  sanctions: 'sanctions_result',
  liquidity: 'liquidity_result',
  operations: 'ops_result',
} as const;

export interface CaseEvidence {
  readonly sanctions: SanctionsScreening | null;
  readonly liquidity: LiquidityScreening | null;
}

/** The last recorded output of each gate's tool: what the decision is made from. */
export function readEvidence(checkpoint: Checkpoint): CaseEvidence {
  return {
    sanctions: lastOutput(checkpoint, toolNames.sanctions, sanctionsScreeningSchema),
    liquidity: lastOutput(checkpoint, toolNames.liquidity, liquidityScreeningSchema),
  };
}

export interface AgentOutputs extends CaseEvidence {
  readonly operations: OperationalProcedures | null;
}

/** What each agent answered, as it stands in the run context: what people are shown and exports contain. */
export function readAgentOutputs(checkpoint: Checkpoint): AgentOutputs {
  return {
    sanctions: sanctionsScreeningSchema
      .nullable()
      .catch(null)
      .parse(checkpoint.context[outputKeys.sanctions] ?? null),
    liquidity: liquidityScreeningSchema
      .nullable()
      .catch(null)
      .parse(checkpoint.context[outputKeys.liquidity] ?? null),
    operations: operationalProceduresSchema
      .nullable()
      .catch(null)
      .parse(checkpoint.context[outputKeys.operations] ?? null),
  };
}

const proposalSchema = z.object({ final_decision: z.string(), reason: z.string().optional() });

/** What the definition and its agents propose: an outcome without a readable proposal is an unknown one, never a PROCEED. */
export function readProposal(checkpoint: Checkpoint): { action: string; reason?: string } | null {
  if (!checkpoint.outcome) return null;
  const parsed = proposalSchema.safeParse(checkpoint.outcome.output);
  if (!parsed.success) return { action: 'unreadable' };
  const { final_decision: action, reason } = parsed.data;
  return reason === undefined ? { action } : { action, reason };
}

/** As it happened; undefined where that tool was never called. */
export function lastToolCall({ trace }: Checkpoint, tool: string): ToolCallRecord | undefined {
  return trace.flatMap(({ toolCalls }) => toolCalls).findLast((made) => made.tool === tool);
}

function lastOutput<T>(checkpoint: Checkpoint, tool: string, schema: z.ZodType<T>): T | null {
  const parsed = schema.safeParse(lastToolCall(checkpoint, tool)?.output);
  return parsed.success ? parsed.data : null;
}
