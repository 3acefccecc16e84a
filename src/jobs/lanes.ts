/** Lanes for work that waits for somebody else's server: one at a time for each key, paced, and no key holds up another. */
import { asFault, Fault } from '../domain/values/errors';
import type { Log } from '../ports/process';
import type { LaneResult, Lanes } from '../ports/delivery';
import { createPace, type PaceLimit } from './pace';
import type { Timers } from './timers';

export interface LanesDeps {
  /** Keys worked on at once. */
  readonly atOnce: number;
  /** Of these, at most so many whose last work was slow: the others' lanes stay free. */
  readonly slowAtOnce: number;
  /** How often one key may be worked on. */
  readonly limits: readonly PaceLimit[];
  /** How often all of them together; left out where nobody counts them together. */
  readonly overall?: readonly PaceLimit[];
  /** What other processes count too: 0 where the key may be worked on now, else how long to wait, ms; left out where there are none. */
  readonly alsoTake?: ((key: string) => Promise<number>) | undefined;
  readonly timers: Timers;
  readonly log: Log;
}

/** The one key of what is counted together. */
const everything = '';

type Work = (key: string) => Promise<LaneResult>;

const nothingMore: LaneResult = { wantsMore: false, isSlow: false };

/** Throws `internal` when started twice. What the work throws is logged, and is the asker's to ask for again. */
export function createLanes({ atOnce, slowAtOnce, limits, overall = [], alsoTake, timers, log }: LanesDeps): Lanes {
  let work: Work | null = null;
  let isStopped = false;
  const pace = createPace(limits, () => timers.nowMs());
  const together = createPace(overall, () => timers.nowMs());
  /** Set while all wait together, by what calls their timer off. */
  let resting: (() => void) | null = null;
  /** In order of arrival; a key waits once however often it is asked for. Those somebody waits for go before the others. */
  const waitedFor = new Set<string>();
  const waiting = new Set<string>();
  /** Asked for by somebody who waits, since their last work began. */
  const urgent = new Set<string>();
  const running = new Map<string, Promise<void>>();
  const askedMeanwhile = new Set<string>();
  /** Keys that may not be worked on yet, by what calls their timer off. */
  const paused = new Map<string, () => void>();
  const slow = new Set<string>();

  function ask(key: string, isWaitedFor = false): void {
    if (isStopped) return;
    if (isWaitedFor) urgent.add(key);
    if (running.has(key)) askedMeanwhile.add(key);
    else if (!paused.has(key)) enqueue(key);
    startWaiting();
  }

  function enqueue(key: string): void {
    if (!urgent.has(key)) {
      waiting.add(key);
      return;
    }
    waiting.delete(key);
    waitedFor.add(key);
  }

  function* inTurn(): Generator<string> {
    yield* waitedFor;
    yield* waiting;
  }

  function startWaiting(): void {
    if (!work || isStopped || resting) return;
    for (const key of inTurn()) {
      if (running.size >= atOnce) return;
      if (slow.has(key) && countSlow() >= slowAtOnce) continue;
      const restMs = together.take(everything);
      if (restMs > 0) {
        resting = timers.after(restMs, () => {
          resting = null;
          startWaiting();
        });
        return;
      }
      waiting.delete(key);
      waitedFor.delete(key);
      const waitMs = pace.take(key);
      if (waitMs > 0) pause(key, waitMs);
      else running.set(key, workOn(work, key));
    }
  }

  function countSlow(): number {
    let count = 0;
    for (const key of running.keys()) if (slow.has(key)) count += 1;
    return count;
  }

  function pause(key: string, waitMs: number): void {
    const callOff = timers.after(waitMs, () => {
      paused.delete(key);
      ask(key);
    });
    paused.set(key, callOff);
  }

  async function workOn(currentWork: Work, key: string): Promise<void> {
    const waitMs = alsoTake ? await orLogged(log, key, () => alsoTake(key), 0) : 0;
    if (waitMs > 0) {
      running.delete(key);
      askedMeanwhile.delete(key);
      if (!isStopped) pause(key, waitMs);
      startWaiting();
      return;
    }
    urgent.delete(key);
    const { wantsMore, isSlow } = await orLogged(log, key, () => currentWork(key), nothingMore);
    if (isSlow) slow.add(key);
    else slow.delete(key);
    running.delete(key);
    const wasAsked = askedMeanwhile.delete(key);
    if (wantsMore || wasAsked) ask(key);
    startWaiting();
  }

  return {
    ask,
    start(newWork) {
      if (work) throw new Fault('internal', 'lanes were started twice');
      work = newWork;
      startWaiting();
    },
    async stop() {
      isStopped = true;
      waiting.clear();
      waitedFor.clear();
      for (const callOff of paused.values()) callOff();
      resting?.();
      await Promise.all(running.values());
    },
  };
}

async function orLogged<Result>(
  log: Log,
  key: string,
  work: () => Promise<Result>,
  otherwise: Result,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    log.error({ key, code: asFault(error).code, err: error }, 'work in a lane failed');
    return otherwise;
  }
}
