/** Holds a stretch of the chain against what its events left: each sealed the version of a case, or of a subject of the house. */
import type { Kysely } from 'kysely';
import {
  findChainFault,
  isHouseEvent,
  type ChainEvent,
  type ChainLink,
  type SubjectKind,
} from '../../domain/case/audit-event';
import { Fault } from '../../domain/values/errors';
import { sha256 } from '../../domain/values/json';
import type { StoreSchema } from '../schema';
import { readVersion } from '../stored/version-texts';
import { readChainText } from '../stored/stored-event';
import { readSubjectText } from '../stored/stored-subject';

/** The events after the link, each held against the chain, its own columns and the version of the case it left. `saw` hears of each version that is as its event sealed it. */
export async function verifyStretch(
  database: Kysely<StoreSchema>,
  place: string,
  { after, limit }: { readonly after: ChainLink; readonly limit: number },
  saw: (event: ChainEvent, body: string) => void,
): Promise<readonly ChainEvent[]> {
  const rows = await selectStretch(database, after.seq).limit(limit).execute();
  const events = rows.map((row) => readChainText(place, row));
  const fault = findChainFault(events, after);
  if (fault) throw corrupt(place, `the audit chain breaks at event ${fault.seq}: ${fault.fault.replaceAll('_', ' ')}`);
  for (const [index, row] of rows.entries()) {
    const event = events[index];
    if (!event) break;
    const { name, version, hash } = leftBy(event);
    const isOfHouse = isHouseEvent(event);
    const left = isOfHouse ? subjectLeft(place, row) : caseLeft(place, row);
    if (left === null)
      throw corrupt(place, `what event ${row.seq} left of ${isOfHouse ? name : `case ${name}`} is missing`);
    const { idempotency_key: key = left.key, input_fingerprint: input = left.input } = event;
    const isAsSealed =
      left.name === name &&
      left.version === version &&
      sha256(left.body) === hash &&
      left.key === key &&
      left.input === input;
    if (!isAsSealed)
      throw corrupt(
        place,
        `${isOfHouse ? '' : 'case '}${name} at version ${version} is not as event ${event.seq} sealed it`,
      );
    // By what is recorded of the one before, and not by memory: there may be millions of cases.
    const isNext = version === 1 ? row.before_seq === null : row.before_seq !== null && row.before_seq < row.seq;
    if (!isNext)
      throw corrupt(place, `event ${row.seq} is version ${version} of ${name}, which does not follow the one before`);
    saw(event, left.body);
  }
  return events;
}

/** Each event with the version it left, and with what comes before that. */
function selectStretch(database: Kysely<StoreSchema>, afterSeq: number) {
  return database
    .selectFrom('audit_events as event')
    .leftJoin('case_versions as left', 'left.event_seq', 'event.seq')
    .leftJoin('subject_versions as subject', 'subject.event_seq', 'event.seq')
    .leftJoin('case_versions as before', (join) =>
      join.onRef('before.run_id', '=', 'left.run_id').on((eb) => eb('before.version', '=', eb('left.version', '-', 1))),
    )
    .leftJoin('case_versions as whole', (join) =>
      join.onRef('whole.run_id', '=', 'left.run_id').onRef('whole.version', '=', 'left.differs_from'),
    )
    .leftJoin('subject_versions as subject_before', (join) =>
      join
        .onRef('subject_before.kind', '=', 'subject.kind')
        .onRef('subject_before.id', '=', 'subject.id')
        .on((eb) => eb('subject_before.version', '=', eb('subject.version', '-', 1))),
    )
    .select(['event.seq', 'event.run_id', 'event.body'])
    .select((eb) => eb.fn.coalesce('before.event_seq', 'subject_before.event_seq').as('before_seq'))
    .select(['left.run_id as version_run', 'left.version', 'left.body as version_body'])
    .select(['left.differs_from', 'whole.body as whole_body', 'left.idempotency_key', 'left.input_fingerprint'])
    .select(['subject.kind', 'subject.id', 'subject.version as subject_version', 'subject.body as subject_body'])
    .select(['subject.idempotency_key as subject_key', 'subject.input_fingerprint as subject_input'])
    .where('event.seq', '>', afterSeq)
    .orderBy('event.seq');
}

/** What an event says it left: of which case or subject, at which version, and the hash of it. */
function leftBy(event: ChainEvent): { readonly name: string; readonly version: number; readonly hash: string } {
  return isHouseEvent(event)
    ? { name: `${event.subject} ${event.subject_id}`, version: event.subject_version, hash: event.subject_hash }
    : { name: event.run_id, version: event.case_version, hash: event.case_hash };
}

interface Left {
  readonly name: string;
  readonly version: number;
  readonly body: string;
  readonly key: string | null;
  readonly input: string | null;
}

/** Null where the event left none, or something of a payment beside it. */
function caseLeft(
  place: string,
  row: {
    readonly version_run: string | null;
    readonly version: number | null;
    readonly version_body: string | null;
    readonly differs_from: number | null;
    readonly whole_body: string | null;
    readonly idempotency_key: string | null;
    readonly input_fingerprint: string | null;
    readonly kind: string | null;
  },
): Left | null {
  if (row.version_run === null || row.version === null || row.kind !== null) return null;
  const { version_run: name, version, version_body, idempotency_key: key, input_fingerprint: input } = row;
  const { text: body } = readVersion(place, { ...row, run_id: name, version, body: version_body ?? '' });
  return { name, version, body, key, input };
}

function subjectLeft(
  place: string,
  row: {
    readonly kind: SubjectKind | null;
    readonly id: string | null;
    readonly subject_version: number | null;
    readonly subject_body: string | null;
    readonly subject_key: string | null;
    readonly subject_input: string | null;
    readonly version_run: string | null;
  },
): Left | null {
  const { kind, id, subject_version: version, subject_body: body, subject_key: key, subject_input: input } = row;
  if (kind === null || id === null || version === null || body === null || row.version_run !== null) return null;
  readSubjectText(place, { kind, id, version, body });
  return { name: `${kind} ${id}`, version, body, key, input };
}

export function corrupt(place: string, what: string): Fault {
  return new Fault('store_corrupt', `${place}: ${what}`);
}
