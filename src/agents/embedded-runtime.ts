/** The agents without a model: each calls its own tool, in this process or at its server, and answers in the tool's schema. */
import { readFinding } from '../domain/evidence/finding';
import { Fault } from '../domain/values/errors';
import type { JsonObject } from '../domain/values/json';
import type { ProcedureCheck, ProcedureCheckInput } from '../domain/knowledge/check-procedures';
import type { KnowledgeInput, KnowledgeSearch } from '../domain/evidence/operational-procedures';
import type { LiquidityInput, LiquidityScreening } from '../domain/evidence/liquidity-screening';
import type { SanctionsInput, SanctionsScreening } from '../domain/evidence/sanctions-screening';
import type { Policy } from '../domain/policy/policy';
import type { AgentRuntime } from '../ports/agents';
import type { Clock } from '../ports/process';
import type { PolicySource } from '../ports/sources';
import type { Tool } from '../ports/tools';
import type { AgentFile } from './agent-files';
import type { EmbeddedAgent } from './embedded-agent';
import { createOperationsAgent } from './operations-agent';
import { createRelayAgent } from './relay-agent';

export interface EmbeddedRuntimeDeps {
  readonly agents: readonly AgentFile[];
  readonly tools: {
    readonly sanctions: Tool<SanctionsInput, SanctionsScreening>;
    readonly liquidity: Tool<LiquidityInput, LiquidityScreening>;
    readonly knowledge: Tool<KnowledgeInput, KnowledgeSearch>;
  };
  /** Left out where no workflow asks whether procedures are complete. */
  readonly procedureCheck?: Tool<ProcedureCheckInput, ProcedureCheck>;
  /** The tool of an agent whose file names a server. */
  readonly toolOf?: (agent: AgentFile) => Tool<JsonObject, JsonObject>;
  readonly policy: PolicySource;
  /** The policy a run keeps to its end; the one in force where left out. */
  readonly policyOfRun?: (runId: string) => Promise<Policy>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Throws `configuration_invalid` for an agent whose tool does not exist here. */
export function createEmbeddedRuntime(deps: EmbeddedRuntimeDeps): AgentRuntime {
  const { agents, tools, procedureCheck, toolOf, policy, policyOfRun, clock } = deps;
  const byTool = new Map<string, EmbeddedAgent>([
    [tools.sanctions.name, createRelayAgent(tools.sanctions)],
    [tools.liquidity.name, createRelayAgent(tools.liquidity)],
    [
      tools.knowledge.name,
      createOperationsAgent({ tool: tools.knowledge, policy, ...(policyOfRun ? { policyOfRun } : {}) }),
    ],
    ...(procedureCheck ? [[procedureCheck.name, createRelayAgent(procedureCheck)] as const] : []),
  ]);
  const byName = new Map(
    agents.map((agent) => {
      const own = agent.server && toolOf ? createRelayAgent(toolOf(agent)) : embeddedAgent(agent, byTool);
      return [agent.name, withFinding(agent, own)];
    }),
  );
  return {
    agents,
    // What somebody else's server does with a call is not ours to repeat.
    isRepeatable: agents.every(({ server }) => server === undefined),
    run: async (task) => {
      const answer = byName.get(task.agentRef);
      if (!answer) throw new Fault('configuration_invalid', `there is no agent ${task.agentRef}`);
      task.signal.throwIfAborted();
      return answer(task, { runId: task.runId, nowMs: clock.now(), keep: task.keep });
    },
  };
}

function embeddedAgent({ name, tool }: AgentFile, byTool: ReadonlyMap<string, EmbeddedAgent>): EmbeddedAgent {
  const agent = byTool.get(tool);
  if (!agent) {
    throw new Fault(
      'configuration_invalid',
      `agent ${name}: no tool ${tool}; there is ${[...byTool.keys()].join(', ')}`,
    );
  }
  return agent;
}

/** What the agent's file says of its tool's answers, read from every call of that tool. */
function withFinding({ tool, finding }: AgentFile, agent: EmbeddedAgent): EmbeddedAgent {
  if (!finding) return agent;
  return async (task, call) => {
    const answer = await agent(task, call);
    const answers = answer.toolCalls.filter((made) => made.tool === tool).map(({ output }) => output);
    return { ...answer, finding: readFinding(finding, answers) };
  };
}
