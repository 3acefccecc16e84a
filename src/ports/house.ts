/** What belongs to no payment: delegations and what is in force, kept in the same chain as the cases. */
import type { HouseEvent, HouseEventDraft, SubjectKind } from '../domain/case/audit-event';
import type { JsonObject } from '../domain/values/json';

/** What events of the house are about: a delegation, or what is in force. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
  /** 1 at first, one more with every commit. */
  readonly version: number;
  /** What it says now. */
  readonly body: JsonObject;
}

/** A change that belongs to no payment: into the same chain, in the same way. */
export interface SubjectCommitRequest {
  readonly subject: Subject;
  readonly expectedVersion: number;
  readonly event: HouseEventDraft;
  /** One per intended change. */
  readonly idempotencyKey: string;
  /** What the change was asked with. */
  readonly input: JsonObject;
}

export type SubjectCommitResult =
  | { readonly ok: true; readonly subject: Subject; readonly event: HouseEvent; readonly repeated: boolean }
  | { readonly ok: false; readonly reason: 'stale_version' | 'key_reused' };

/** What lets whoever has it have something, for a while. */
export interface KeptToken {
  /** SHA-256 of it: it stands nowhere itself. */
  readonly hash: string;
  /** What it lets them have. */
  readonly given: JsonObject;
  /** Real time, UTC milliseconds. */
  readonly untilMs: number;
}

/** One process that works on the desk, as the others know it. */
export interface Replica {
  readonly id: string;
  /** For people: its machine and its number there. */
  readonly name: string;
  /** Real time, UTC milliseconds. */
  readonly startedAtMs: number;
  /** What it reads, by name: fingerprints. */
  readonly files: Readonly<Record<string, string>>;
  /** It reads something else than the others, and takes no work. */
  readonly isBehind: boolean;
}

/** What each process reads for itself: of each kind one is in force, and by its kind it is called. */
export type InForceKind = Exclude<Subject['kind'], 'delegation' | 'payment_file' | 'payment_run'>;

/** Why a process stands back: it reads something else than the others, cannot read what a newer release writes, or has another time than the database. */
export type OutOfStep =
  | { readonly what: 'reads_other'; readonly of: InForceKind }
  | { readonly what: 'older_release'; readonly than: string }
  | { readonly what: 'clock_apart' };
