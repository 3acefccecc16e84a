/** Whole stretches of the audit trail, page by page: all of one run, or all of the house. */
import { isHouseEvent, type AuditEvent, type HouseEvent } from '../../domain/case/audit-event';
import type { Store } from '../../ports/store';

const pageSize = 1_000;

/** All events of the run, in order. */
export function readRunEvents(store: Pick<Store, 'readEvents'>, runId: string): Promise<readonly AuditEvent[]> {
  return readPages((afterSeq) => store.readEvents({ runId, afterSeq, limit: pageSize }));
}

/** All events of no payment, in order. */
export async function readHouseEvents(store: Pick<Store, 'readChain'>): Promise<readonly HouseEvent[]> {
  const events = await readPages((afterSeq) => store.readChain({ afterSeq, limit: pageSize, houseOnly: true }));
  return events.filter(isHouseEvent);
}

async function readPages<Event extends { readonly seq: number }>(
  read: (afterSeq: number) => Promise<readonly Event[]>,
): Promise<readonly Event[]> {
  const events: Event[] = [];
  for (;;) {
    const page = await read(events.at(-1)?.seq ?? 0);
    events.push(...page);
    if (page.length < pageSize) return events;
  }
}
