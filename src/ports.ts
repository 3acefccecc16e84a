/** Every replaceable part, in domain types. */
import type { z } from 'zod';
import type { AuditEvent, ChainEvent, ChainLink, SubjectKind } from './domain/case/audit-event';
import type { Finding } from './domain/evidence/finding';
import type { Problem } from './domain/values/errors';
import type { KnowledgeInput, KnowledgeSearch } from './domain/evidence/operational-procedures';
import type { JsonObject } from './domain/values/json';
import type { KeptContent } from './domain/values/kept-content';
import type { Ledger } from './domain/liquidity/ledger/ledger';
import type { Held } from './domain/liquidity/held/held-set';
import type { CommitRequest, CommitResult, TogetherRequest, TogetherResult } from './ports-commit';
import type {
  CardCopy,
  CardsDueFilter,
  DeliveryTaken,
  DeliveryTurn,
  PersonalChat,
  UndeliveredCard,
} from './ports-delivery';
import type { KeptContents, NamedFiles, ToolCallRecords, VersionText } from './ports-evidence';
import type { CaseFilter, CaseStanding, WaitingCase, WaitingFilter } from './ports-questions';
import type { Replica, Subject, SubjectCommitRequest, SubjectCommitResult } from './ports-house';
import type { PaymentCase } from './domain/case/payment-case';
import type { EarlierPayment } from './domain/case/unusual/earlier-payment';
import type { PaymentRequest } from './domain/payment/payment-request';
import type { Member, Person } from './domain/values/person';
import type { Policy } from './domain/policy/policy';
import type { HostedAnswer, ToolCallRecord } from './domain/case/run/run';
import type { FalsePositive } from './domain/sanctions/false-positive';
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

/** What a whole audit trail comes to: written down somewhere else, it tells later whether anything was taken off the end. */
export interface AuditVerdict {
  readonly count: number;
  /** Hash of the last event; null where there is none. */
  readonly head: string | null;
  /** Events of earlier releases, which did not seal the key and the input a change was asked with. */
  readonly unsealedKeys: number;
  /** Which the store cannot look at by itself. */
  readonly named: NamedFiles;
}

