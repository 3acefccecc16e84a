/** Which other payments' cards what has happened since may have changed: read from the audit trail, so that whichever process did it is heard of. */
import type { AuditEvent, AuditEventType } from '../../domain/case/audit-event';
import type { PaymentCase } from '../../domain/case/payment-case';
import { waitsForPeople } from '../../domain/case/people/known-beside';
import { historyKeys } from '../../domain/case/unusual/earlier-payment';
import type { Store } from '../../ports/store';
import { createSinceLast } from '../house/since-last';

/** One round: runs of others that wait. */
export type ReadCauses = () => Promise<readonly string[] | 'more_than_can_be_told'>;

export interface CausesDeps {
  readonly store: Pick<Store, 'findCase' | 'readEvents' | 'lastEvent' | 'findEarlier' | 'findPayeeChangers'>;
  /** Lets the process take what came in meanwhile. */
  readonly turn: () => Promise<void>;
}

/** More than that in one round is an import of thousands. */
const eventsPerRound = 500;

/** What may make a payee's details known or doubtful for its other payments. */
const ofPayees: ReadonlySet<AuditEventType> = new Set<AuditEventType>([
  'payment_corrected',
  'approval_given',
  'approval_taken_back',
  'payment_withdrawn',
  'payment_rescreened',
  'payment_refused_by_bank',
  'payment_returned',
]);

/** The first round, of a desk that has just started, tells of nothing in particular. */
export function createReadCauses({ store, turn }: CausesDeps): ReadCauses {
  const sinceLast = createSinceLast(store, eventsPerRound);

  return () => sinceLast(async (events) => (events === null ? 'more_than_can_be_told' : othersOf(events)));

  async function othersOf(events: readonly AuditEvent[]): Promise<readonly string[]> {
    /** Of a hundred payments to one payee one is enough. */
    const asked = new Set<string>();
    const others: string[] = [];
    for (const [runId, isSure] of causesIn(events)) {
      await turn();
      const current = await store.findCase(runId);
      if (!current || !(isSure || (await isDoubtful(current)))) continue;
      const { payeeKey, account } = historyKeys(current.payment);
      const payee = `${payeeKey} ${account ?? ''}`;
      if (!asked.has(payee)) others.push(...(await othersLike(current)));
      asked.add(payee);
    }
    return others;
  }

  /** Whether anybody has changed anything about the payee: nearly always nobody has. */
  async function isDoubtful(current: PaymentCase): Promise<boolean> {
    const { beneficiaryChangedBy = [] } = current;
    return beneficiaryChangedBy.length > 0 || (await store.findPayeeChangers(current)).length > 0;
  }

  async function othersLike(current: PaymentCase): Promise<readonly string[]> {
    return (await store.findEarlier(current)).filter(waitsForPeople).map(({ runId }) => runId);
  }
}

/** By run, whether others are changed by it whoever changed the payee: a payment that is unusual beside others makes some of those unusual too. */
function causesIn(events: readonly AuditEvent[]): ReadonlyMap<string, boolean> {
  const causes = new Map<string, boolean>();
  for (const { run_id: runId, type, payload } of events)
    if (type === 'decision_made' && Array.isArray(payload['unusual'])) causes.set(runId, true);
    else if (ofPayees.has(type) && !causes.has(runId)) causes.set(runId, false);
  return causes;
}
