/** Whether what a change was computed from still stands: looked at once the end of the chain is taken, so that nothing comes in between. */
import { sql, type Kysely } from 'kysely';
import { isServedBefore } from '../../domain/liquidity/held/reservation';
import type { RestsOn } from '../../ports/commit';
import { compileOnce } from '../compile-once';
import { readReservationRow } from '../columns/stored-reservation';
import type { CasesTable, StoreSchema } from '../schema';
import { findNewestSubject } from './commit-queries';

/** What has moved first; null where all of it stands. Throws `store_corrupt` with `place`. */
export async function findMoved(
  held: Kysely<StoreSchema>,
  place: string,
  restsOn: readonly RestsOn[],
): Promise<RestsOn['kind'] | null> {
  for (const rest of restsOn) if (!(await stands(held, place, rest))) return rest.kind;
  return null;
}

async function stands(held: Kysely<StoreSchema>, place: string, rest: RestsOn): Promise<boolean> {
  if (rest.kind !== 'reservations') {
    const [newest] = await findNewestSubject(held, rest);
    return newest?.version === rest.version;
  }
  // What has been freed since leaves more than was counted with.
  const changed = await findHeldSince(held, rest);
  const reservations = changed.map((row) => readReservationRow(place, row));
  return !reservations.some((other) => isServedBefore(other, rest.place));
}

/** Cases that hold headroom on that day and have changed since that event: few have, whatever is held, so the day is kept from being looked up first. */
const findHeldSince = compileOnce<
  { readonly day: string; readonly asOf: number },
  Pick<CasesTable, 'run_id' | 'payment_id' | 'status' | 'reservation'>
>((database, given) =>
  database
    .selectFrom('case_versions as changed')
    .innerJoin('cases', 'cases.run_id', 'changed.run_id')
    .select(['cases.run_id', 'cases.payment_id', 'cases.status', 'cases.reservation'])
    .where('changed.event_seq', '>', given('asOf'))
    .where(sql`coalesce(cases.holds_on, '')`, '=', given('day')),
);
