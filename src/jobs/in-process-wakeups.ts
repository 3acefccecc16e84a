/** Wake-ups within one process: first come, first served, one at a time per run, and a sweep for what was missed, whenever it is asked for. */
import { asFault, Fault } from '../domain/values/errors';
import type { Log } from '../ports/process';
import type { Wakeups } from '../ports/wakeups';
import { createPatience } from './patience';

export interface InProcessWakeupsDeps {
  /** Runs worked on at once; more than one only where work waits for something outside. */
  readonly concurrency: number;
  /** Run ids the store knows to be unfinished, the oldest first. */
  readonly findWork: () => Promise<readonly string[]>;
  /** Lets people's messages go before the next step of a review. */
  readonly turn: () => Promise<void>;
  readonly log: Log;
}

type Work = (runId: string) => Promise<boolean>;

/** Throws `internal` when started twice. Errors of the work are logged, and the next sweep finds the run again. */
export function createInProcessWakeups({ concurrency, findWork, turn, log }: InProcessWakeupsDeps): Wakeups {
  let work: Work | null = null;
  let isStopped = false;
  /**
   * In order of arrival; a run waits once however often it is woken. What somebody waits for goes first, then what is under way, so that of
   * a file of many some are decided before all have begun; then what is found, or came in such a file.
   */
  const waitedFor = new Set<string>();
  const underWay = new Set<string>();
  const waiting = new Set<string>();
  const running = new Map<string, Promise<void>>();
  const wokenMeanwhile = new Set<string>();
  const patience = createPatience();

  function enqueue(runId: string, queue: Set<string>): void {
    if (isStopped) return;
    if (running.has(runId)) wokenMeanwhile.add(runId);
    else if (queue === waitedFor || !isEnqueued(runId)) {
      leaveQueues(runId);
      queue.add(runId);
    }
    startWaiting();
  }

  function isEnqueued(runId: string): boolean {
    return waitedFor.has(runId) || underWay.has(runId) || waiting.has(runId);
  }

  function leaveQueues(runId: string): void {
    underWay.delete(runId);
    waiting.delete(runId);
  }

  function* inTurn(): Generator<string> {
    yield* waitedFor;
    yield* underWay;
    yield* waiting;
  }

  function startWaiting(): void {
    if (!work || isStopped) return;
    for (const runId of inTurn()) {
      if (running.size >= concurrency) return;
      const isWaitedFor = waitedFor.delete(runId);
      leaveQueues(runId);
      running.set(runId, workOn(work, runId, isWaitedFor));
    }
  }

  async function workOn(currentWork: Work, runId: string, isWaitedFor: boolean): Promise<void> {
    await turn();
    let wantsMore = false;
    if (!isStopped) wantsMore = await attempt(currentWork, runId);
    running.delete(runId);
    const wasWoken = wokenMeanwhile.delete(runId);
    if (wantsMore || wasWoken) enqueue(runId, isWaitedFor || wasWoken ? waitedFor : underWay);
    startWaiting();
  }

  async function attempt(currentWork: Work, runId: string): Promise<boolean> {
    try {
      return await currentWork(runId);
    } catch (error) {
      log.error({ runId, code: asFault(error).code, err: error }, 'work on a case failed; the sweep will try again');
      return false;
    }
  }

  return {
    wake(runId, { behindOthers } = { behindOthers: false }) {
      patience.renew(runId);
      enqueue(runId, behindOthers ? waiting : waitedFor);
    },
    start(newWork) {
      if (work) throw new Fault('internal', 'wake-ups were started twice');
      work = newWork;
      startWaiting();
    },
    async sweep() {
      const isUnderWay = (runId: string) => isEnqueued(runId) || running.has(runId);
      for (const runId of patience.due(await findWork(), isUnderWay)) enqueue(runId, waiting);
    },
    async stop() {
      isStopped = true;
      for (const queue of [waitedFor, underWay, waiting]) queue.clear();
      await Promise.all(running.values());
    },
  };
}
