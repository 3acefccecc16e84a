/**
 * Wake-ups for several processes: any of them takes a run that waits, and works on it while it holds the case's lock. What a killed process
 * was at comes back by itself; where somebody alive is still at it, the wake-up is left and comes back again (ADR 30).
 */
import { asFault, Fault } from '../../domain/values/errors';
import type { Log } from '../../ports/process';
import type { Wakeups } from '../../ports/wakeups';
import type { CaseLocks } from '../../ports/case-locks';
import { createPatience } from '../patience';
import type { Timers } from '../timers';
import type { TakenWakeup, WakeupQueue } from './wakeup-queue';

export interface SharedWakeupsDeps {
  readonly queue: Pick<WakeupQueue, 'post' | 'take' | 'drop'>;
  readonly locks: CaseLocks;
  /** Runs worked on at once by this process. */
  readonly concurrency: number;
  /** Run ids the store knows to be unfinished, the oldest first. */
  readonly findWork: () => Promise<readonly string[]>;
  /** Whether this process may take work: one that reads other files than the rest takes none. */
  readonly takesWork: () => boolean;
  /** Lets people's messages go before the next step of a review. */
  readonly turn: () => Promise<void>;
  readonly timers: Pick<Timers, 'after'>;
  readonly log: Log;
}

/** What another process posted, or left, waits so long at most where this one has room. */
const lookEveryMs = 500;

type Work = (runId: string) => Promise<boolean>;

/** Throws `internal` when started twice. Errors of the work are logged, and a sweep finds the run again. */
export function createSharedWakeups(deps: SharedWakeupsDeps): Wakeups {
  const { queue, locks, concurrency, findWork, takesWork, turn, timers, log } = deps;
  let work: Work | null = null;
  let isStopped = false;
  const patience = createPatience();
  const running = new Map<string, Promise<void>>();
  const wokenMeanwhile = new Set<string>();
  /** Said to the database, and not answered yet. */
  const saying = new Set<Promise<void>>();
  let looking: Promise<void> | null = null;
  let shallLookAgain = false;
  let mayHoldMore = false;
  let callOff: () => void = () => undefined;

  /** A wake-up that is lost is found by a sweep. */
  function say(runId: string, saidTo: () => Promise<unknown>): void {
    const said = saidTo().then(
      () => undefined,
      (error: unknown) => {
        log.warn({ runId, code: asFault(error).code, err: error }, 'a wake-up was not kept; the sweep finds the run');
      },
    );
    saying.add(said);
    void said.then(() => saying.delete(said));
  }

  function look(): void {
    shallLookAgain = true;
    looking ??= takeWhileThereIsRoom().finally(() => {
      looking = null;
    });
  }

  async function takeWhileThereIsRoom(): Promise<void> {
    callOff();
    while (shallLookAgain) {
      shallLookAgain = false;
      const room = work && !isStopped && takesWork() ? concurrency - running.size : 0;
      if (room <= 0) break;
      const taken = await queue.take(room);
      mayHoldMore = taken.length === room;
      for (const wakeup of taken) begin(wakeup);
    }
    if (!isStopped) callOff = timers.after(lookEveryMs, look);
  }

  function begin(wakeup: TakenWakeup): void {
    const { runId } = wakeup;
    if (isStopped) handOver(wakeup);
    // This process is at it already: the wake-up comes back, and finds it done.
    else if (!running.has(runId)) running.set(runId, workOn(wakeup));
  }

  async function workOn(wakeup: TakenWakeup): Promise<void> {
    const { runId } = wakeup;
    const end = await underLock(wakeup);
    running.delete(runId);
    const wasWoken = wokenMeanwhile.delete(runId);
    if (end === 'stopped' || wasWoken) handOver(wakeup);
    else if (end === 'done') say(runId, () => queue.drop([wakeup.id]));
    if (mayHoldMore) look();
  }

  /** `left`: another process is at it, and should that end, the wake-up is back within seconds. */
  async function underLock({ runId }: TakenWakeup): Promise<'done' | 'stopped' | 'left'> {
    await turn();
    if (work === null || !(await attempt(runId, () => locks.take(runId)))) return 'left';
    let wantsMore = true;
    while (wantsMore && !isStopped && takesWork() && locks.holds(runId)) {
      const now = work;
      wantsMore = await attempt(runId, () => now(runId));
      wantsMore = wokenMeanwhile.delete(runId) || wantsMore;
      if (wantsMore) await turn();
    }
    if (!locks.holds(runId)) return 'left';
    await locks.giveBack(runId);
    return wantsMore ? 'stopped' : 'done';
  }

  /** At once, and not when it comes back by itself. */
  function handOver({ id, runId }: TakenWakeup): void {
    say(runId, async () => {
      await queue.post(runId, { behindOthers: false });
      await queue.drop([id]);
      look();
    });
  }

  async function attempt(runId: string, what: () => Promise<boolean>): Promise<boolean> {
    try {
      return await what();
    } catch (error) {
      log.error({ runId, code: asFault(error).code, err: error }, 'work on a case failed; the sweep will try again');
      return false;
    }
  }

  return {
    wake(runId, how = { behindOthers: false }) {
      if (isStopped) return;
      patience.renew(runId);
      // The wake-up it has is kept until that was looked at.
      if (running.has(runId)) wokenMeanwhile.add(runId);
      else say(runId, () => queue.post(runId, how).then(look));
    },
    start(newWork) {
      if (work) throw new Fault('internal', 'wake-ups were started twice');
      work = newWork;
      look();
    },
    async sweep() {
      const found = await findWork();
      const free = new Set(await locks.free(found));
      for (const runId of patience.due(found, (one) => running.has(one) || !free.has(one))) {
        // What waits for its turn is not stuck.
        if (!(await queue.post(runId, { behindOthers: true }))) patience.renew(runId);
      }
      look();
    },
    async stop() {
      isStopped = true;
      callOff();
      await looking;
      await Promise.all(running.values());
      while (saying.size > 0) await Promise.all(saying);
    },
  };
}
