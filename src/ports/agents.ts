/** Agents: what one is asked, what it answers, and whoever runs them. */
import type { Finding } from '../domain/evidence/finding';
import type { HostedAnswer, ToolCallRecord } from '../domain/case/run/run';
import type { JsonObject } from '../domain/values/json';
import type { KeepBasis } from './tools';

export interface AgentTask {
  readonly agentRef: string;
  readonly runId: string;
  /** Who asks, in words: WORKFLOW CONTEXT, PREVIOUS AGENT RESULTS, YOUR TASK. Written when it is asked for: an agent of this process reads `input` and `context`. */
  readonly message: () => string;
  /** The step's mapped input. */
  readonly input: JsonObject;
  /** additional_context, and with `source: accumulated` every earlier result under its output_key. */
  readonly context: JsonObject;
  readonly signal: AbortSignal;
  /** As a tool's call has it. */
  readonly keep?: KeepBasis | undefined;
  /** Hears how far a hosted agent is. */
  readonly onProgress?: (stage: AgentStage) => void;
}

export type AgentStage = 'accepted' | 'asking_its_tool' | 'answering';

/** An agent that is being asked. */
export interface AgentUnderWay {
  /** As results name it: `sanctions_screening`. */
  readonly result: string;
  /** Business time, UTC milliseconds. */
  readonly sinceMs: number;
  /** Null before it said anything. */
  readonly stage: AgentStage | null;
}

export interface AgentAnswer {
  /** In the agent's output schema; the runtime has checked it. */
  readonly output: JsonObject;
  readonly toolCalls: readonly ToolCallRecord[];
  /** What policy, card and audit read of it, where the agent's file says how; left out for the three gates. */
  readonly finding?: Finding;
  /** Of an agent hosted elsewhere; left out for one within this process. */
  readonly hosted?: HostedAnswer;
}

/** What the workflow may know of an agent. */
export interface AgentProfile {
  /** The name the definition's `agent_ref` uses, e.g. `sanctions-screening-agent`. */
  readonly name: string;
  /** How results and traces name it, e.g. `sanctions_screening`. */
  readonly resultName: string;
  /** What YOUR TASK says. */
  readonly task: string;
}

/** Throws `agent_unavailable` (worth retrying: nothing was run), or another fault of an agent or tool, which is not. */
export interface AgentRuntime {
  readonly agents: readonly AgentProfile[];
  /** Asking again costs nothing and changes nothing outside, so steps in a row may be kept together. Left out where it does. */
  readonly isRepeatable?: boolean;
  run(task: AgentTask): Promise<AgentAnswer>;
}
