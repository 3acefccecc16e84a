/** What is asked of the one write path: a case's change, or many cases' changes that are one decision. */
import type { AuditEvent, AuditEventDraft, SubjectKind } from '../domain/case/audit-event';
import type { PaymentCase } from '../domain/case/payment-case';
import type { PlaceInLine } from '../domain/liquidity/held/reservation';
import type { JsonObject } from '../domain/values/json';
import type { KeptContent } from '../domain/values/kept-content';
import type { SubjectCommitRequest } from './house';

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
  /** What it was decided by; where any of it has moved, nothing is kept. */
  readonly restsOn?: readonly RestsOn[];
  /** What the evidence of the case as it shall stand names by hash: kept with it, or not at all. What nothing names is not kept. */
  readonly contents?: readonly KeptContent[];
  /** Further changes of the same case, each upon the one before it: all of them are kept, or none. */
  readonly following?: readonly CommitRequest[];
}

export type RestsOn =
  /** The version of a subject that must still be the newest: a delegation, or the policy or ledger in force. */
  | { readonly kind: SubjectKind; readonly id: string; readonly version: number }
  /** What was held on that UTC day as of an event: nothing that is served before that place in the line may have been kept since. */
  | { readonly kind: 'reservations'; readonly day: string; readonly asOf: number; readonly place: PlaceInLine };

/** Of the last change, where others follow. */
export type CommitResult =
  | { readonly ok: true; readonly case: PaymentCase; readonly event: AuditEvent; readonly repeated: boolean }
  | { readonly ok: false; readonly reason: 'stale_version' | 'key_reused' | 'payment_exists' }
  | { readonly ok: false; readonly reason: 'rests_on_changed'; readonly moved: RestsOn['kind'] };

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
