/**
 * How a command that changes payments joins the desks that may be running on the same database: as one more process, which reads the same
 * as they do or changes nothing, and works on no case that another is at.
 */
import { createDuties } from '../jobs/duties';
import { createTimers } from '../jobs/timers';
import type { Refusal } from '../domain/values/errors';
import type { Clock, Log } from '../ports/process';
import type { Store } from '../ports/store';
import type { CaseLocks } from '../ports/case-locks';
import type { Config } from './config/config';
import type { ReferenceData } from './data/reference-data';
import { openCaseLocks } from './serve/parts/open-case-locks';
import { openHouse } from './serve/parts/open-house';

export interface JoinParts {
  /** Null where no other process can have the database. */
  readonly place: Config['database'];
  readonly data: ReferenceData;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Another process works on the case now, as the connection to the database was lost. */
  readonly onTaken?: (runId: string) => void;
}

export interface JoinedDesk {
  /** Says why this process decides nothing now. */
  readonly refuseBehind: () => Refusal | null;
  readonly locks: Pick<CaseLocks, 'take' | 'holds' | 'giveBack'>;
  readonly leave: () => Promise<void>;
}

const alone: JoinedDesk = {
  refuseBehind: () => null,
  locks: { take: () => Promise.resolve(true), holds: () => true, giveBack: () => Promise.resolve() },
  leave: () => Promise.resolve(),
};

/** As often as a running desk says that it is there. */
const everyMs = 5_000;

/** Throws what the store throws. */
export async function joinDesk(parts: JoinParts): Promise<JoinedDesk> {
  const { place, data, store, clock, log, onTaken = () => undefined } = parts;
  if (place === null) return alone;
  const timers = createTimers();
  const { inStep } = await openHouse(data, { store, clock, log });
  const { connection, locks } = await openCaseLocks({ place, onTaken, timers, log });
  const duties = createDuties({
    duties: [{ name: 'what is in force', everyMs, run: () => inStep.round() }],
    timers,
    log,
  });
  duties.start();
  return {
    refuseBehind: () => inStep.refuseBehind(),
    locks,
    async leave() {
      await duties.stop();
      await connection.close();
      await inStep.leave();
    },
  };
}
