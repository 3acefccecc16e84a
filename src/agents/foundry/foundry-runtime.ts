/** The agents hosted in Azure AI Foundry: what they say is opinion, what their tools answered by our own record is evidence. */
import { toolNames } from '../../domain/evidence/wire-names';
import {
  knowledgeInputSchema,
  type KnowledgeInput,
  type KnowledgeSearch,
} from '../../domain/evidence/operational-procedures';
import type { SanctionsInput, SanctionsScreening } from '../../domain/evidence/sanctions-screening';
import type { Policy } from '../../domain/policy/policy';
import { asFault, describeFault, Fault } from '../../domain/values/errors';
import { canonicalJson, type JsonObject } from '../../domain/values/json';
import type { AgentAnswer, AgentRuntime, AgentTask } from '../../ports/agents';
import type { Clock, Log } from '../../ports/process';
import type { PolicySource } from '../../ports/sources';
import type { Tool } from '../../ports/tools';
import type { ToolCallRecords } from '../../ports/evidence';
import type { AgentFile } from '../agent-files';
import { createOperationsAgent } from '../operations-agent';
import { acceptEvidence, type OwnTool } from './accept-evidence';
import { askAgent } from './ask-agent';
import { createCircuitBreaker } from './circuit-breaker';
import { concludeLiquidity, concludeSanctions, createConcludeOperations, type Conclude } from './conclude';
import type { AgentLock } from './deploy/lock-file';
import { createFindPinned } from './deploy/pinned-version';
import { findProvenBlock } from './proven-block';
import type { FoundryProject } from './project';
import type { ReadResponse } from './response/read-response';
import { ownMember } from '../../domain/values/own-member';

export interface FoundryRuntimeDeps {
  readonly agents: readonly AgentFile[];
  readonly project: FoundryProject;
  readonly lock: AgentLock;
  readonly records: Pick<ToolCallRecords, 'lastToolCall' | 'listToolCalls'>;
  /** What the desk itself searches procedures with. */
  readonly knowledge: Tool<KnowledgeInput, KnowledgeSearch>;
  /** What the desk itself screens with, where an agent failed. */
  readonly screening: Tool<SanctionsInput, SanctionsScreening>;
  readonly policy: PolicySource;
  readonly policyOfRun?: (runId: string) => Promise<Policy>;
  readonly clock: Pick<Clock, 'now' | 'recordedNow'>;
  readonly log: Log;
}

