/** The one write path: a case's new version, its audit event and its idempotency key, and what follows upon it, all in one transaction or not at all. */
import type { Kysely } from 'kysely';
import { type AuditEvent, sealEvent } from '../../domain/case/audit-event';
import type { PaymentCase } from '../../domain/case/payment-case';
import { namedOf } from '../../domain/case/run/rests-on';
import { Fault } from '../../domain/values/errors';
import { fingerprint, sha256, withoutUndefined } from '../../domain/values/json';
import type { KeptContent } from '../../domain/values/kept-content';
import type { CommitRequest, CommitResult } from '../../ports/commit';
import { appendToChain, endOf } from './chain-end';
import { complianceColumns } from '../columns/compliance-columns';
import { dueColumn } from '../columns/due-column';
import type { Write } from './group-commit';
import { historyColumns } from '../columns/history-columns';
import { insertContents, packContents, type KnownContents } from '../kept-contents';
import type { RememberedCases } from '../cases/remembered-cases';
import type { CaseVersionsTable, StoreSchema } from '../schema';
import {
  type ChainEnd,
  findByKey,
  type FirstLook,
  insertCase,
  insertVersions,
  lockChain,
  lookFirst,
  moveChain,
  updateCase,
} from './commit-queries';
import { changersColumn } from '../columns/payee-changers';
import { placeWaiting } from '../columns/waiting';
import { repeatedOf } from './repeated';
import { findMoved } from './rests-on';
import { keepVersions, type VersionBody, type VersionText } from '../stored/version-texts';
import { caseText, readCaseText } from '../stored/stored-case';
import { reservationColumns } from '../columns/stored-reservation';
import { readEventText } from '../stored/stored-event';

/**
 * Writes what is asked, or says why not; the idempotency key is looked at first, so a repetition is recognised whatever came after.
 * A repetition gets the case and the event as they were then: both are read from the row the first commit left.
 * What the evidence rests on is kept in the same transaction. `recordedAt` is the real time, ISO 8601 UTC. Throws `store_corrupt` and what the database throws.
 */
export async function commitChange(
  write: Write,
  { place, known, remembered }: CommitsTo,
  request: CommitRequest,
  recordedAt: string,
): Promise<CommitResult> {
  const { following = [] } = request;
  const requests = [request, ...following];
  for (const each of requests) refuseInconsistent(each);
  if (requests.some((each, at) => at > 0 && !isUpon(requests[at - 1], each))) return notKept;
  const versions = makeVersions(request, remembered);
  const contents = await packContents(requests.flatMap(contentsOf), known);
  const result = await write('synced', async (held): Promise<CommitResult> => {
    await lockChain(held);
    const found = await look(held, place, request);
    const before = found.done_seq === null ? [] : await findByKey(held, request);
    const repeated = repeatedOf(before, versions.first.inputFingerprint, (done) => ({
      case: readCaseText(place, done),
      event: readEventText(place, { seq: done.seq, run_id: done.run_id, body: done.event_body }),
    }));
    // Somebody else has made the first change: what rests on one's own is not kept upon theirs.
    if (repeated) return following.length > 0 ? notKept : repeated;
    const refusal = await findConflict(held, place, request, found);
    if (refusal) return refusal;
    await insertContents(held, contents);
    return appendAll(held, found, versions, recordedAt);
  });
  if (result.ok && !result.repeated) {
    known.note(contents);
    remembered.keep(result.case, versions.whole);
  }
  return result;
}

export interface CommitsTo {
  /** Names the database in faults. */
  readonly place: string;
  readonly known: KnownContents;
  readonly remembered: RememberedCases;
}

/** Only what the case names: what nobody names could never be found again, and would be kept for ever. */
export function contentsOf({ case: { run }, contents = [] }: CommitRequest): readonly KeptContent[] {
  return namedOf(run, contents);
}

const notKept: CommitResult = { ok: false, reason: 'stale_version' };

/** Whether the one change begins where the other ends. */
function isUpon(before: CommitRequest | undefined, { case: paymentCase, expectedVersion }: CommitRequest): boolean {
  return (
    before?.case.runId === paymentCase.runId &&
    before.case.version === expectedVersion &&
    before.case.payment.payment_id === paymentCase.payment.payment_id
  );
}

/** What a change leaves, but for its place in the chain. */
interface MadeVersion {
  readonly request: CommitRequest;
  readonly row: VersionBody;
  /** Of its text. */
  readonly hash: string;
  readonly inputFingerprint: string;
}

/** What is asked of one case, each upon the one before it. */
export interface MadeVersions {
  readonly first: MadeVersion;
  readonly following: readonly MadeVersion[];
  /** What later versions may be kept as differing from. */
  readonly whole: VersionText;
}

/** Before the transaction begins: nobody should hold the database for what it takes. */
export function makeVersions(
  { following = [], ...first }: CommitRequest,
  remembered: Pick<RememberedCases, 'wholeOf'>,
): MadeVersions {
  const own = textOf(first);
  const others = following.map(textOf);
  const { whole, bodyOf } = keepVersions(others.at(-1) ?? own, remembered.wholeOf(first.case.runId));
  const made = (one: ReturnType<typeof textOf>): MadeVersion => ({
    request: one.request,
    row: bodyOf(one),
    hash: sha256(one.text),
    inputFingerprint: fingerprint(one.request.input),
  });
  return { first: made(own), following: others.map(made), whole };
}

