/** Which payments a bank's statement may say something of, and which of these are to be looked at: listed once, and from then on what has changed since, however many there are. */
import type { AuditEvent } from '../../domain/case/audit-event';
import type { CaseStatus } from '../../domain/case/machine/states';
import type { Store } from '../../ports/store';
import { createSinceLast } from '../house/since-last';

export interface FollowedPayments {
  /** Takes in what has changed since the last time. With another ledger all of them are to be looked at. Gives the runs that changed; null where that may be all of them. */
  bringUpToDate(fingerprint: string): Promise<readonly string[] | null>;
  /** To be looked at: what is open before what has settled. */
  due(): Iterable<string>;
  /** With the ledger of the last `bringUpToDate`. */
  noteLooked(runId: string): void;
}

type FollowedStore = Pick<Store, 'listRunIds' | 'lastEvent' | 'readEvents' | 'listStanding'>;

const openStatuses = ['approved', 'released', 'short'] as const satisfies readonly CaseStatus[];
/** A payment comes back within days; of those that have settled the newest are looked at. */
const settledListed = 10_000;
/** After more events than that all are listed anew. */
const mostEvents = 2_000;

export function createFollowedPayments(store: FollowedStore): FollowedPayments {
  const sets: Sets = { open: new Set(), settled: new Set(), dueOpen: new Set(), dueSettled: new Set() };
  const { open, settled, dueOpen, dueSettled } = sets;
  const sinceLast = createSinceLast(store, mostEvents);
  let dueFor: string | null = null;

  async function listAll(): Promise<void> {
    const listed = await store.listRunIds({ statuses: openStatuses });
    const newest = await store.listRunIds({ statuses: ['settled'], limit: settledListed, order: 'newest' });
    for (const set of Object.values(sets)) set.clear();
    for (const runId of listed) open.add(runId);
    for (const runId of newest.toReversed()) settled.add(runId);
    dueFor = null;
  }

  async function takeIn(events: readonly AuditEvent[] | null): Promise<readonly string[] | null> {
    if (events === null) {
      await listAll();
      return null;
    }
    const changed = [...new Set(events.map(({ run_id: runId }) => runId))];
    if (changed.length === 0) return changed;
    for (const { runId, status } of await store.listStanding(changed)) place(sets, runId, status);
    return changed;
  }

  return {
    async bringUpToDate(fingerprint) {
      const changed = await sinceLast(takeIn);
      if (dueFor !== fingerprint) {
        for (const runId of open) dueOpen.add(runId);
        for (const runId of settled) dueSettled.add(runId);
        dueFor = fingerprint;
      }
      return changed;
    },
    *due() {
      yield* dueOpen;
      yield* dueSettled;
    },
    noteLooked(runId) {
      dueOpen.delete(runId);
      dueSettled.delete(runId);
    },
  };
}

interface Sets extends Readonly<Record<string, Set<string>>> {
  readonly open: Set<string>;
  /** Those that settled first, first. */
  readonly settled: Set<string>;
  readonly dueOpen: Set<string>;
  readonly dueSettled: Set<string>;
}

function forget(sets: Sets, runId: string): void {
  for (const set of Object.values(sets)) set.delete(runId);
}

function place(sets: Sets, runId: string, status: CaseStatus): void {
  const { open, settled, dueOpen, dueSettled } = sets;
  forget(sets, runId);
  if (openStatuses.some((one) => one === status)) {
    open.add(runId);
    dueOpen.add(runId);
  } else if (status === 'settled') {
    settled.add(runId);
    dueSettled.add(runId);
    const [first] = settled;
    if (settled.size > settledListed && first !== undefined) forget(sets, first);
  }
}
