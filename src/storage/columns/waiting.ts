/** Who waits for what, beside the cases: a list of what waits for one person costs the same however many wait for others. */
import { sql, type Kysely } from 'kysely';
import { waitingPlaceOf } from '../../domain/case/people/waiting-place';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { Store } from '../../ports/store';
import { compileForRows, compileOnce } from '../compile-once';
import type { StoreSchema, WaitingTable } from '../schema';
import { readCaseText } from '../stored/stored-case';

export async function addWaiting(database: Kysely<StoreSchema>): Promise<void> {
  await database.schema
    .createTable('waiting')
    .addColumn('run_id', 'text', (column) => column.notNull().references('cases.run_id'))
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('cutoff_group', 'text', (column) => column.notNull())
    .addColumn('leaves_at', 'bigint', (column) => column.notNull())
    .addColumn('submitter', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('waiting_by_run', ['run_id', 'place'])
    .execute();
  await sql`create index waiting_by_place on waiting (place, cutoff_group, leaves_at, run_id, submitter)`.execute(
    database,
  );
  await sql`create index waiting_by_submitter on waiting (submitter, place, cutoff_group, leaves_at, run_id)`.execute(
    database,
  );
  const rows = await database
    .selectFrom('cases')
    .innerJoin('case_versions as current', (join) =>
      join.onRef('current.run_id', '=', 'cases.run_id').onRef('current.version', '=', 'cases.version'),
    )
    .where('cases.status', 'in', ['under_review', 'held', 'compliance_review', 'awaiting_approval', 'rejected'])
    .select(['cases.run_id', 'cases.version', 'current.body'])
    .execute();
  for (const row of rows) await placeWaiting(database, readCaseText('the database', row), true);
}

/** Of the case as it stands now; whatever stood there before goes. */
export async function placeWaiting(database: Kysely<StoreSchema>, current: PaymentCase, isNew: boolean): Promise<void> {
  const { runId } = current;
  if (!isNew) await deletePlaces(database, { runId });
  const place = waitingPlaceOf(current);
  if (!place) return;
  const { group, leavesAtMs, submitter } = place;
  const rows = [...new Set(place.places)].map((name) => ({
    run_id: runId,
    place: name,
    cutoff_group: group,
    leaves_at: leavesAtMs,
    submitter,
  }));
  if (rows.length > 0) await insertPlaces(database, rows);
}

const deletePlaces = compileOnce<{ readonly runId: string }>((database, given) =>
  database.deleteFrom('waiting').where('run_id', '=', given('runId')),
);

const insertPlaces = compileForRows<WaitingTable>((database, rows) =>
  database.insertInto('waiting').values(
    rows.map((given) => ({
      run_id: given('run_id'),
      place: given('place'),
      cutoff_group: given('cutoff_group'),
      leaves_at: given('leaves_at'),
      submitter: given('submitter'),
    })),
  ),
);

interface Row {
  readonly run_id: string;
  readonly cutoff_group: string;
  readonly leaves_at: number;
}

/**
 * Of every group those that are due first: what may leave by now is due alike, what leaves later in the order it leaves. Each of these is
 * answered by an index, and groups are few: entities, currencies, types and channels.
 */
export function createWaitingReader(database: Kysely<StoreSchema>): Store['listWaiting'] {
  return async ({ place, submitter, nowMs, perGroup }) => {
    const owner = submitter?.is;
    const groups = await groupsOf(database, place, owner ?? null);
    const found: Row[] = [];
    let isCut = false;
    for (const group of groups) {
      for (const isDue of [true, false]) {
        const when = isDue ? sql`leaves_at <= ${nowMs}` : sql`leaves_at > ${nowMs}`;
        const whose =
          owner === undefined
            ? submitter?.isNot === undefined
              ? sql`1 = 1`
              : sql`submitter <> ${submitter.isNot}`
            : sql`submitter = ${owner}`;
        const { rows } = await sql<Row>`
          select run_id, cutoff_group, leaves_at from waiting
          where place = ${place} and cutoff_group = ${group} and ${when} and ${whose}
          order by leaves_at, run_id limit ${perGroup + 1}`.execute(database);
        isCut ||= rows.length > perGroup;
        found.push(...rows.slice(0, perGroup));
      }
    }
    const places = found.map((row) => ({ runId: row.run_id, group: row.cutoff_group, leavesAtMs: row.leaves_at }));
    return { places, isCut };
  };
}

/** Hops from one group to the next by the index, instead of reading every row to find the few there are. */
async function groupsOf(
  database: Kysely<StoreSchema>,
  place: string,
  submitter: string | null,
): Promise<readonly string[]> {
  const where = submitter === null ? sql`place = ${place}` : sql`place = ${place} and submitter = ${submitter}`;
  const { rows } = await sql<{ readonly cutoff_group: string }>`
    with recursive groups (cutoff_group) as (
      select min(cutoff_group) from waiting where ${where}
      union all
      select (select min(waiting.cutoff_group) from waiting where ${where} and waiting.cutoff_group > groups.cutoff_group)
      from groups where groups.cutoff_group is not null
    ) select cutoff_group from groups where cutoff_group is not null`.execute(database);
  return rows.map(({ cutoff_group: group }) => group);
}
