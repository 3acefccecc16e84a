/** The end of the audit chain: whoever commits takes it first, and leaves it with one event more. */
import type { Kysely } from 'kysely';
import type { ChainEvent } from '../../domain/case/audit-event';
import { Fault } from '../../domain/values/errors';
import { insertEvent, lockChain, moveChain, readChain, type ChainEnd } from './commit-queries';
import type { StoreSchema } from '../schema';
import { eventText } from '../stored/stored-event';

/** Writing the row unchanged locks it where rows are locked (PostgreSQL); on SQLite the transaction already holds the file. */
export async function takeChain(transaction: Kysely<StoreSchema>, place: string): Promise<ChainEnd> {
  await lockChain(transaction, {});
  const [chainEnd] = await readChain(transaction, {});
  if (!chainEnd) throw new Fault('store_corrupt', `${place}: the end of the audit chain is missing`);
  return chainEnd;
}

/** `runId`: null for what belongs to no payment. */
export async function appendToChain(
  transaction: Kysely<StoreSchema>,
  event: ChainEvent,
  runId: string | null,
): Promise<void> {
  const { seq, hash } = event;
  await insertEvent(transaction, { seq, run_id: runId, body: eventText(event) });
  await moveChain(transaction, { seq, hash });
}
