/** Reads a case's evidence from what its tools really answered; what does not fit its schema is no evidence. */
import { z } from 'zod';
import { liquidityScreeningSchema, severities, type LiquidityScreening } from '../../evidence/liquidity-screening';
import { operationalProceduresSchema, type OperationalProcedures } from '../../evidence/operational-procedures';
import { sanctionsScreeningSchema, type SanctionsScreening } from '../../evidence/sanctions-screening';
import { resultNames, toolNames } from '../../evidence/wire-names';
import { readOnce } from '../../values/read-once';
import { answerOf, type Run, type ToolCallRecord, type TraceEntry } from './run';

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
  const strictest = last(readable, stricterScreening);
  return areAllReadable || strictest?.decision === 'BLOCK' ? strictest : null;
}

function strictestLiquidity(run: Pick<Run, 'trace'>): LiquidityScreening | null {
  const { readable, areAllReadable } = outputs(run, toolNames.liquidity, liquidityScreeningSchema);
  return areAllReadable ? last(readable, stricterProjection) : null;
}

function stricterScreening(a: SanctionsScreening, b: SanctionsScreening): number {
  const strictness = ({ decision }: SanctionsScreening) => ['CLEAR', 'ESCALATE', 'BLOCK'].indexOf(decision);
  return strictness(a) - strictness(b) || a.confidence - b.confidence;
}

function stricterProjection(a: LiquidityScreening, b: LiquidityScreening): number {
  const severity = ({ breach_assessment: found }: LiquidityScreening) => severities.indexOf(found.severity);
  return severity(a) - severity(b) || b.breach_assessment.headroom - a.breach_assessment.headroom;
}

/** The greatest by `compare`; of equals the latest. */
function last<T>(values: readonly T[], compare: (a: T, b: T) => number): T | null {
  return values.reduce<T | null>((best, next) => (best === null || compare(next, best) >= 0 ? next : best), null);
}

export interface AgentOutputs extends CaseEvidence {
  readonly operations: OperationalProcedures | null;
}

/** What each gate's agents answered, as they said it, the strictest of several: what people are shown and exports contain. Null where none ran or one cannot be read. */
export function readAgentOutputs(run: Pick<Run, 'trace'>): AgentOutputs {
  return {
    sanctions: last(answered(run, 'sanctions', sanctionsScreeningSchema), stricterScreening),
    liquidity: last(answered(run, 'liquidity', liquidityScreeningSchema), stricterProjection),
    operations: answered(run, 'operations', operationalProceduresSchema).at(-1) ?? null,
  };
}

/** Whether an agent of that gate ran, whatever it said. */
export function hasRun({ trace }: Pick<Run, 'trace'>, gate: Gate): boolean {
  return trace.some((entry) => isOfGate(entry, gate));
}

export type Gate = keyof typeof resultNames;
const toolOfGate = { sanctions: 'sanctions', liquidity: 'liquidity', operations: 'knowledge' } as const;

/** By the tool its agent called, whatever the agent and its result are called; by the result's name where none was called. */
export function isOfGate({ result, toolCalls }: Pick<TraceEntry, 'result' | 'toolCalls'>, gate: Gate): boolean {
  return result === resultNames[gate] || toolCalls.some(({ tool }) => tool === toolNames[toolOfGate[gate]]);
}

/** None where one of them cannot be read; an agent that searches procedures for something else is not asked for them. */
function answered<T>({ trace }: Pick<Run, 'trace'>, gate: Gate, schema: z.ZodType<T>): readonly T[] {
  const read = trace
    .filter((entry) => isOfGate(entry, gate))
    .map((entry) => ({ entry, parsed: readOnce(schema, answerOf(entry)) }));
  const mustBeRead = gate === 'operations' ? read.slice(-1) : read;
  const isUnreadable = mustBeRead.some(({ entry, parsed }) => !parsed.success && entry.result === resultNames[gate]);
  return isUnreadable ? [] : read.flatMap(({ parsed }) => (parsed.success ? [parsed.data] : []));
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
