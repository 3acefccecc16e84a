/** The record of one workflow run: plain JSON, pinned to the definition it was started with. Each result stands in it once. */
import type { Finding, NamedFinding } from '../../evidence/finding';
import type { Disagreement } from '../../evidence/weigh-opinion';
import type { FaultCode } from '../../values/errors';
import type { JsonObject } from '../../values/json';
import type { Recalled } from './recalled';

export interface DefinitionPin {
  readonly name: string;
  readonly version: string;
  /** SHA-256 of the definition file's content. */
  readonly fingerprint: string;
}

/** One tool call as it happened: the evidence decisions are made from. */
export interface ToolCallRecord {
  readonly tool: string;
  readonly input: JsonObject;
  readonly output: JsonObject;
  /** Of our tool server's own record of the call; left out for a call within this process. */
  readonly record?: number;
}

/** How a hosted agent came to its answer: what was asked, and what it said itself, beside what its tool found. */
export interface HostedAnswer {
  readonly runtime: 'foundry';
  readonly agent: string;
  readonly version: string;
  /** The service's ids of its responses, in order. */
  readonly responses: readonly string[];
  /** Null where the service did not say. */
  readonly usage: { readonly input_tokens: number; readonly output_tokens: number } | null;
  readonly opinion: JsonObject;
  readonly disagreements: readonly Disagreement[];
}

/** What the agent itself answered: the output of one of its tool calls as it was (counted from 0), or words of its own. */
export type AgentAnswer = { readonly relayed: number } | { readonly own: JsonObject };

export interface TraceEntry {
  readonly step: string;
  /** The agent's result name, e.g. `sanctions_screening`. */
  readonly result: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly attempts: number;
  readonly toolCalls: readonly ToolCallRecord[];
  readonly answer: AgentAnswer;
  /** How policy, card and audit read it, as the agent's file said then; left out for the three gates. */
  readonly finding?: Finding;
  /** Left out for an agent within this process. */
  readonly hosted?: HostedAnswer;
}

/** What a run's JSONPath context and its end node's output are derived from whenever they are needed. */
export interface Run {
  readonly definition: DefinitionPin;
  /** The nodes to run next: one in a chain, one for each branch that still runs, none once the run has ended. */
  readonly open: readonly string[];
  readonly turns: number;
  /** Time spent inside steps so far, held against the definition's timeout; waiting for people does not count. */
  readonly activeMs: number;
  readonly trace: readonly TraceEntry[];
  /** What its agents are told of earlier payments, as it was when the first of them was asked; left out where the definition has no memory. */
  readonly recalled?: Recalled;
  /** What nodes without an agent came to, by their id; left out in a chain. */
  readonly flow?: Readonly<Record<string, FlowState>>;
  /** Null until the run has ended. */
  readonly end: { readonly node: string; readonly kind: 'terminate' | 'aggregate' } | null;
}

export interface ParallelState {
  /** Ids of branches, in the order they finished. */
  readonly finished: readonly string[];
  /** Branches that ended with a fault, where the run went on without them. */
  readonly failed: readonly { readonly branch: string; readonly code: FaultCode }[];
  /** Branches that nobody waited for any more. */
  readonly stopped: readonly string[];
}

export interface LoopState {
  /** The round under way, or the last one: 1 for the first. */
  readonly rounds: number;
  /** Whether its condition held at the end of that round. */
  readonly satisfied: boolean;
}

/** Where a sub-flow ended, and with what. */
export interface IncludeState {
  readonly node: string;
  readonly output: JsonObject;
}

export type FlowState = ParallelState | LoopState | IncludeState;

/** As events and people name what is open: nothing, one node, or several. */
export function openNodes({ open }: Pick<Run, 'open'>): string | readonly string[] | null {
  return open.length > 1 ? open : (open[0] ?? null);
}

/** What the agent answered at that step, as it said it. */
export function answerOf({ answer, toolCalls }: TraceEntry): JsonObject {
  if ('own' in answer) return answer.own;
  return toolCalls[answer.relayed]?.output ?? {};
}

/** What agents that joined as data found, each answer of theirs, in the order they gave them. */
export function findingsOf({ trace }: Pick<Run, 'trace'>): readonly NamedFinding[] {
  return trace.flatMap(({ result, finding }) => (finding ? [{ result, ...finding }] : []));
}

/** `WF-<yyyymmddHHMMSS UTC>-<6 hex>`. */
export function newRunId(atMs: number, sixHex: string): string {
  return `WF-${new Date(atMs).toISOString().replace(/[-:T]/g, '').slice(0, 14)}-${sixHex}`;
}
