/** The durable state of one workflow run: plain JSON, pinned to the definition it was started with. */
import type { JsonObject } from '../values/json';

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
}

export interface TraceEntry {
  readonly step: string;
  /** The agent's result name, e.g. `sanctions_screening`. */
  readonly result: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly attempts: number;
  readonly toolCalls: readonly ToolCallRecord[];
}

export interface RunOutcome {
  readonly node: string;
  readonly kind: 'terminate' | 'aggregate';
  /** The node's `output` with every JSONPath resolved: what the definition and its agents propose. */
  readonly output: JsonObject;
}

export interface Checkpoint {
  readonly definition: DefinitionPin;
  readonly runId: string;
  /** Root of every JSONPath: workflow_run_id, payment_request, computed, each step's output_key once it ran, workflow_state. */
  readonly context: JsonObject;
  /** The node to run next; null once the run has an outcome. */
  readonly next: string | null;
  readonly turns: number;
  /** Time spent inside steps so far, held against the definition's timeout; waiting for people does not count. */
  readonly activeMs: number;
  readonly trace: readonly TraceEntry[];
  readonly outcome: RunOutcome | null;
}

/** `WF-<yyyymmddHHMMSS UTC>-<6 hex>`. */
export function newRunId(atMs: number, sixHex: string): string {
  return `WF-${new Date(atMs).toISOString().replace(/[-:T]/g, '').slice(0, 14)}-${sixHex}`;
}
