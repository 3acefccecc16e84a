/** The one caller of `Store.commitSubject`: what belongs to no payment, changed with its event, once however often it is asked. */
import { eventActor, deskActor, type HouseEventType } from '../../domain/case/audit-event';
import type { JsonObject } from '../../domain/values/json';
import type { Person } from '../../domain/values/person';
import { formatUtc } from '../../domain/values/time';
import type { Clock } from '../../ports/process';
import type { Store } from '../../ports/store';
import type { Subject, SubjectCommitRequest, SubjectCommitResult } from '../../ports/house';

export interface SubjectChange {
  /** As it shall stand. */
  readonly subject: Subject;
  readonly type: HouseEventType;
  /** Null for the desk itself. */
  readonly by: Person | null;
  /** One per intended change. */
  readonly idempotencyKey: string;
  /** What the change was asked with. */
  readonly input: JsonObject;
  /** What the event says. */
  readonly told: JsonObject;
}

export type ChangeSubject = (change: SubjectChange) => Promise<SubjectCommitResult>;

export function createChangeSubject({
  store,
  clock,
}: {
  readonly store: Pick<Store, 'commitSubject'>;
  readonly clock: Pick<Clock, 'now'>;
}): ChangeSubject {
  return (change) => store.commitSubject(subjectRequest(change, clock.now()));
}

/** What the store is asked. */
export function subjectRequest(
  { subject, type, by, idempotencyKey, input, told }: SubjectChange,
  nowMs: number,
): SubjectCommitRequest {
  return {
    subject,
    expectedVersion: subject.version - 1,
    event: {
      type,
      subject: subject.kind,
      subject_id: subject.id,
      actor: by ? eventActor(by) : deskActor,
      at: formatUtc(nowMs),
      payload: told,
    },
    idempotencyKey,
    input,
  };
}
