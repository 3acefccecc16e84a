/** Holds everything that is recorded against everything else: events against versions and back, the chain against its head, columns against bodies. */
import type { Kysely } from 'kysely';
import { firstLink, isHouseEvent, type ChainLink } from '../../domain/case/audit-event';
import type { AuditVerdict } from '../../ports/store';
import { findAlteredContent } from '../kept-contents';
import { findMisfiledCase } from './find-misfiled-case';
import { findMisnotedCard } from './find-misnoted-card';
import type { StoreSchema } from '../schema';
import { readChainText } from '../stored/stored-event';
import { createKeptCheck, type SealedText } from './verify-kept';
import { corrupt, verifyStretch } from './verify-stretch';

const eventsAtOnce = 200;

/** All of it. Throws `store_corrupt` naming `place` and the first thing that is not as it was written. */
export async function verifyAudit(database: Kysely<StoreSchema>, place: string): Promise<AuditVerdict> {
  let link = firstLink;
  let unsealedKeys = 0;
  const kept = createKeptCheck(database, place);
  for (;;) {
    const left: SealedText[] = [];
    const stretch = await verifyStretch(database, place, { after: link, limit: eventsAtOnce }, (event, body) => {
      if (!isHouseEvent(event)) left.push({ run_id: event.run_id, version: event.case_version, body });
    });
    await kept.check(left);
    for (const event of stretch) if (event.idempotency_key === undefined) unsealedKeys += 1;
    link = stretch.at(-1) ?? link;
    if (stretch.length < eventsAtOnce) break;
  }
  await verifyHead(database, place, link);
  await findEventBeforeFirst(database, place);
  await findVersionWithoutEvent(database, place);
  const misnoted = await findMisnotedCard(database);
  if (misnoted !== null)
    throw corrupt(place, `card ${misnoted.number} of case ${misnoted.run_id} is not noted as the desk notes cards`);
  const misfiled = await findMisfiledCase(database, place);
  if (misfiled !== null) throw corrupt(place, `case ${misfiled} is filed as something its newest version does not say`);
  const altered = await findAlteredContent(database, (hash) => kept.isSound(hash));
  if (altered !== null) throw corrupt(place, `what is kept as ${altered} is something else`);
  return { count: link.seq, head: link.seq === 0 ? null : link.hash, unsealedKeys, named: kept.named };
}

/** Throws `store_corrupt` where the newest events, or the head that was written beside them, are not as they were written: a bot that went on could never be verified again. */
export async function verifyEnd(database: Kysely<StoreSchema>, place: string, newest: number): Promise<void> {
  const last = await lastSeq(database);
  let link = await linkBefore(database, place, Math.max(0, last - newest) + 1);
  while (link.seq < last) {
    const stretch = await verifyStretch(database, place, { after: link, limit: eventsAtOnce }, () => undefined);
    link = stretch.at(-1) ?? link;
  }
  await verifyHead(database, place, link);
  await findEventBeforeFirst(database, place);
  // Looking for a version without an event takes time; one behind the last event is found by its number.
  if ((await newestRecorded(database)) !== last) await findVersionWithoutEvent(database, place);
}

/** Events cut off the end, or a last one that was written anew, leave a chain that is whole in itself; only its recorded head tells. */
async function verifyHead(database: Kysely<StoreSchema>, place: string, last: ChainLink): Promise<void> {
  const heads = await database.selectFrom('audit_chain').selectAll().execute();
  const [head] = heads;
  if (!head || heads.length > 1) throw corrupt(place, `${heads.length} heads of the audit chain are recorded, not one`);
  // The one that commits continue.
  if (head.id !== 1) throw corrupt(place, `the head of the audit chain is recorded as ${head.id}, where nobody looks`);
  if (head.seq !== last.seq)
    throw corrupt(place, `the audit trail ends at event ${last.seq}, but ${head.seq} events were written`);
  if (head.hash !== last.hash) throw corrupt(place, `event ${last.seq} is not the one the audit chain ended with`);
}

/** Where the chain stood before that event, as the event before says; nothing before it is looked at. */
async function linkBefore(database: Kysely<StoreSchema>, place: string, seq: number): Promise<ChainLink> {
  if (seq <= 1) return firstLink;
  const row = await database
    .selectFrom('audit_events')
    .selectAll()
    .where('seq', '=', seq - 1)
    .executeTakeFirst();
  if (!row) throw corrupt(place, `the audit chain breaks at event ${seq - 1}: gap`);
  return readChainText(place, row);
}

async function lastSeq(database: Kysely<StoreSchema>): Promise<number> {
  const row = await database
    .selectFrom('audit_events')
    .select('seq')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

/** Before the first there is none: the chain begins there, so whatever stands before it was never looked at. */
async function findEventBeforeFirst(database: Kysely<StoreSchema>, place: string): Promise<void> {
  const row = await database.selectFrom('audit_events').select('seq').where('seq', '<', 1).limit(1).executeTakeFirst();
  if (row) throw corrupt(place, `event ${row.seq} stands before the beginning of the audit chain`);
}

async function newestRecorded(database: Kysely<StoreSchema>): Promise<number> {
  const newestOf = (table: 'case_versions' | 'subject_versions') =>
    database.selectFrom(table).select('event_seq').orderBy('event_seq', 'desc').limit(1).executeTakeFirst();
  const newest = [await newestOf('case_versions'), await newestOf('subject_versions')];
  return Math.max(...newest.map((row) => row?.event_seq ?? 0));
}

/** Found from the other side: a version nobody recorded an event for. */
async function findVersionWithoutEvent(database: Kysely<StoreSchema>, place: string): Promise<void> {
  const row = await database
    .selectFrom('case_versions as version')
    .leftJoin('audit_events as event', 'event.seq', 'version.event_seq')
    .select(['version.run_id', 'version.version'])
    .where('event.seq', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (row) throw corrupt(place, `no event recorded version ${row.version} of case ${row.run_id}`);
  const subject = await database
    .selectFrom('subject_versions as version')
    .leftJoin('audit_events as event', 'event.seq', 'version.event_seq')
    .select(['version.kind', 'version.id', 'version.version'])
    .where('event.seq', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (subject) throw corrupt(place, `no event recorded version ${subject.version} of ${subject.kind} ${subject.id}`);
}
