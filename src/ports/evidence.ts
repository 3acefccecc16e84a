/** What our own tool server writes down of every call made over MCP: the evidence a hosted agent's word is held against. */
import type { JsonObject } from '../domain/values/json';
import type { KeptContent } from '../domain/values/kept-content';

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
  /** Written down before the caller hears the answer, with what that rests on: both, or neither. */
  recordToolCall(call: MadeToolCall, contents?: readonly KeptContent[]): Promise<void>;
  /** Of the last record of all; 0 where there is none. */
  lastToolCall(): Promise<number>;
  /** What was called for that run and tool after the given seq, ascending. */
  listToolCalls(of: {
    readonly runId: string;
    readonly tool: string;
    readonly afterSeq: number;
  }): Promise<readonly RecordedToolCall[]>;
}

/** What evidence rests on, by the hash of its text. It is written by whoever names it: a commit, or the record of a tool's call. */
export interface KeptContents {
  /** True where this store has kept it, so that nobody needs to make or give it again; false says nothing. */
  isKept(hash: KeptContent['hash']): boolean;
  /** Those there are, in no order. Throws `store_corrupt` for a text that is not what its hash says. */
  findContents(hashes: readonly KeptContent['hash'][]): Promise<readonly KeptContent[]>;
}

/** A case as it stood, as it was written: `sha256(text)` is its event's `case_hash`. */
export interface VersionText {
  readonly version: number;
  readonly text: string;
}

/** What cases name that is kept in files beside the database: fingerprints, each with the first case that names it, in words. */
export interface NamedFiles {
  readonly policies: ReadonlyMap<string, string>;
  readonly workflows: ReadonlyMap<string, string>;
}
