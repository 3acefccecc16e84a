/** The one write path: a case's new version, its audit event and its idempotency key, all in one transaction or not at all. */
import type { Kysely, Transaction } from 'kysely';
import { type AuditEvent, sealEvent } from '../domain/case/audit-event';
import { Fault } from '../domain/values/errors';
import { fingerprint, sha256 } from '../domain/values/json';
import type { CommitRequest, CommitResult } from '../ports';
import { complianceColumns } from './compliance-columns';
import type { StoreSchema } from './schema';
import { caseJustWritten, caseText, readCaseText } from './stored-case';
import { reservationColumns } from './stored-reservation';
import { eventText, readEventText } from './stored-event';

type ChainEnd = { readonly seq: number; readonly hash: string };

/**
 * Writes what is asked, or says why not; the idempotency key is looked at first, so a repetition is recognised whatever came after.
 * A repetition gets the case and the event as they were then: both are read from the row the first commit left.
 * `recordedAt` is the real time, ISO 8601 UTC; `place` names the database in faults. Throws `store_corrupt` and what the database throws.
 */
export async function commitChange(
  database: Kysely<StoreSchema>,
  place: string,
  request: CommitRequest,
  recordedAt: string,
): Promise<CommitResult> {
  refuseInconsistent(request);
  const inputFingerprint = fingerprint(request.input);
  return database.transaction().execute(async (transaction) => {
    const chainEnd = await takeChain(transaction, place);
    const repeated = await findRepeated(transaction, place, request.idempotencyKey, inputFingerprint);
    if (repeated) return repeated;
    const refusal = await findConflict(transaction, request);
    if (refusal) return refusal;
    const body = caseText(request.case);
    const seal = { case_hash: sha256(body), recorded_at: recordedAt, input_fingerprint: inputFingerprint };
    const event = sealNext(chainEnd, request, seal);
    await writeCase(transaction, request, event.seq);
    const eventBody = eventText(event);
    const { run_id, seq, case_version: version } = event;
    await transaction.insertInto('audit_events').values({ seq, run_id, body: eventBody }).execute();
    await transaction
      .insertInto('case_versions')
      .values({
        run_id,
        version,
        idempotency_key: request.idempotencyKey,
        input_fingerprint: inputFingerprint,
        event_seq: seq,
        body,
      })
      .execute();
    await transaction.updateTable('audit_chain').set({ seq, hash: event.hash }).where('id', '=', 1).execute();
    // From the text just written, so that the first answer and every repetition are the same; checked where it is read again.
    return {
      ok: true,
      case: caseJustWritten(body),
      event: JSON.parse(eventBody) as AuditEvent,
      repeated: false,
    };
  });
}

/** A caller that contradicts itself is a defect, never something a person did. */
function refuseInconsistent({ case: paymentCase, expectedVersion, event, idempotencyKey }: CommitRequest): void {
  const named = `commit of ${paymentCase.runId} under key "${idempotencyKey}"`;
  if (paymentCase.version !== expectedVersion + 1)
    throw new Fault('internal', `${named}: version ${paymentCase.version} does not follow ${expectedVersion}`);
  if (event.run_id !== paymentCase.runId) throw new Fault('internal', `${named}: its event is of run ${event.run_id}`);
  if (event.payment_id !== paymentCase.payment.payment_id)
    throw new Fault('internal', `${named}: its event is of payment ${event.payment_id}`);
  if (idempotencyKey === '') throw new Fault('internal', `${named}: the key is empty`);
}

/** Writing the row unchanged locks it where rows are locked (PostgreSQL); on SQLite the transaction already holds the file. */
async function takeChain(transaction: Transaction<StoreSchema>, place: string): Promise<ChainEnd> {
  await transaction
    .updateTable('audit_chain')
    .set((row) => ({ seq: row.ref('seq') }))
    .where('id', '=', 1)
    .execute();
  const chainEnd = await transaction
    .selectFrom('audit_chain')
    .select(['seq', 'hash'])
    .where('id', '=', 1)
    .executeTakeFirst();
  if (!chainEnd) throw new Fault('store_corrupt', `${place}: the end of the audit chain is missing`);
  return chainEnd;
}

async function findRepeated(
  transaction: Transaction<StoreSchema>,
  place: string,
  idempotencyKey: string,
  inputFingerprint: string,
): Promise<CommitResult | null> {
  const first = await transaction
    .selectFrom('case_versions as done')
    .innerJoin('audit_events as event', 'event.seq', 'done.event_seq')
    .select([
      'done.run_id',
      'done.version',
      'done.body',
      'done.input_fingerprint',
      'event.seq',
      'event.body as event_body',
    ])
    .where('done.idempotency_key', '=', idempotencyKey)
    .executeTakeFirst();
  if (!first) return null;
  if (first.input_fingerprint !== inputFingerprint) return { ok: false, reason: 'key_reused' };
  const event = readEventText(place, { seq: first.seq, run_id: first.run_id, body: first.event_body });
  return { ok: true, case: readCaseText(place, first), event, repeated: true };
}

async function findConflict(
  transaction: Transaction<StoreSchema>,
  { case: { runId, payment }, expectedVersion }: CommitRequest,
): Promise<CommitResult | null> {
  const current = await transaction
    .selectFrom('cases')
    .select(['version', 'payment_id'])
    .where('run_id', '=', runId)
    .executeTakeFirst();
  if ((current?.version ?? 0) !== expectedVersion) return { ok: false, reason: 'stale_version' };
  if (current) {
    if (current.payment_id === payment.payment_id) return null;
    throw new Fault('internal', `case ${runId} is of payment ${current.payment_id}, not ${payment.payment_id}`);
  }
  const other = await transaction
    .selectFrom('cases')
    .select('run_id')
    .where('payment_id', '=', payment.payment_id)
    .executeTakeFirst();
  return other ? { ok: false, reason: 'payment_exists' } : null;
}

function sealNext(
  chainEnd: ChainEnd,
  { case: { version }, event, idempotencyKey }: CommitRequest,
  seal: Required<Pick<AuditEvent, 'case_hash' | 'recorded_at' | 'input_fingerprint'>>,
): AuditEvent {
  return sealEvent({
    ...event,
    ...seal,
    seq: chainEnd.seq + 1,
    case_version: version,
    idempotency_key: idempotencyKey,
    previous_hash: chainEnd.hash,
  });
}

async function writeCase(
  transaction: Transaction<StoreSchema>,
  { case: paymentCase, expectedVersion }: CommitRequest,
  seq: number,
): Promise<void> {
  const { runId, version, status, conversation } = paymentCase;
  // A new version leaves any posted card behind, so where there is a conversation there is work.
  const unfinished = status === 'under_review' || conversation !== null ? 1 : 0;
  if (expectedVersion === 0) {
    const opened = {
      run_id: runId,
      payment_id: paymentCase.payment.payment_id,
      status,
      version,
      opened_seq: seq,
      unfinished,
      ...reservationColumns(paymentCase),
      ...complianceColumns(paymentCase),
    } as const;
    await transaction.insertInto('cases').values(opened).execute();
  } else {
    await transaction
      .updateTable('cases')
      .set({ status, version, unfinished, ...reservationColumns(paymentCase), ...complianceColumns(paymentCase) })
      .where('run_id', '=', runId)
      .execute();
  }
}
