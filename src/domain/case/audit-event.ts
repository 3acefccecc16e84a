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
  'payment_delayed',
  'liquidity_rechecked',
  'payment_rescreened',
  'unusual_noted',
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
  'payment_sent',
  'bank_status_noted',
  'payment_refused_by_bank',
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

/** What happens in the house and belongs to no payment. */
export const houseEventTypes = [
  'delegation_offered',
  'delegation_accepted',
  'delegation_declined',
  'delegation_ended',
  'policy_taken_in',
  'watch_lists_taken_in',
  'ledger_taken_in',
  'people_taken_in',
  'workflow_taken_in',
  'payment_file_decided',
  'payment_file_written',
  'payment_run_begun',
  'payment_run_taken',
  'payment_run_announced',
] as const;
export type HouseEventType = (typeof houseEventTypes)[number];

/** Whose versions such events seal. */
export const subjectKinds = [
  'delegation',
  'policy',
  'watch_lists',
  'ledger',
  'people',
  'workflow',
  'payment_file',
  'payment_run',
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

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

/** What an event of the house says: as one of a payment, but of a subject of its own. */
export interface HouseEventDraft extends Omit<AuditEventDraft, 'type' | 'run_id' | 'payment_id'> {
  readonly type: HouseEventType;
  readonly subject: SubjectKind;
  readonly subject_id: string;
}

/** What every event of the chain carries beside what it says. */
interface ChainSeal {
  /** 1 for the first event of the database, then without gaps. */
  readonly seq: number;
  /** The real time of writing, whatever clock the business runs on. */
  readonly recorded_at: string;
  /** What the change was asked under and with. Left out by releases that did not seal it. */
  readonly idempotency_key?: string;
  readonly input_fingerprint?: string;
  readonly previous_hash: string;
  readonly hash: string;
}

export interface AuditEvent extends AuditEventDraft, ChainSeal {
  readonly case_version: number;
  /** SHA-256 of the case as this event left it: what the desk acts on is sealed too. */
  readonly case_hash: string;
}

export interface HouseEvent extends HouseEventDraft, ChainSeal {
  readonly subject_version: number;
  /** SHA-256 of the subject as this event left it. */
  readonly subject_hash: string;
}

/** One chain for both, in the order they were recorded. */
export type ChainEvent = AuditEvent | HouseEvent;

export function isHouseEvent(event: ChainEvent): event is HouseEvent {
  return 'subject' in event;
}

export const firstPreviousHash = '0'.repeat(64);

/** SHA-256 over every field but the hash itself, in canonical JSON. */
export function sealEvent<Content extends Omit<AuditEvent, 'hash'> | Omit<HouseEvent, 'hash'>>(
  event: Content,
): Content & { readonly hash: string } {
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
export function findChainFault(events: Iterable<ChainEvent>, after: ChainLink = firstLink): ChainFault | null {
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
