/** Every replaceable part, in domain types. */
import type { z } from 'zod';
import type { AuditEvent, AuditEventDraft } from './domain/case/audit-event';
import type { Problem } from './domain/values/errors';
import type { KnowledgeInput, KnowledgeSearch } from './domain/evidence/operational-procedures';
import type { JsonObject } from './domain/values/json';
import type { Ledger } from './domain/liquidity/ledger/ledger';
import type { Reservation } from './domain/liquidity/reservation';
import type { PaymentCase } from './domain/case/payment-case';
import type { CaseStatus } from './domain/case/states';
import type { Member } from './domain/values/person';
import type { Policy } from './domain/policy/policy';
import type { ToolCallRecord } from './domain/case/run';
import type { WatchList } from './domain/sanctions/lists/watch-list';

/** Business time and real time; they differ only on the demo day. All instants are UTC milliseconds. */
export interface Clock {
  now(): number;
  recordedNow(): number;
  /** Rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Says on cards and reports that business time is simulated. */
  readonly isDemoDay: boolean;
}

/** Random lower-case hex of the given length. */
export type RandomHex = (length: number) => string;

/* The store: state and its audit event in one transaction; nothing else writes a case. */

export interface CommitRequest {
  /** The case as it shall stand; its version is `expectedVersion + 1`. */
  readonly case: PaymentCase;
  /** 0 for a new case. */
  readonly expectedVersion: number;
  readonly event: AuditEventDraft;
  /** One per intended change. */
  readonly idempotencyKey: string;
  /** What the change was asked with; its hash tells a repetition from another request under the same key. */
  readonly input: JsonObject;
}

export type CommitResult =
  | { readonly ok: true; readonly case: PaymentCase; readonly event: AuditEvent; readonly repeated: boolean }
  | { readonly ok: false; readonly reason: 'stale_version' | 'key_reused' | 'payment_exists' };

/** A posted card and the case version it shows; behind the case means it must be updated. */
export interface PostedCard {
  readonly runId: string;
  readonly activityId: string;
  readonly shownVersion: number;
}

export interface CaseFilter {
  readonly statuses: readonly CaseStatus[];
  readonly limit: number;
  /** The oldest first where left out. */
  readonly order?: 'oldest' | 'newest';
}

export interface Store {
  commit(request: CommitRequest): Promise<CommitResult>;
  /** What a commit under that key and input left; null where there was none, or one with another input. */
  findRepeated(idempotencyKey: string, input: JsonObject): Promise<PaymentCase | null>;
  findCase(runId: string): Promise<PaymentCase | null>;
  /** The case as it stood at an earlier version. */
  findVersion(runId: string, version: number): Promise<PaymentCase | null>;
  findCaseByPayment(paymentId: string): Promise<PaymentCase | null>;
  listCases(filter: CaseFilter): Promise<readonly PaymentCase[]>;
  /** Which cases `listCases` would list, without what they say. */
  listRunIds(filter: CaseFilter): Promise<readonly string[]>;
  /** What waiting and approved payments hold that are to leave on that UTC day (`2026-01-22`), all of them, in no order. */
  readReservations(day: string): Promise<readonly Reservation[]>;
  /** Run ids of cases with steps to run, and of cases whose card is missing or behind. */
  listUnfinishedWork(limit: number): Promise<readonly string[]>;
  /** Ascending seq, after the given one; of one run, or of all. */
  readEvents(filter: {
    readonly runId?: string;
    readonly afterSeq?: number;
    readonly limit: number;
  }): Promise<readonly AuditEvent[]>;
  /** What each event's case hashes to as it is stored now, by the event's seq, ascending: for an auditor to hold against the events. */
  readCaseHashes(filter: { readonly afterSeq: number; readonly limit: number }): Promise<ReadonlyMap<number, string>>;
  /** The first run whose case is filed as something else than its newest version says, in status, payment or headroom; null where all agree. */
  findMisfiledCase(): Promise<string | null>;
  /** Null in an empty store. */
  lastEvent(): Promise<AuditEvent | null>;
  findCard(runId: string): Promise<PostedCard | null>;
  recordCard(card: PostedCard): Promise<void>;
  close(): Promise<void>;
}

