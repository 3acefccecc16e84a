/** Reads what cases hold, again and again: every review asks, so what has not changed since the last time is not read twice. */
import type { Kysely } from 'kysely';
import { holding, holdingAfter } from '../../domain/liquidity/held/held-set';
import type { Reservation } from '../../domain/liquidity/held/reservation';
import type { HeldAsOf } from '../../ports/questions';
import type { Store } from '../../ports/store';
import { readChain } from '../commit/commit-queries';
import { compileOnce } from '../compile-once';
import type { CasesTable, StoreSchema } from '../schema';
import { readReservationRow } from './stored-reservation';

/** All reservations of that UTC day (`2026-01-22`). Throws `store_corrupt` with `place`. */
export type ReadReservationsOfDay = Store['readReservations'];

interface Known {
  readonly day: string;
  readonly heldAsOf: HeldAsOf;
  /** The same, to find what a case held before. */
  readonly byRun: Map<string, Reservation>;
}

export function createReservationReader(database: Kysely<StoreSchema>, place: string): ReadReservationsOfDay {
  let known: Known | null = null;
  let asked: Promise<unknown> = Promise.resolve();

  // One question after the other: each goes on from what the one before it knew.
  return (day) => {
    const answer = asked.then(() => read(day));
    asked = answer.catch(() => undefined);
    return answer;
  };

  async function read(day: string): Promise<HeldAsOf> {
    if (known?.day !== day) known = await readAll(day);
    const { heldAsOf, byRun } = known;
    const rows = await findChanged(database, { seq: heldAsOf.asOf });
    if (rows.length === 0) return heldAsOf;
    const changes = [...new Map(rows.map((row) => [row.run_id, row])).values()].map((row) => ({
      before: byRun.get(row.run_id) ?? null,
      after: row.holds_on === day ? readReservationRow(place, row) : null,
    }));
    // Nothing is thrown from here on: both are changed, or neither.
    for (const { before: was, after } of changes) {
      if (after) byRun.set(after.runId, after);
      else if (was) byRun.delete(was.runId);
    }
    // Of a process that was behind these may be more than a call takes arguments.
    const asOf = rows.reduce((last, row) => Math.max(last, row.event_seq), heldAsOf.asOf);
    known = { ...known, heldAsOf: { held: holdingAfter(heldAsOf.held, changes), asOf } };
    return known.heldAsOf;
  }

  async function readAll(day: string): Promise<Known> {
    // Commits stand in line, so every event up to this one is there to be read.
    const [end] = await readChain(database, {});
    const reservations = (await findHeld(database, { day })).map((row) => readReservationRow(place, row));
    return {
      day,
      heldAsOf: { held: holding(reservations), asOf: end?.seq ?? 0 },
      byRun: new Map(reservations.map((one) => [one.runId, one])),
    };
  }
}

type Row = Pick<CasesTable, 'run_id' | 'payment_id' | 'status' | 'reservation' | 'holds_on'>;

const selectCases = (database: Kysely<StoreSchema>) =>
  database
    .selectFrom('cases')
    .select(['cases.run_id', 'cases.payment_id', 'cases.status', 'cases.reservation', 'cases.holds_on']);

const findHeld = compileOnce<{ readonly day: string }, Row>((database, given) =>
  selectCases(database).where('cases.holds_on', '=', given('day')),
);

/** Once for each of its events. */
const findChanged = compileOnce<{ readonly seq: number }, Row & { readonly event_seq: number }>((database, given) =>
  selectCases(database)
    .innerJoin('case_versions as changed', 'changed.run_id', 'cases.run_id')
    .select('changed.event_seq')
    .where('changed.event_seq', '>', given('seq')),
);
