/** Which process works on a case, on a shared database: the connection a process keeps for it, and the locks on that. */
import { asFault } from '../../../domain/values/errors';
import type { Timers } from '../../../jobs/timers';
import type { Log } from '../../../ports/process';
import type { CaseLocks } from '../../../ports/case-locks';
import { createCaseLocks } from '../../../storage/postgres/case-locks';
import { openKeptConnection, type KeptConnection } from '../../../storage/postgres/kept-connection';
import type { PostgresPlace } from '../../../storage/postgres/postgres-place';
import { databaseToken } from '../../store/database-token';

export interface CaseLocksParts {
  readonly place: PostgresPlace;
  /** Another process works on the case now, as the connection to the database was lost. */
  readonly onTaken: (runId: string) => void;
  readonly timers: Pick<Timers, 'nowMs'>;
  readonly log: Pick<Log, 'warn'>;
}

export interface OpenedCaseLocks {
  readonly connection: KeptConnection;
  readonly locks: CaseLocks;
}

/** Connects with the first question. */
export async function openCaseLocks({ place, onTaken, timers, log }: CaseLocksParts): Promise<OpenedCaseLocks> {
  const connection = await openKeptConnection({
    place,
    token: databaseToken(place),
    onLost: ({ code, message }) => {
      log.warn({ code, reason: message }, 'the connection for wake-ups was lost');
    },
  });
  const locks = createCaseLocks({
    connection,
    elapsedMs: () => timers.nowMs(),
    onTaken(runId) {
      log.warn({ runId }, 'another process took a case over');
      onTaken(runId);
    },
    onKept(runId, error) {
      log.warn({ runId, code: asFault(error).code, err: error }, 'a case was not given back; it is tried again');
    },
  });
  return { connection, locks };
}
