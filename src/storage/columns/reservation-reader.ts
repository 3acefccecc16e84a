/** Reads what cases hold, again and again: every review asks, so what has not changed since the last time is not read twice. */
import type { Kysely } from 'kysely';
import type { Reservation } from '../../domain/liquidity/reservation';
import { readChain } from '../commit/commit-queries';
import type { StoreSchema } from '../schema';
import { readReservationRow } from './stored-reservation';

/** All reservations of that UTC day (`2026-01-22`), in no order. Throws `store_corrupt` with `place`. */
export type ReadReservationsOfDay = (day: string) => Promise<readonly Reservation[]>;

interface Known {
  readonly day: string;
  /** The last event whose case is counted in. */
  readonly seq: number;
  readonly byRun: Map<string, Reservation>;
  readonly list: readonly Reservation[];
}

export function createReservationReader(database: Kysely<StoreSchema>, place: string): ReadReservationsOfDay {
  let known: Known | null = null;

  return async (day) => {
    const before = known?.day === day ? known : null;
    // Commits stand in line, so every event up to this one is there to be read.
    const [end] = await readChain(database, {});
    const seq = end?.seq ?? 0;
    if (before?.seq === seq) return before.list;
    const rows = await (before ? changedAfter(before.seq) : heldOn(day));
    const byRun = new Map(before?.byRun);
    for (const row of rows) {
      if (row.holds_on === day) byRun.set(row.run_id, readReservationRow(place, row));
      else byRun.delete(row.run_id);
    }
    // A later question may have been answered meanwhile; what it knows stays.
    if (known?.day !== day || known.seq < seq) known = { day, seq, byRun, list: [...byRun.values()] };
    return known.list;
  };

  function heldOn(day: string) {
    return cases().where('cases.holds_on', '=', day).execute();
  }

  function changedAfter(seq: number) {
    return cases()
      .innerJoin('case_versions as changed', 'changed.run_id', 'cases.run_id')
      .where('changed.event_seq', '>', seq)
      .execute();
  }

  function cases() {
    return database
      .selectFrom('cases')
      .select(['cases.run_id', 'cases.payment_id', 'cases.status', 'cases.reservation', 'cases.holds_on']);
  }
}
