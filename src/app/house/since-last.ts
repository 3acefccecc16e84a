/** What has happened to payments since the last time, read from the audit trail: whichever process did it is heard of. */
import type { AuditEvent } from '../../domain/case/audit-event';
import type { Store } from '../../ports/store';

/** Null the first time, and where more has happened than is read one by one: it may be anything then. What `take` fails at is given again. */
export type SinceLast = <Result>(take: (events: readonly AuditEvent[] | null) => Promise<Result>) => Promise<Result>;

export function createSinceLast(store: Pick<Store, 'lastEvent' | 'readEvents'>, mostEvents: number): SinceLast {
  let seen: number | null = null;

  /** Commits stand in line, so every event up to the last one is there to be read. */
  function eventsUpTo(last: number): Promise<readonly AuditEvent[]> | null {
    if (seen === null || last - seen > mostEvents) return null;
    return last === seen ? Promise.resolve([]) : store.readEvents({ afterSeq: seen, limit: mostEvents });
  }

  return async (take) => {
    const last = (await store.lastEvent())?.seq ?? 0;
    const result = await take(await eventsUpTo(last));
    seen = last;
    return result;
  };
}