function textOf(request: CommitRequest): VersionText & { readonly request: CommitRequest } {
  const { case: paymentCase } = request;
  return { request, version: paymentCase.version, text: caseText(paymentCase) };
}

/** Each with its event and its version; the case's row and what waits for it are of the last. */
export async function appendAll(
  held: Kysely<StoreSchema>,
  chainEnd: ChainEnd,
  { first, following }: MadeVersions,
  recordedAt: string,
): Promise<Extract<CommitResult, { ok: true }>> {
  const all = [first, ...following];
  const { case: last } = (following.at(-1) ?? first).request;
  const isNew = first.request.expectedVersion === 0;
  await writeCase(held, last, isNew ? chainEnd.seq + 1 : null);
  let event = sealNext(chainEnd, first, recordedAt);
  const events = [event];
  for (const made of following) {
    event = sealNext(event, made, recordedAt);
    events.push(event);
  }
  await appendToChain(held, events, last.runId);
  await insertVersions(
    held,
    all.map((made, at) => versionRow(made, chainEnd.seq + 1 + at)),
  );
  await moveChain(held, event);
  await placeWaiting(held, last, isNew);
  // As it is read from the row, so that the first answer and every repetition are the same.
  return { ok: true, case: withoutUndefined(last), event: withoutUndefined(event), repeated: false };
}

function versionRow({ request, row, inputFingerprint }: MadeVersion, eventSeq: number): CaseVersionsTable {
  return {
    ...row,
    run_id: request.case.runId,
    idempotency_key: request.idempotencyKey,
    input_fingerprint: inputFingerprint,
    event_seq: eventSeq,
  };
}

/** A caller that contradicts itself is a defect, never something a person did. */
export function refuseInconsistent({ case: paymentCase, expectedVersion, event, idempotencyKey }: CommitRequest): void {
  const named = `commit of ${paymentCase.runId} under key "${idempotencyKey}"`;
  if (paymentCase.version !== expectedVersion + 1)
    throw new Fault('internal', `${named}: version ${paymentCase.version} does not follow ${expectedVersion}`);
  if (event.run_id !== paymentCase.runId) throw new Fault('internal', `${named}: its event is of run ${event.run_id}`);
  if (event.payment_id !== paymentCase.payment.payment_id)
    throw new Fault('internal', `${named}: its event is of payment ${event.payment_id}`);
  if (idempotencyKey === '') throw new Fault('internal', `${named}: the key is empty`);
}

/** What stands where the change is to be kept, once nobody else commits. Throws `store_corrupt` where the end of the chain is missing. */
export async function look(
  held: Kysely<StoreSchema>,
  place: string,
  { case: { runId, payment }, idempotencyKey }: CommitRequest,
): Promise<FirstLook> {
  return endOf(await lookFirst(held, { idempotencyKey, runId, paymentId: payment.payment_id }), place);
}

export async function findConflict(
  transaction: Kysely<StoreSchema>,
  place: string,
  { case: { runId, payment }, expectedVersion, restsOn = [] }: CommitRequest,
  found: FirstLook,
): Promise<CommitResult | null> {
  const moved = await findMoved(transaction, place, restsOn);
  if (moved !== null) return { ok: false, reason: 'rests_on_changed', moved };
  if ((found.version ?? 0) !== expectedVersion) return { ok: false, reason: 'stale_version' };
  if (found.version === null) return found.other_run_id === null ? null : { ok: false, reason: 'payment_exists' };
  if (found.payment_id === payment.payment_id) return null;
  throw new Fault('internal', `case ${runId} is of payment ${found.payment_id}, not ${payment.payment_id}`);
}

function sealNext(
  chainEnd: ChainEnd,
  { request: { case: paymentCase, event, idempotencyKey }, hash, inputFingerprint }: MadeVersion,
  recordedAt: string,
): AuditEvent {
  return sealEvent({
    ...event,
    case_hash: hash,
    recorded_at: recordedAt,
    input_fingerprint: inputFingerprint,
    seq: chainEnd.seq + 1,
    case_version: paymentCase.version,
    idempotency_key: idempotencyKey,
    previous_hash: chainEnd.hash,
  });
}

/** `openedSeq` of a case that is new; null for one that is there. */
async function writeCase(held: Kysely<StoreSchema>, paymentCase: PaymentCase, openedSeq: number | null): Promise<void> {
  const { runId, version, status, conversation } = paymentCase;
  // A new version leaves any posted card behind, so where there is a conversation there is work.
  const unfinished = status === 'under_review' || conversation !== null ? 1 : 0;
  const columns = {
    run_id: runId,
    status,
    version,
    unfinished,
    ...reservationColumns(paymentCase),
    ...complianceColumns(paymentCase),
    due_at: dueColumn(paymentCase),
    ...historyColumns(paymentCase),
    payee_changers: changersColumn(paymentCase),
  } as const;
  if (openedSeq === null) await updateCase(held, columns);
  else await insertCase(held, { ...columns, payment_id: paymentCase.payment.payment_id, opened_seq: openedSeq });
}
