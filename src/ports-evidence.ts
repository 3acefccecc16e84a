/** What our own tool server writes down of every call made over MCP: the evidence a hosted agent's word is held against. */
import type { JsonObject } from './domain/values/json';

export interface MadeToolCall {
  /** The run the caller named; the call's own id where it named none. */
  readonly runId: string;
  readonly tool: string;
  readonly input: JsonObject;
  /** As it was answered; null where it was refused or failed. */
  readonly output: JsonObject | null;
  /** The code it was refused or failed with; null where it was answered. */
  readonly problem: string | null;
  /** Real time, ISO 8601 UTC. */
  readonly calledAt: string;
}

export interface RecordedToolCall extends MadeToolCall {
  /** Ascending in the order of recording. */
  readonly seq: number;
}

export interface ToolCallRecords {
  /** Written down before the caller hears the answer. */
  recordToolCall(call: MadeToolCall): Promise<void>;
  /** Of the last record of all; 0 where there is none. */
  lastToolCall(): Promise<number>;
  /** What was called for that run and tool after the given seq, ascending. */
  listToolCalls(of: {
    readonly runId: string;
    readonly tool: string;
    readonly afterSeq: number;
  }): Promise<readonly RecordedToolCall[]>;
}
