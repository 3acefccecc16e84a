/** The end of the audit chain: whoever commits takes it first, and leaves it behind the last of their events. */
import type { Kysely } from 'kysely';
import type { ChainEvent } from '../../domain/case/audit-event';
import { Fault } from '../../domain/values/errors';
import { insertEvents, lockChain, readChain, type ChainEnd } from './commit-queries';
import type { StoreSchema } from '../schema';
import { eventText } from '../stored/stored-event';

/** Throws `store_corrupt` where it is missing. */
export async function takeChain(transaction: Kysely<StoreSchema>, place: string): Promise<ChainEnd> {
  await lockChain(transaction);
  return endOf(await readChain(transaction, {}), place);
}

/** Throws `store_corrupt` where there is none. */
export function endOf<End extends ChainEnd>([chainEnd]: readonly End[], place: string): End {
  if (!chainEnd) throw new Fault('store_corrupt', `${place}: the end of the audit chain is missing`);
  return chainEnd;
}

/** `runId`: null for what belongs to no payment. Behind the last of them `moveChain` leaves the end, once. */
export async function appendToChain(
  transaction: Kysely<StoreSchema>,
  events: readonly ChainEvent[],
  runId: string | null,
): Promise<void> {
  await insertEvents(
    transaction,
    events.map((event) => ({ seq: event.seq, run_id: runId, body: eventText(event) })),
  );
}