export interface Store extends ToolCallRecords, KeptContents {
  commit(request: CommitRequest): Promise<CommitResult>;
  commitSubject(request: SubjectCommitRequest): Promise<SubjectCommitResult>;
  commitTogether(request: TogetherRequest): Promise<TogetherResult>;
  findSubject(kind: SubjectKind, id: string): Promise<Subject | null>;
  /** All of that kind as they stand now, the first made first. */
  listSubjects(kind: SubjectKind): Promise<readonly Subject[]>;
  /** What a commit under that key and input left; null where there was none, or one with another input. */
  findRepeated(idempotencyKey: string, input: JsonObject): Promise<PaymentCase | null>;
  findCase(runId: string): Promise<PaymentCase | null>;
  /** The case as it stood at an earlier version. */
  findVersion(runId: string, version: number): Promise<PaymentCase | null>;
  /** Every version there was, the first first, as the very text that its event sealed. */
  readVersionTexts(runId: string): Promise<readonly VersionText[]>;
  findCaseByPayment(paymentId: string): Promise<PaymentCase | null>;
  /** Ids of payments that begin with these letters, in any case. */
  listPaymentIds(filter: { readonly beginning: string; readonly limit: number }): Promise<readonly string[]>;
  listCases(filter: CaseFilter): Promise<readonly PaymentCase[]>;
  /** Where these cases stand, in no order; those that are not there are left out. */
  listStanding(runIds: readonly string[]): Promise<readonly CaseStanding[]>;
  /** Which cases `listCases` would list, without what they say. */
  listRunIds(filter: CaseFilter): Promise<readonly string[]>;
  /** What waiting and approved payments hold that are to leave on that UTC day (`2026-01-22`), all of them; what has not changed since the last time is the same in it. */
  readReservations(day: string): Promise<Held>;
  /** Waiting cases in that place of people's lists, of each cutoff group those that are due first, in no order. */
  listWaiting(filter: WaitingFilter): Promise<{ readonly places: readonly WaitingCase[]; readonly isCut: boolean }>;
  /** Other payments with the same payee, account or nearly the same id, the newest first; a few hundred at most. */
  findEarlier(of: {
    readonly runId: string;
    readonly payment: Pick<PaymentRequest, 'payment_id' | 'beneficiary_name' | 'beneficiary_account'>;
  }): Promise<readonly EarlierPayment[]>;
  /** Who changed that payee's details in other payments, where none to these details has been approved; in no order. */
  findPayeeChangers(of: Pick<PaymentCase, 'runId' | 'payment'>): Promise<readonly Person[]>;
  /** Run ids the desk must come back to by that time (UTC milliseconds of business time), the first due first. */
  listDue(filter: { readonly nowMs: number; readonly limit: number }): Promise<readonly string[]>;
  /** Blocked payments that compliance has not acknowledged, the oldest first. */
  listToAcknowledge(limit: number): Promise<readonly PaymentCase[]>;
  /** Every false positive two people recorded with a case, expired ones too; the same list while none is added. */
  readFalsePositives(): Promise<readonly FalsePositive[]>;
  /** Run ids whose card is missing, or behind and due, or in doubt where that is asked for too; the oldest first. */
  listCardsDue(filter: CardsDueFilter): Promise<readonly string[]>;
  /** Cards that failed and still do not show their case, those given up first. */
  listUndelivered(limit: number): Promise<readonly UndeliveredCard[]>;
  /** Of payments: ascending seq, after the given one; of one run, or of all. Where there are more than the limit, the first of them, or the newest. */
  readEvents(filter: {
    readonly runId?: string;
    readonly afterSeq?: number;
    readonly limit: number;
    readonly which?: 'first' | 'newest';
  }): Promise<readonly AuditEvent[]>;
  /** Of payments and of the house: ascending seq, after the given one. */
  readChain(filter: {
    readonly afterSeq?: number;
    readonly limit: number;
    /** Only those of no payment. */
    readonly houseOnly?: boolean;
  }): Promise<readonly ChainEvent[]>;
  /** Everything recorded, held against everything else. Throws `store_corrupt` naming the first thing that is not as it was written. */
  verifyAudit(): Promise<AuditVerdict>;
  /** A stretch of the chain and of what its events left, after the link. Throws as `verifyAudit`. */
  verifyStretch(stretch: { readonly after: ChainLink; readonly limit: number }): Promise<readonly ChainEvent[]>;
  /** Null in an empty store. */
  lastEvent(): Promise<ChainEvent | null>;
  /** Every posting of the run's card, in order. */
  listCopies(runId: string): Promise<readonly CardCopy[]>;
  /** The chat somebody talks in from now on. */
  rememberChat(chat: PersonalChat): Promise<void>;
  /** Of those who have ever talked to the desk alone, in no order. */
  findChats(people: readonly Pick<Person, 'tenantId' | 'objectId'>[]): Promise<readonly PersonalChat[]>;
  /** Whether this process may send that case's cards to that chat: nobody else may then, until it ends or has been silent for too long. */
  takeDelivery(taken: DeliveryTaken): Promise<DeliveryTurn>;
  endDelivery(taken: DeliveryTaken): Promise<void>;
  /** All of them, whole or not at all. */
  saveCopies(copies: readonly CardCopy[]): Promise<void>;
  /** Notes that this process is there. Gives the others that are, those that started first before the others. */
  noteReplica(replica: Replica): Promise<readonly Replica[]>;
  forgetReplica(id: string): Promise<void>;
  /** Writes to the database and looks whether it still is the one that was opened. Throws `store_failed` where it is not. */
  probe(): Promise<void>;
  close(): Promise<void>;
}

/* Agents and tools */

export interface ToolCall {
  readonly runId: string;
  readonly nowMs: number;
  /** Takes what the answer rests on, to be kept with whatever names it; left out where nobody keeps it, and then the answer names nothing. */
  readonly keep?: KeepBasis | undefined;
}

/** What stands for it in the answer, and what that names in turn. */
export type KeepBasis = (contents: readonly KeptContent[]) => void;

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
  /** `behindOthers`: nobody waits for it. */
  wake(runId: string, how?: { readonly behindOthers: boolean }): void;
  /** Calls `work` for each woken run, never twice at once for one run; true asks to be woken again. */
  start(work: (runId: string) => Promise<boolean>): void;
  /** Looks for runs whose wake-up was lost. Throws what the store throws. */
  sweep(): Promise<void>;
  /** Waits for work under way. */
  stop(): Promise<void>;
}

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
