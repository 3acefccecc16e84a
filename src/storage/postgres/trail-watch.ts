/**
 * The end of the audit trail as this process saw it last. A database that was put back to an earlier state under a running desk, or a
 * standby that lacked what was acknowledged, has not that event: then nothing is written upon it by whoever remembers what is lost (ADR 40).
 */
import { sql, type Kysely } from 'kysely';
import { Fault } from '../../domain/values/errors';
import type { ChainEnd } from '../commit/commit-queries';
import type { StoreSchema } from '../schema';
import { readChainText } from '../stored/stored-event';

export interface TrailWatch {
  /** It may be another server from now on, or another state of the database. */
  doubt(): void;
  isDoubted(): boolean;
  /** Throws `store_replaced` where what was seen is not there any more. */
  look(database: Kysely<StoreSchema>): Promise<void>;
}

interface Found extends ChainEnd {
  readonly seen_seq: number | null;
  readonly run_id: string | null;
  readonly body: string | null;
}

export function watchTrail(name: string): TrailWatch {
  let seen: ChainEnd | null = null;
  let isDoubted = true;
  return {
    doubt() {
      isDoubted = true;
    },
    isDoubted: () => isDoubted,
    async look(database) {
      const before = seen;
      const { rows } = await sql<Found>`
        select held.seq, held.hash, seen.seq as seen_seq, seen.run_id, seen.body from audit_chain as held
          left join audit_events as seen on seen.seq = ${before?.seq ?? 0} where held.id = 1`.execute(database);
      const [found] = rows;
      if (!found) throw new Fault('store_corrupt', `${name}: the end of the audit chain is missing`);
      if (before && !isThere(name, before, found)) throw putBack(name, before, found);
      if (!seen || found.seq >= seen.seq) seen = { seq: found.seq, hash: found.hash };
      isDoubted = false;
    },
  };
}

function isThere(name: string, { seq, hash }: ChainEnd, { seen_seq, run_id, body }: Found): boolean {
  if (seq === 0) return true;
  return seen_seq !== null && body !== null && readChainText(name, { seq: seen_seq, run_id, body }).hash === hash;
}

function putBack(name: string, before: ChainEnd, found: ChainEnd): Fault {
  return new Fault(
    'store_replaced',
    `${name}: event ${before.seq} of the audit trail (${before.hash.slice(0, 12)}) is not there any more, and the trail ends with event ${found.seq}: an earlier state was restored, or another database put in its place, while this process ran. Stop every process, run "desk store check", see what was lost, and start them again`,
  );
}
