/** The work on payments, wired: who is woken for it, the case machine with everything that asks it, what waits, and files of payments. */
import { createActOnCase, type ActOnCase } from '../../app/act-on-case';
import { createAgentsUnderWay, type AgentsUnderWay } from '../../app/review/agents-under-way';
import { openReview, type Review } from '../open-review';
import type { Ground } from './open-ground';
import { openPaymentFiles, type PaymentFiles } from './parts/open-payment-files';
import { openWaiting, type Waiting } from './parts/open-waiting';
import { openWakeups, type OpenedWakeups } from './parts/open-wakeups';

export interface Work extends Pick<OpenedWakeups, 'wakeups' | 'alone' | 'paceOf' | 'whenTold'> {
  readonly review: Review;
  readonly waiting: Waiting;
  readonly actOnCase: ActOnCase;
  readonly paymentFiles: PaymentFiles;
  /** Null where the agents are embedded: they are through before anybody could read of them. */
  readonly underWay: AgentsUnderWay | null;
  /** As `OpenedWakeups`. */
  readonly closeWakeups: OpenedWakeups['close'];
}

/** `refresh` has the cards of a run say what its agents are at. Throws what the store throws. */
export async function openWork(ground: Ground, refresh: (runId: string) => Promise<void>): Promise<Work> {
  const { config, store, data, clock, timers, telemetry, inForce, inStep, turn, log } = ground;
  const { close, ...opened } = await openWakeups({
    database: config.database,
    store,
    inStep,
    onTaken: (runId) => review.letGo(runId),
    turn,
    timers,
    log,
  });
  const { wakeups } = opened;
  const after = (ms: number, work: () => void) => timers.after(ms, work);
  const underWay = ground.hosted && createAgentsUnderWay({ clock, after, refresh });
  const review = openReview({
    data,
    runtime: underWay?.follow(data.runtime),
    store,
    clock,
    log,
    wakeups,
    turn,
    telemetry,
    refuseBehind: () => inStep.refuseBehind(),
  });
  const waiting = openWaiting({ data, store, review, inForce, clock, log, turn });
  const actOnCase = createActOnCase({ ...review, ...waiting });
  const paymentFiles = openPaymentFiles({ ...ground, review, wakeups });
  return { ...opened, closeWakeups: close, underWay, review, waiting, actOnCase, paymentFiles };
}
