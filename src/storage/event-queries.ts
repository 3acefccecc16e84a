/** The audit trail as it is read: its events, its end, and whether it is what was written. */
import type { Kysely } from 'kysely';
import type { AuditEvent, ChainEvent } from '../domain/case/audit-event';
import type { Store } from '../ports/store';
import { inSnapshot } from './in-snapshot';
import type { StoreSchema } from './schema';
import { readChainText, readEventText } from './stored/stored-event';
import { verifyAudit } from './verify/verify-audit';
import { verifyStretch } from './verify/verify-stretch';

type EventQueries = Pick<Store, 'readEvents' | 'verifyAudit' | 'verifyStretch' | 'lastEvent'>;

export function createEventQueries({
  database,
  place,
  beginSnapshot,
}: {
  readonly database: Kysely<StoreSchema>;
  /** Names the database in faults. */
  readonly place: string;
  /** What begins a transaction that sees one state of everything. */
  readonly beginSnapshot: string;
}): EventQueries {
  return {
    async readEvents({ runId, afterSeq = 0, limit, which = 'first' }): Promise<readonly AuditEvent[]> {
      let events = database
        .selectFrom('audit_events')
        .selectAll()
        .where('seq', '>', afterSeq)
        .where('run_id', 'is not', null)
        .$narrowType<{ run_id: string }>();
      if (runId !== undefined) events = events.where('run_id', '=', runId);
      const rows = await events
        .orderBy('seq', which === 'first' ? 'asc' : 'desc')
        .limit(limit)
        .execute();
      const read = rows.map((row) => readEventText(place, row));
      return which === 'first' ? read : read.reverse();
    },

    // One snapshot: what is committed meanwhile belongs to the next look.
    verifyAudit: () => inSnapshot(database, beginSnapshot, (held) => verifyAudit(held, place)),

    verifyStretch: (stretch) => verifyStretch(database, place, stretch, () => undefined),

    async lastEvent(): Promise<ChainEvent | null> {
      const row = await database
        .selectFrom('audit_events')
        .selectAll()
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? readChainText(place, row) : null;
    },
  };
}
