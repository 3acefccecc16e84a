/** Migration 002: what each case holds, beside its status, taken from the cases that are already there. */
import type { Kysely } from 'kysely';
import { holdingStatuses } from '../domain/case/held-headroom';
import type { StoreSchema } from './schema';
import { readCaseText } from './stored-case';
import { reservationColumns } from './stored-reservation';

/** A body is some 25 KB: a page of them is a few MB. */
const casesAtOnce = 200;

/** Throws `store_corrupt` with `place` where a case that holds headroom cannot be read: counting it as nothing would let too much pass. */
export async function addReservations(database: Kysely<StoreSchema>, place: string): Promise<void> {
  const { schema } = database;
  await schema.alterTable('cases').addColumn('holds_on', 'text').execute();
  await schema.alterTable('cases').addColumn('reservation', 'text').execute();
  await schema.createIndex('cases_holding').on('cases').column('holds_on').where('holds_on', 'is not', null).execute();
  let afterSeq = 0;
  for (;;) {
    const page = await database
      .selectFrom('cases')
      .leftJoin('case_versions as current', (join) =>
        join.onRef('current.run_id', '=', 'cases.run_id').onRef('current.version', '=', 'cases.version'),
      )
      .select(['cases.run_id', 'cases.version', 'cases.opened_seq', 'current.body'])
      .where('cases.status', 'in', holdingStatuses)
      .where('cases.opened_seq', '>', afterSeq)
      .orderBy('cases.opened_seq')
      .limit(casesAtOnce)
      .execute();
    for (const row of page) {
      await database
        .updateTable('cases')
        .set(reservationColumns(readCaseText(place, row)))
        .where('run_id', '=', row.run_id)
        .execute();
      afterSeq = row.opened_seq;
    }
    if (page.length < casesAtOnce) return;
  }
}
