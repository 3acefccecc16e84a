/** Reads what cases hold, again and again: every review asks, so what has not changed since the last time is not read twice. */
import type { Kysely } from 'kysely';
import { holding, holdingAfter, type Held } from '../../domain/liquidity/held/held-set';
import type { Reservation } from '../../domain/liquidity/held/reservation';
import { readChain } from '../commit/commit-queries';
import type { StoreSchema } from '../schema';
import { readReservationRow } from './stored-reservation';

/** All reservations of that UTC day (`2026-01-22`). Throws `store_corrupt` with `place`. */
export type ReadReservationsOfDay = (day: string) => Promise<Held>;

interface Known {
  readonly day: string;
  /** The last event whose case is counted in. */
  readonly seq: number;
  readonly held: Held;
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

  async function read(day: string): Promise<Held> {
    const before = known?.day === day ? known : null;
    // Commits stand in line, so every event up to this one is there to be read.
    const [end] = await readChain(database, {});
    const seq = end?.seq ?? 0;
    if (before?.seq === seq) return before.held;
    if (!before) {
      const reservations = (await heldOn(day)).map((row) => readReservationRow(place, row));
      known = { day, seq, held: holding(reservations), byRun: new Map(reservations.map((one) => [one.runId, one])) };
      return known.held;
    }
    const rows = new Map((await changedAfter(before.seq)).map((row) => [row.run_id, row]));
    const changes = [...rows.values()].map((row) => ({
      before: before.byRun.get(row.run_id) ?? null,
      after: row.holds_on === day ? readReservationRow(place, row) : null,
    }));
    // Nothing is thrown from here on: both are changed, or neither.
    for (const { before: was, after } of changes) {
      if (after) before.byRun.set(after.runId, after);
      else if (was) before.byRun.delete(was.runId);
    }
    known = { ...before, seq, held: holdingAfter(before.held, changes) };
    return known.held;
  }

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
