/** Runs that wait to be worked on, in one queue for all processes (pg-boss). What a process took and did not end comes back within seconds. */
import type PgBoss from 'pg-boss';
import { z } from 'zod';
import { asFault } from '../../domain/values/errors';
import type { Log } from '../../ports/process';
import { wakeupSchema, type AskDatabase } from '../../ports/case-locks';

export interface WakeupQueue {
  /** False where it waits there already. Throws what the store throws. */
  post(runId: string, how: { readonly behindOthers: boolean }): Promise<boolean>;
  /** What has waited longest of what somebody waits for, then of the rest. None where the database does not answer. */
  take(most: number): Promise<readonly TakenWakeup[]>;
  /** They are done with, and do not come back. Throws what the store throws. */
  drop(ids: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export interface TakenWakeup {
  readonly id: string;
  readonly runId: string;
}

export interface WakeupQueueDeps {
  readonly ask: AskDatabase;
  /** Two processes that make the queue at once would wait for each other for ever. */
  readonly once: (work: () => Promise<void>) => Promise<void>;
  readonly log: Pick<Log, 'warn'>;
}

const queue = 'cases';
/** A wake-up that was taken comes back after 2 s, found within 1 to 2 more: whoever is still at the case holds its lock, and it is left once more. */
const options = { policy: 'short', expireInSeconds: 2, retryLimit: 1_000_000, retryDelay: 0 } as const;
const superviseEverySeconds = 1;
/** Nothing is ever completed or failed, so nothing is kept; what is there all the same is another release's. */
const keptSeconds = 60;
const waitedForPriority = 1;

const wakeup = z.object({ run_id: z.string().min(1) });

/** Makes the queue where it is not there yet. Throws what the store throws. */
export async function openWakeupQueue({ ask, once, log }: WakeupQueueDeps): Promise<WakeupQueue> {
  const { default: Boss } = await import('pg-boss');
  const boss = new Boss({
    db: { executeSql: (text: string, values: readonly unknown[] | undefined) => ask(text, values) },
    schema: wakeupSchema,
    maintenanceIntervalSeconds: superviseEverySeconds,
    archiveCompletedAfterSeconds: keptSeconds,
    deleteAfterSeconds: keptSeconds,
    schedule: false,
  });
  followErrors(boss, log);
  await once(async () => {
    await boss.start();
    await boss.createQueue(queue, { name: queue, ...options });
    await boss.updateQueue(queue, { name: queue, ...options });
  });
  return {
    async post(runId, { behindOthers }) {
      const priority = behindOthers ? 0 : waitedForPriority;
      return (await boss.send(queue, { run_id: runId }, { singletonKey: runId, priority })) !== null;
    },
    async take(most) {
      const jobs = await boss.fetch<unknown>(queue, { batchSize: most });
      const known = jobs.map(({ id, data }) => ({ id, read: wakeup.safeParse(data) }));
      const unknown = known.flatMap(({ id, read }) => (read.success ? [] : [id]));
      if (unknown.length > 0) await boss.deleteJob(queue, unknown);
      return known.flatMap(({ id, read }) => (read.success ? [{ id, runId: read.data.run_id }] : []));
    },
    async drop(ids) {
      await boss.deleteJob(queue, [...ids]);
    },
    close: () => boss.stop({ graceful: false, close: false }),
  };
}

/** Each second again while the database is away, and said once. */
function followErrors(boss: PgBoss, log: Pick<Log, 'warn'>): void {
  let said: string | null = null;
  boss.on('error', (error) => {
    const fault = asFault(error);
    if (fault.message !== said) log.warn({ code: fault.code, err: fault }, 'wake-ups are not looked after');
    said = fault.message;
  });
  boss.on('maintenance', () => {
    said = null;
  });
}