/* Agents and tools */

export interface ToolCall {
  readonly runId: string;
  readonly nowMs: number;
}

/** One tool, whoever carries it: an embedded agent in-process, or MCP over stdio or HTTP. Throws `tool_failed`, or `agent_unavailable` where trying again can help. */
export interface Tool<Input = unknown, Output = unknown> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: z.ZodType<Input>;
  readonly outputSchema: z.ZodType<Output>;
  run(input: Input, call: ToolCall): Promise<Output>;
}

export interface AgentTask {
  readonly agentRef: string;
  readonly runId: string;
  /** Who asks, in words: WORKFLOW CONTEXT, PREVIOUS AGENT RESULTS, YOUR TASK. */
  readonly message: string;
  /** The step's mapped input. */
  readonly input: JsonObject;
  /** additional_context, and with `source: accumulated` every earlier result under its output_key. */
  readonly context: JsonObject;
  readonly signal: AbortSignal;
}

export interface AgentAnswer {
  /** In the agent's output schema; the runtime has checked it. */
  readonly output: JsonObject;
  readonly toolCalls: readonly ToolCallRecord[];
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

/** Throws `agent_unavailable` (worth retrying), `agent_output_invalid` or `tool_failed`. */
export interface AgentRuntime {
  readonly agents: readonly AgentProfile[];
  run(task: AgentTask): Promise<AgentAnswer>;
}

/* Sources: what is in force now. Each keeps its last good state. */

export interface Current<T> {
  current(): T;
}

export type LedgerSource = Current<Ledger>;
export type PolicySource = Current<Policy>;

/** The policy in force, and the earlier ones that runs started with and keep to their end. */
export interface VersionedPolicySource extends PolicySource {
  /** The policy of that fingerprint; null where it was never in force here. */
  version(fingerprint: string): Policy | null;
  /** Looks whether the policy has changed. A broken one is told to the log and in `problems`; the last good one stays. */
  reload(): void;
  /** What is wrong with a changed policy that could not come into force; none while the newest is in force. */
  problems(): readonly Problem[];
}

/** Where runbook sections are found: an index in this process, or a search service. */
export interface KnowledgeSource {
  /** Throws `agent_unavailable` (worth retrying) or `tool_failed`. */
  search(input: KnowledgeInput): Promise<KnowledgeAnswer>;
  /** What is searched, in words. */
  describe(): string;
}

export interface KnowledgeAnswer {
  /** Best first, at most five. Each hash is that of its text. */
  readonly results: KnowledgeSearch['results'];
  /** Ids of sections left out because their text is not the one their hash was made from. */
  readonly dropped: readonly string[];
}

/** Where one authority's list is read from. */
export interface WatchListSource {
  /** Changes when what `read` reads has changed; only compared, never read as a date. Never throws. */
  version(): string;
  /** Throws `list_unreadable` naming file, line and reason. */
  read(): WatchList;
  /** Whether a person accepted that what `read` reads has far fewer entries than the list before. */
  isDropAccepted(): boolean;
}

/** Who is who: Entra object id to roles. */
export interface Directory {
  find(tenantId: string, objectId: string): Member | null;
  withRole(role: string): readonly Member[];
  members(): readonly Member[];
}

/* Wake-ups are hints: losing or doubling one does no harm. */

export interface Wakeups {
  wake(runId: string): void;
  /** Calls `work` for each woken run, never twice at once for one run; true asks to be woken again. */
  start(work: (runId: string) => Promise<boolean>): void;
  /** Waits for work under way. */
  stop(): Promise<void>;
}

/** Brings a case's card to the case's version, posting it where there is none yet. Throws `channel_failed`. */
export interface CardChannel {
  show(paymentCase: PaymentCase, posted: PostedCard | null): Promise<PostedCard>;
}

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
