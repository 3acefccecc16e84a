/** Reads a case's evidence from what its tools really answered; what does not fit its schema is no evidence. */
import { z } from 'zod';
import { liquidityScreeningSchema, severities, type LiquidityScreening } from '../evidence/liquidity-screening';
import { operationalProceduresSchema, type OperationalProcedures } from '../evidence/operational-procedures';
import { sanctionsScreeningSchema, type SanctionsScreening } from '../evidence/sanctions-screening';
import { resultNames, toolNames } from '../evidence/wire-names';
import { readOnce } from '../values/read-once';
import { answerOf, type Run, type ToolCallRecord } from './run';

export interface CaseEvidence {
  /** The strictest of all that was found; null where nothing was, or something cannot be read. */
  readonly sanctions: SanctionsScreening | null;
  readonly liquidity: LiquidityScreening | null;
}

/** What the decision is made from: every recorded call of each gate's tool counts, and the strictest stands. */
export function readEvidence(run: Pick<Run, 'trace'>): CaseEvidence {
  return { sanctions: strictestSanctions(run), liquidity: strictestLiquidity(run) };
}

/** Every readable output of the two gates' tools, in the order they were called. */
export function allScreenings(run: Pick<Run, 'trace'>) {
  return {
    sanctions: outputs(run, toolNames.sanctions, sanctionsScreeningSchema).readable,
    liquidity: outputs(run, toolNames.liquidity, liquidityScreeningSchema).readable,
  };
}

/** A proven BLOCK stands beside anything that cannot be read; nothing else does. */
function strictestSanctions(run: Pick<Run, 'trace'>): SanctionsScreening | null {
  const { readable, areAllReadable } = outputs(run, toolNames.sanctions, sanctionsScreeningSchema);
  const strictness = ({ decision }: SanctionsScreening) => ['CLEAR', 'ESCALATE', 'BLOCK'].indexOf(decision);
  const strictest = last(readable, (a, b) => strictness(a) - strictness(b) || a.confidence - b.confidence);
  return areAllReadable || strictest?.decision === 'BLOCK' ? strictest : null;
}

function strictestLiquidity(run: Pick<Run, 'trace'>): LiquidityScreening | null {
  const { readable, areAllReadable } = outputs(run, toolNames.liquidity, liquidityScreeningSchema);
  const severity = ({ breach_assessment: found }: LiquidityScreening) => severities.indexOf(found.severity);
  const short = ({ breach_assessment: found }: LiquidityScreening) => -found.headroom;
  return areAllReadable ? last(readable, (a, b) => severity(a) - severity(b) || short(a) - short(b)) : null;
}

/** The greatest by `compare`; of equals the latest. */
function last<T>(values: readonly T[], compare: (a: T, b: T) => number): T | null {
  return values.reduce<T | null>((best, next) => (best === null || compare(next, best) >= 0 ? next : best), null);
}

export interface AgentOutputs extends CaseEvidence {
  readonly operations: OperationalProcedures | null;
}

/** What each agent answered, as it said it: what people are shown and exports contain. Null where it did not run or cannot be read. */
export function readAgentOutputs(run: Pick<Run, 'trace'>): AgentOutputs {
  return {
    sanctions: answered(run, resultNames.sanctions, sanctionsScreeningSchema),
    liquidity: answered(run, resultNames.liquidity, liquidityScreeningSchema),
    operations: answered(run, resultNames.operations, operationalProceduresSchema),
  };
}

/** Whether an agent ran, whatever it said. */
export function hasRun({ trace }: Pick<Run, 'trace'>, result: string): boolean {
  return trace.some((entry) => entry.result === result);
}

function answered<T>({ trace }: Pick<Run, 'trace'>, result: string, schema: z.ZodType<T>): T | null {
  const entry = trace.findLast((made) => made.result === result);
  const parsed = entry && readOnce(schema, answerOf(entry));
  return parsed?.success ? parsed.data : null;
}

const proposalSchema = z.object({ final_decision: z.string(), reason: z.string().optional() });

/** What the definition and its agents propose: an outcome without a readable proposal is an unknown one, never a PROCEED. */
export function readProposal(output: unknown): { action: string; reason?: string } {
  const parsed = proposalSchema.safeParse(output);
  if (!parsed.success) return { action: 'unreadable' };
  const { final_decision: action, reason } = parsed.data;
  return reason === undefined ? { action } : { action, reason };
}

/** Every call of that tool as it happened, in order. */
export function toolCallsOf({ trace }: Pick<Run, 'trace'>, tool: string): readonly ToolCallRecord[] {
  return trace.flatMap(({ toolCalls }) => toolCalls.filter((made) => made.tool === tool));
}

function outputs<T>(run: Pick<Run, 'trace'>, tool: string, schema: z.ZodType<T>) {
  const read = toolCallsOf(run, tool).map(({ output }) => readOnce(schema, output));
  return {
    readable: read.flatMap((parsed) => (parsed.success ? [parsed.data] : [])),
    areAllReadable: read.every(({ success }) => success),
  };
}
