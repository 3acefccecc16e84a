/** What is asked of the one write path: a case's change, or many cases' changes that are one decision. */
import type { AuditEvent, AuditEventDraft, SubjectKind } from './domain/case/audit-event';
import type { PaymentCase } from './domain/case/payment-case';
import type { JsonObject } from './domain/values/json';
import type { SubjectCommitRequest } from './ports-house';

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
  /** The version of a subject it was decided by, and that must still be the newest; left out where it rests on none. */
  readonly restsOn?: { readonly kind: SubjectKind; readonly id: string; readonly version: number } | undefined;
  /** Further changes of the same case, each upon the one before it: all of them are kept, or none. */
  readonly following?: readonly CommitRequest[];
}

/** Of the last change, where others follow. */
export type CommitResult =
  | { readonly ok: true; readonly case: PaymentCase; readonly event: AuditEvent; readonly repeated: boolean }
  | { readonly ok: false; readonly reason: 'stale_version' | 'key_reused' | 'payment_exists' | 'rests_on_changed' };

/** One decision over many cases: what it is stands in the subject, and each case has its own event. All of it is kept, or none. */
export interface TogetherRequest {
  readonly subject: SubjectCommitRequest;
  /** Each of a case that is there, none twice. */
  readonly cases: readonly CommitRequest[];
}

/** `stale_version`: one of them has changed meanwhile, and nothing was kept. */
export type TogetherResult =
  | { readonly ok: true; readonly cases: readonly PaymentCase[] }
  | { readonly ok: false; readonly reason: 'stale_version' | 'key_reused' };
