/** What the desk looks after again and again: independent duties, each with its own fault, its own pause, and its own line to report. */
import { asFault, Fault, isOfDatabase, type FaultCode } from '../domain/values/errors';
import type { Log } from '../ports/process';
import type { Timers } from './timers';

export interface Duty {
  /** In words, as `/status` shows it. */
  readonly name: string;
  /** From the end of one round to the next. */
  readonly everyMs: number;
  readonly run: () => Promise<void> | void;
}

export interface DutyState {
  readonly name: string;
  /** How the last round failed; null where it did not. */
  readonly code: FaultCode | null;
  /** Rounds failed in a row. */
  readonly failures: number;
  /** The round has taken longer than any should. */
  readonly isStuck: boolean;
}

export interface Duties {
  start(): void;
  /** In the order they were given. */
  states(): readonly DutyState[];
  /** Waits for rounds under way. */
  stop(): Promise<void>;
}

export interface DutiesDeps {
  readonly duties: readonly Duty[];
  readonly timers: Timers;
  readonly log: Log;
}

/** A duty that fails is done again after 1, 2, 4, ... and at last 12 times its pause: a minute of five seconds, so that one broken source costs little. */
const longestBackoff = 12;
/** Asking a database that is away costs nothing, and once it is back the desk is not ready until its duties have been done again. */
const longestForDatabase = 3;
/** A fault that stays is logged again every so many rounds: it would bury every other line. */
const loggedEvery = 60;
/** The slowest, a large statement, takes seconds. */
const stuckAfterMs = 120_000;

export function createDuties({ duties, timers, log }: DutiesDeps): Duties {
  const loops = duties.map((duty) => createLoop(duty, timers, log));
  return {
    start() {
      for (const loop of loops) loop.start();
    },
    states: () => loops.map((loop) => loop.state()),
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

interface Loop {
  start(): void;
  state(): DutyState;
  stop(): Promise<void>;
}

function createLoop({ name, everyMs, run }: Duty, timers: Timers, log: Log): Loop {
  let last: Fault | null = null;
  let failures = 0;
  let beganMs: number | null = null;
  let round: Promise<void> = Promise.resolve();
  let callOff: () => void = () => undefined;
  let isStopped = false;

  async function runRound(): Promise<void> {
    beganMs = timers.nowMs();
    try {
      await run();
      if (failures > 0) log.info({ duty: name, failures }, 'a duty that failed is done again');
      last = null;
      failures = 0;
    } catch (error) {
      const fault = asFault(error);
      failures += 1;
      if (last?.message !== fault.message || failures % loggedEvery === 0)
        log.error({ duty: name, code: fault.code, failures, err: fault }, 'a duty failed');
      last = fault;
    }
    beganMs = null;
    const longest = last && isOfDatabase(last) ? longestForDatabase : longestBackoff;
    const factor = failures === 0 ? 1 : Math.min(longest, 2 ** (failures - 1));
    if (!isStopped) callOff = timers.after(everyMs * factor, begin);
  }

  function begin(): void {
    round = runRound();
  }

  return {
    start() {
      if (isStopped) throw new Fault('internal', `duty ${name} was stopped`);
      begin();
    },
    state: () => ({
      name,
      code: last?.code ?? null,
      failures,
      isStuck: beganMs !== null && timers.nowMs() - beganMs > stuckAfterMs,
    }),
    async stop() {
      isStopped = true;
      callOff();
      await round;
    },
  };
}
