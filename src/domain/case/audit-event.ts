/** What happened, in order, each event sealed by the hash of the one before it. */
import type { JsonObject } from '../values/json';
import type { Person } from '../values/person';
import { fingerprint } from '../values/json';

export const auditEventTypes = [
  'payment_submitted',
  'step_completed',
  'decision_made',
  'review_failed',
  'review_restarted',
  'payment_reduced',
  'liquidity_rechecked',
  'payment_rescreened',
  'compliance_disposition',
  'false_positive_proposed',
  'false_positive_recorded',
  'block_acknowledged',
  'approval_given',
  'payment_rejected',
  'people_reminded',
  'approval_escalated',
  'payment_expired',
  'case_claimed',
  'case_passed_on',
  'approval_taken_back',
  'payment_withdrawn',
  'payment_released',
  'payment_short',
  'payment_settled',
  'payment_returned',
  'payment_asked_again',
  'payment_corrected',
  'override_requested',
  'question_asked',
  'question_answered',
  'reference_attached',
] as const;
export type AuditEventType = (typeof auditEventTypes)[number];

/** Who an event is by: a person, or the desk itself. `persona_of` marks a test identity of the local profile. */
export interface EventActor {
  readonly kind: 'person' | 'desk';
  readonly name: string;
  readonly tenant_id?: string;
  readonly object_id?: string;
  readonly persona_of?: string;
}

export const deskActor: EventActor = { kind: 'desk', name: 'Treasury Desk' };

export function eventActor(person: Person): EventActor {
  return {
    kind: 'person',
    name: person.name,
    tenant_id: person.tenantId,
    object_id: person.objectId,
    ...(person.personaOf === undefined ? {} : { persona_of: person.personaOf }),
  };
}

export interface AuditEventDraft {
  readonly type: AuditEventType;
  readonly run_id: string;
  readonly payment_id: string;
  readonly actor: EventActor;
  /** Business time, ISO 8601 UTC: the demo day's clock in the demo, the real one elsewhere. */
  readonly at: string;
  readonly payload: JsonObject;
}

export interface AuditEvent extends AuditEventDraft {
  /** 1 for the first event of the database, then without gaps. */
  readonly seq: number;
  readonly case_version: number;
  /** SHA-256 of the case as this event left it: what the desk acts on is sealed too. */
  readonly case_hash: string;
  /** The real time of writing, whatever clock the business runs on. */
  readonly recorded_at: string;
  /** What the change was asked under and with. Left out by releases that did not seal it. */
  readonly idempotency_key?: string;
  readonly input_fingerprint?: string;
  readonly previous_hash: string;
  readonly hash: string;
}

export const firstPreviousHash = '0'.repeat(64);

/** SHA-256 over every field but the hash itself, in canonical JSON. */
export function sealEvent(event: Omit<AuditEvent, 'hash'>): AuditEvent {
  return { ...event, hash: fingerprint(event) };
}

export type ChainFault = { readonly seq: number; readonly fault: 'gap' | 'broken_link' | 'altered' };

/** Where a stretch of the chain begins: the event before its first one. */
export interface ChainLink {
  readonly seq: number;
  readonly hash: string;
}

/** Before the first event of all. */
export const firstLink: ChainLink = { seq: 0, hash: firstPreviousHash };

/** The first event that was altered, removed or put in between; null for a whole stretch. `events` in ascending seq after the link. */
export function findChainFault(events: Iterable<AuditEvent>, after: ChainLink = firstLink): ChainFault | null {
  let previousHash = after.hash;
  let expectedSeq = after.seq + 1;
  for (const event of events) {
    if (event.seq !== expectedSeq) return { seq: expectedSeq, fault: 'gap' };
    if (event.previous_hash !== previousHash) return { seq: event.seq, fault: 'broken_link' };
    const { hash, ...content } = event;
    if (fingerprint(content) !== hash) return { seq: event.seq, fault: 'altered' };
    previousHash = hash;
    expectedSeq += 1;
  }
  return null;
}
