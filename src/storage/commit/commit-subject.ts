/** A change that belongs to no payment: its subject's new version, its event and its key, in one transaction and in the same chain. */
import { isHouseEvent, sealEvent, type HouseEvent } from '../../domain/case/audit-event';
import type { Kysely } from 'kysely';
import { Fault } from '../../domain/values/errors';
import { fingerprint, sha256, withoutUndefined } from '../../domain/values/json';
import type { SubjectCommitRequest, SubjectCommitResult } from '../../ports/house';
import { appendToChain, takeChain } from './chain-end';
import { findNewestSubject, findSubjectByKey, insertSubjectVersion, moveChain, type ChainEnd } from './commit-queries';
import type { Write } from './group-commit';
import type { StoreSchema } from '../schema';
import { repeatedOf } from './repeated';
import { readChainText } from '../stored/stored-event';
import { readSubjectText, subjectText } from '../stored/stored-subject';

/** As `commitChange`: the key is looked at first, and a repetition gets what the first commit left. */
export async function commitSubject(
  write: Write,
  place: string,
  request: SubjectCommitRequest,
  recordedAt: string,
): Promise<SubjectCommitResult> {
  refuseInconsistent(request);
  const { subject, expectedVersion, idempotencyKey } = request;
  const inputFingerprint = fingerprint(request.input);
  return write('synced', async (transaction) => {
    const chainEnd = await takeChain(transaction, place);
    const before = await findSubjectByKey(transaction, { idempotencyKey });
    const repeated = repeatedOf(before, inputFingerprint, (first) => {
      const event = readChainText(place, { seq: first.seq, run_id: first.run_id, body: first.event_body });
      if (!isHouseEvent(event)) throw new Fault('store_corrupt', `${place}: event ${first.seq} is of a payment`);
      return { subject: readSubjectText(place, first), event };
    });
    if (repeated) return repeated;
    const [newest] = await findNewestSubject(transaction, subject);
    if ((newest?.version ?? 0) !== expectedVersion) return { ok: false, reason: 'stale_version' };
    const event = await appendSubject(transaction, chainEnd, request, recordedAt);
    return { ok: true, subject: withoutUndefined(subject), event: withoutUndefined(event), repeated: false };
  });
}

/** With its event, which is the chain's end then. */
export async function appendSubject(
  transaction: Kysely<StoreSchema>,
  chainEnd: ChainEnd,
  { subject, event: draft, idempotencyKey, input }: SubjectCommitRequest,
  recordedAt: string,
): Promise<HouseEvent> {
  const body = subjectText(subject);
  const input_fingerprint = fingerprint(input);
  const event = sealEvent({
    ...draft,
    seq: chainEnd.seq + 1,
    subject_version: subject.version,
    subject_hash: sha256(body),
    recorded_at: recordedAt,
    idempotency_key: idempotencyKey,
    input_fingerprint,
    previous_hash: chainEnd.hash,
  });
  await appendToChain(transaction, [event], null);
  await moveChain(transaction, event);
  const { kind, id, version } = subject;
  await insertSubjectVersion(transaction, {
    kind,
    id,
    version,
    idempotency_key: idempotencyKey,
    input_fingerprint,
    event_seq: event.seq,
    body,
  });
  return event;
}

export function refuseInconsistent({ subject, expectedVersion, event, idempotencyKey }: SubjectCommitRequest): void {
  const named = `commit of ${subject.kind} ${subject.id} under key "${idempotencyKey}"`;
  if (subject.version !== expectedVersion + 1)
    throw new Fault('internal', `${named}: version ${subject.version} does not follow ${expectedVersion}`);
  if (event.subject !== subject.kind || event.subject_id !== subject.id)
    throw new Fault('internal', `${named}: its event is of ${event.subject} ${event.subject_id}`);
  if (idempotencyKey === '') throw new Fault('internal', `${named}: the key is empty`);
}