/** Throws `configuration_invalid` for an agent that cannot be hosted. */
export function createFoundryRuntime(deps: FoundryRuntimeDeps): AgentRuntime {
  const { agents, project, records, lock, clock, knowledge, policy, policyOfRun } = deps;
  const determine = createOperationsAgent({ tool: knowledge, policy, ...(policyOfRun ? { policyOfRun } : {}) });
  const concludes: Readonly<Record<string, Conclude>> = {
    [toolNames.sanctions]: concludeSanctions,
    [toolNames.liquidity]: concludeLiquidity,
    [toolNames.knowledge]: createConcludeOperations(determine),
  };
  const breaker = createCircuitBreaker(() => clock.recordedNow());
  const findPinned = createFindPinned(lock, project);

  async function run(agent: AgentFile, conclude: Conclude, task: AgentTask): Promise<AgentAnswer> {
    const own = ownTool(agent, task.input);
    const heard: WhatWasHeard = { ids: [], said: [] };
    let version: string | null = null;
    try {
      version = await findPinned(agent.name);
      const afterSeq = await records.lastToolCall();
      const asked = { agent: agent.name, version, own, task };
      const said = await askAgent({ project, breaker }, asked, {
        answered: (id) => heard.ids.push(id),
        said: (response) => heard.said.push(response),
      });
      const recorded = await records.listToolCalls({ runId: task.runId, tool: own.tool, afterSeq });
      const evidence = acceptEvidence(own, said.calls, recorded);
      const call = { runId: task.runId, nowMs: clock.now() };
      const { output, opinion, toolCalls, disagreements } = await conclude({ task, call, evidence, text: said.text });
      const { responses, usage } = said;
      const which = { runtime: 'foundry', agent: agent.name, version } as const;
      return { output, toolCalls, hosted: { ...which, responses, usage, opinion, disagreements } };
    } catch (error) {
      task.signal.throwIfAborted();
      const fault = withWhatWasHeard(asFault(error), { agent: agent.name, version }, heard);
      return await blockedAllTheSame(agent, task, fault, { version, heard });
    }
  }

  /** Throws the fault unless the gate's finding stands without any agent; what can be tried again is tried again first. */
  async function blockedAllTheSame(
    { name, tool }: AgentFile,
    task: AgentTask,
    fault: Fault,
    { version, heard }: { readonly version: string | null; readonly heard: WhatWasHeard },
  ): Promise<AgentAnswer> {
    if (tool !== toolNames.sanctions || describeFault(fault.code).retryable) throw fault;
    const call = { runId: task.runId, nowMs: clock.now(), keep: task.keep };
    const block = await findProvenBlock(deps.screening, task.input, call, deps.log);
    if (!block) throw fault;
    const failed = { field: 'decision', evidence: 'BLOCK', opinion: fault.code, stands: 'evidence' } as const;
    return {
      ...block,
      hosted: {
        runtime: 'foundry',
        agent: name,
        version: version ?? '',
        responses: heard.ids,
        usage: null,
        opinion: { failure: fault.code, ...fault.about },
        disagreements: [failed],
      },
    };
  }

  const byName = new Map(agents.map((agent) => [agent.name, { agent, conclude: concludeOf(agent, concludes) }]));
  return {
    agents,
    run: async (task) => {
      const known = byName.get(task.agentRef);
      if (!known) throw new Fault('configuration_invalid', `there is no agent ${task.agentRef}`);
      task.signal.throwIfAborted();
      return run(known.agent, known.conclude, task);
    },
  };
}

function concludeOf({ name, tool }: AgentFile, concludes: Readonly<Record<string, Conclude>>): Conclude {
  const conclude = ownMember(concludes, tool);
  if (!conclude)
    throw new Fault('configuration_invalid', `agent ${name}: what ${tool} answers cannot be held to evidence`);
  return conclude;
}

/** A gate is asked about the payment and nothing else; procedures are searched in the agent's own words. */
function ownTool({ name, tool, mcp }: AgentFile, input: JsonObject): OwnTool {
  if (!mcp)
    throw new Fault('configuration_invalid', `agent ${name}: mcp is missing, so it has no tool where it is hosted`);
  const mapped = canonicalJson(input);
  const mayAsk =
    tool === toolNames.knowledge
      ? (asked: JsonObject) => knowledgeInputSchema.safeParse(asked).success
      : (asked: JsonObject) => canonicalJson(asked) === mapped;
  return { server: mcp.serverLabel, tool, mayAsk };
}

interface WhatWasHeard {
  readonly ids: string[];
  readonly said: ReadResponse[];
}

/** The audit keeps which version was asked and what it said, also where nothing came of it. */
function withWhatWasHeard(
  fault: Fault,
  { agent, version }: { readonly agent: string; readonly version: string | null },
  { ids, said }: WhatWasHeard,
): Fault {
  const about: JsonObject = {
    runtime: 'foundry',
    agent,
    version,
    responses: [...ids],
    usage: said.map(({ usage }) => usage && { ...usage }),
    calls: said.flatMap(({ calls }) => calls.map(({ tool, arguments: asked }) => ({ tool, asked: cut(asked) }))),
    opinion: cut(said.at(-1)?.text ?? ''),
    ...fault.about,
  };
  return new Fault(fault.code, fault.message, { cause: fault.cause, about, retryAfterMs: fault.retryAfterMs });
}

/** What a model writes may be of any length; this is enough to see what it did. */
const longestKept = 4_000;

function cut(text: string): string {
  return text.length > longestKept ? `${text.slice(0, longestKept)}…` : text;
}
