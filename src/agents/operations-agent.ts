/** The embedded operations agent: applies the matrices to what the first two gates found and cites the procedures it rests on. */
import { z } from 'zod';
import { Fault } from '../domain/values/errors';
import { liquidityScreeningSchema, type LiquidityScreening } from '../domain/evidence/liquidity-screening';
import {
  operationalProceduresSchema,
  type KnowledgeInput,
  type KnowledgeSearch,
} from '../domain/evidence/operational-procedures';
import { findUncitable, flagDropped, keepSoundCitations } from '../domain/knowledge/check-citations';
import { sanctionsScreeningSchema, type SanctionsScreening } from '../domain/evidence/sanctions-screening';
import type { JsonObject } from '../domain/values/json';
import { readOnce } from '../domain/values/read-once';
import { decimal } from '../domain/values/money';
import { paymentTypes } from '../domain/payment/payment-request';
import { determine, type Determination } from '../domain/policy/determine';
import { isBreach, type Facts } from '../domain/policy/facts/facts';
import type { Policy } from '../domain/policy/policy';
import { buildOperationalProcedures } from '../domain/policy/procedures';
import { concludeWhy } from '../domain/policy/why/conclude-why';
import { reasonText } from '../domain/policy/why/reason-text';
import { formatUtc } from '../domain/values/time';
import type { AgentTask } from '../ports/agents';
import type { PolicySource } from '../ports/sources';
import type { Tool } from '../ports/tools';
import { callTool } from './call-tool';
import type { EmbeddedAgent } from './embedded-agent';

export interface OperationsAgentDeps {
  readonly tool: Tool<KnowledgeInput, KnowledgeSearch>;
  readonly policy: PolicySource;
  /** The policy a run started with; the one in force where nobody says. */
  readonly policyOfRun?: (runId: string) => Promise<Policy>;
}

const { input_summary: summarySchema } = operationalProceduresSchema.shape;
// Unscreened, a payment is proposed for as one that is clear: whether policy exempts it is the decision's to say.
const inputSchema = summarySchema.extend({
  payment_type: z.enum(paymentTypes),
  sanctions_decision: summarySchema.shape.sanctions_decision.optional(),
});
const contextSchema = z.object({ sanctions_result: z.looseObject({}).optional(), liquidity_result: z.looseObject({}) });
/** Stands beside the finding it overruled once compliance called that a false positive. */
const dispositionSchema = z.looseObject({ compliance_disposition: z.looseObject({ outcome: z.string() }).optional() });

type OperationsInput = z.infer<typeof inputSchema>;

interface EarlierResults {
  /** Null where the payment was not screened. */
  readonly sanctions: SanctionsScreening | null;
  readonly isClearedByCompliance: boolean;
  readonly liquidity: LiquidityScreening;
}

/** Throws `agent_output_invalid` where the input or the earlier results are incomplete or contradict each other. */
export function createOperationsAgent({ tool, policy, policyOfRun }: OperationsAgentDeps): EmbeddedAgent {
  return async (task, call) => {
    const { input, earlier } = readTask(task);
    const ownPolicy = (await policyOfRun?.(call.runId)) ?? policy.current();
    const facts = factsOf(input, earlier, call.nowMs);
    const determination = determine(ownPolicy, facts);
    const named = sectionsNamed(ownPolicy, determination);
    const search = await callTool(tool, { query: searchQuery(named, facts) }, call);
    const output = buildOperationalProcedures({
      policy: ownPolicy,
      facts,
      determination,
      reason: reasonText(
        concludeWhy(
          {
            sanctions: earlier.sanctions,
            clearedByCompliance: earlier.isClearedByCompliance,
            liquidity: earlier.liquidity,
            beforeCutoff: facts.beforeCutoff,
          },
          determination.notes,
        ),
      ),
      sections: search.output.results,
      audit: { run_id: call.runId, timestamp_utc: formatUtc(call.nowMs) },
    });
    const { output: sound } = keepSoundCitations(output, search.output.results);
    const checked = operationalProceduresSchema.safeParse(flagDropped(sound, findUncitable(named, search.output)));
    if (!checked.success) throw invalid(`its answer misses its schema: ${z.prettifyError(checked.error)}`);
    return { output: checked.data as JsonObject, toolCalls: [search.record] };
  };
}

function readTask({ input, context }: AgentTask): { input: OperationsInput; earlier: EarlierResults } {
  const given = inputSchema.safeParse(input);
  if (!given.success) throw invalid(`its input misses its schema: ${z.prettifyError(given.error)}`);
  const earlier = readEarlier(context);
  const { sanctions, liquidity } = earlier;
  const agree =
    given.data.sanctions_decision === sanctions?.decision &&
    given.data.liquidity_breach === isBreach(liquidity.breach_assessment.severity);
  if (!agree) throw invalid('its input contradicts the earlier results');
  return { input: given.data, earlier };
}

/** Mostly what this process has just held to its schema itself. */
function readEarlier(context: JsonObject): EarlierResults {
  const read = <T>(schema: z.ZodType<T>, value: unknown): T => {
    const parsed = readOnce(schema, value as JsonObject);
    if (parsed.success) return parsed.data;
    throw invalid(`earlier results are missing or unreadable: ${z.prettifyError(parsed.error)}`);
  };
  read(contextSchema, context);
  const { sanctions_result: screened } = context;
  const disposition = screened === undefined ? null : read(dispositionSchema, screened).compliance_disposition;
  return {
    sanctions: screened === undefined ? null : read(sanctionsScreeningSchema, screened),
    isClearedByCompliance: disposition?.outcome === 'false_positive',
    liquidity: read(liquidityScreeningSchema, context['liquidity_result']),
  };
}

function factsOf(input: OperationsInput, { liquidity }: EarlierResults, nowMs: number): Facts {
  return {
    sanctions: input.sanctions_decision ?? 'CLEAR',
    severity: liquidity.breach_assessment.severity,
    beforeCutoff: input.before_cutoff,
    amountUsd: input.amount_usd === null ? null : decimal(input.amount_usd),
    paymentType: input.payment_type,
    entity: liquidity.payment_assessed.entity,
    atMs: nowMs,
  };
}

/** The sections policy names for this decision's procedure. */
function sectionsNamed(policy: Policy, { ruleIds }: Determination): readonly string[] {
  return policy.procedures.procedures.find(({ decision }) => decision === ruleIds[0])?.sections ?? [];
}

/** The headings this decision's procedure rests on, then the situation; more common words would only drown them. */
function searchQuery(named: readonly string[], facts: Facts): string {
  const headings = named.map((section) => section.replace(/[#-]/g, ' '));
  const situation = [
    ...(isBreach(facts.severity) ? ['liquidity breach'] : []),
    ...(facts.beforeCutoff ? [] : ['cutoff']),
  ];
  return [...headings, ...situation, 'approvals'].join(' ');
}

function invalid(why: string): Fault {
  return new Fault('agent_output_invalid', `operations agent: ${why}`);
}
