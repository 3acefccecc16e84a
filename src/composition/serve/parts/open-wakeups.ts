/** Which wake-ups the desk has: within the process on its own file, for all processes on PostgreSQL. */
import type { KeepInStep } from '../../../app/house/keep-in-step';
import { createInProcessWakeups } from '../../../jobs/in-process-wakeups';
import { createAlone, withoutOthers, type Alone } from '../../../jobs/shared/alone';
import { createSharedWakeups } from '../../../jobs/shared/shared-wakeups';
import { openWakeupQueue } from '../../../jobs/shared/wakeup-queue';
import type { Timers } from '../../../jobs/timers';
import type { Log } from '../../../ports/process';
import type { Store } from '../../../ports/store';
import type { Wakeups } from '../../../ports/wakeups';
import { createTakeInboxAside, type TakeInbox } from '../../../sources/statements/inbox-aside';
import type { PaceOf } from '../../../ports/case-locks';
import { createSharedPace, makeSharedPace } from '../../../storage/postgres/shared-pace';
import { underStartLockOf } from '../../../storage/postgres/start-lock';
import type { Config } from '../../config/config';
import { openCaseLocks } from './open-case-locks';

export interface WakeupParts {
  readonly database: Config['database'];
  readonly store: Pick<Store, 'listRunIds'>;
  readonly inStep: Pick<KeepInStep, 'reasons'>;
  /** Another process works on the case now, as the connection to the database was lost. */
  readonly onTaken: (runId: string) => void;
  readonly turn: () => Promise<void>;
  readonly timers: Timers;
  readonly log: Log;
}

export interface OpenedWakeups {
  readonly wakeups: Wakeups;
  /** For what all processes share beside the database: folders. */
  readonly alone: Alone;
  /** How often all processes together do something. */
  readonly paceOf: PaceOf;
  /** Called when another process says that there is something to look at: a hint, and never where there is one process. */
  readonly whenTold: (look: () => void) => void;
  /** Once the work has stopped: whatever this process still holds is free for the others. */
  readonly close: () => Promise<void>;
}

/** How many cases are worked on at once: steps run in this thread, so more only helps where an agent or a search service is waited for. */
const concurrentCases = 4;
/** Commits wait for the server, and what a killed process was at needs somebody with room at once. */
const concurrentOnServer = 16;
const maxSweptCases = 200;

/** Throws what the store throws. */
export async function openWakeups(parts: WakeupParts): Promise<OpenedWakeups> {
  const { database: place, store, inStep, onTaken, turn, timers, log } = parts;
  const work = {
    concurrency: concurrentCases,
    findWork: () => store.listRunIds({ statuses: ['under_review'], limit: maxSweptCases }),
    turn,
    log,
  };
  if (place === null)
    return {
      wakeups: createInProcessWakeups(work),
      alone: withoutOthers,
      paceOf: () => null,
      whenTold: () => undefined,
      close: () => Promise.resolve(),
    };
  const { connection, locks } = await openCaseLocks({ place, onTaken, timers, log });
  const { ask } = connection;
  try {
    const queue = await openWakeupQueue({ ask, once: (make) => underStartLockOf(ask, make), log });
    await underStartLockOf(ask, () => makeSharedPace(ask));
    const takesWork = (): boolean => inStep.reasons().length === 0;
    return {
      wakeups: createSharedWakeups({ ...work, concurrency: concurrentOnServer, queue, locks, takesWork, timers }),
      alone: createAlone(locks),
      paceOf: (limits) => createSharedPace(ask, limits),
      whenTold(look) {
        connection.whenTold(look);
      },
      async close() {
        await queue.close();
        await connection.close();
      },
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** The inbox of statements: two processes that put the same one away would have it refused. */
export function takeStatementsAlone(alone: Alone): TakeInbox {
  const takeInbox = createTakeInboxAside();
  const name = 'inbox of statements';
  return async (folder, settledBeforeMs) => (await alone(name, () => takeInbox(folder, settledBeforeMs))) ?? [];
}
