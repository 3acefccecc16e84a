/** The agents without a model: each calls its own tool in this process and answers in its own schema. */
import { Fault } from '../domain/values/errors';
import type { KnowledgeInput, KnowledgeSearch } from '../domain/evidence/operational-procedures';
import type { LiquidityInput, LiquidityScreening } from '../domain/evidence/liquidity-screening';
import type { SanctionsInput, SanctionsScreening } from '../domain/evidence/sanctions-screening';
import type { Policy } from '../domain/policy/policy';
import type { AgentRuntime, Clock, PolicySource, Tool } from '../ports';
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
  readonly policy: PolicySource;
  /** The policy a run keeps to its end; the one in force where left out. */
  readonly policyOfRun?: (runId: string) => Promise<Policy>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Throws `configuration_invalid` for an agent whose tool does not exist here. */
export function createEmbeddedRuntime({
  agents,
  tools,
  policy,
  policyOfRun,
  clock,
}: EmbeddedRuntimeDeps): AgentRuntime {
  const byTool = new Map<string, EmbeddedAgent>([
    [tools.sanctions.name, createRelayAgent(tools.sanctions)],
    [tools.liquidity.name, createRelayAgent(tools.liquidity)],
    [
      tools.knowledge.name,
      createOperationsAgent({ tool: tools.knowledge, policy, ...(policyOfRun ? { policyOfRun } : {}) }),
    ],
  ]);
  const byName = new Map(agents.map((agent) => [agent.name, embeddedAgent(agent, byTool)]));
  return {
    agents,
    isRepeatable: true,
    run: async (task) => {
      const answer = byName.get(task.agentRef);
      if (!answer) throw new Fault('configuration_invalid', `there is no agent ${task.agentRef}`);
      task.signal.throwIfAborted();
      return answer(task, { runId: task.runId, nowMs: clock.now() });
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
