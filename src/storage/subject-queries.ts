/** What the store is asked about the house: its subjects as they stand, and the chain with their events in it. */
import type { Kysely } from 'kysely';
import type { SubjectKind } from '../domain/case/audit-event';
import type { Store } from '../ports/store';
import { findNewestSubject } from './commit/commit-queries';
import type { StoreSchema } from './schema';
import { readChainText } from './stored/stored-event';
import { readSubjectText } from './stored/stored-subject';

export function createSubjectQueries(
  database: Kysely<StoreSchema>,
  place: string,
): Pick<Store, 'findSubject' | 'listSubjects' | 'readChain'> {
  return {
    async findSubject(kind: SubjectKind, id: string) {
      const [newest] = await findNewestSubject(database, { kind, id });
      return newest ? readSubjectText(place, newest) : null;
    },

    async listSubjects(kind: SubjectKind) {
      const rows = await database
        .selectFrom('subject_versions as one')
        .leftJoin('subject_versions as later', (join) =>
          join
            .onRef('later.kind', '=', 'one.kind')
            .onRef('later.id', '=', 'one.id')
            .onRef('later.version', '>', 'one.version'),
        )
        .innerJoin('subject_versions as first', (join) =>
          join.onRef('first.kind', '=', 'one.kind').onRef('first.id', '=', 'one.id').on('first.version', '=', 1),
        )
        .select(['one.kind', 'one.id', 'one.version', 'one.body'])
        .where('one.kind', '=', kind)
        .where('later.version', 'is', null)
        .orderBy('first.event_seq')
        .execute();
      return rows.map((row) => readSubjectText(place, row));
    },

    async readChain({ afterSeq = 0, limit, houseOnly = false }) {
      let events = database.selectFrom('audit_events').selectAll().where('seq', '>', afterSeq);
      if (houseOnly) events = events.where('run_id', 'is', null);
      const rows = await events.orderBy('seq').limit(limit).execute();
      return rows.map((row) => readChainText(place, row));
    },
  };
}
