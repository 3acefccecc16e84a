/** Payments a message names by ids the ledger does not have: those of a payment run carry the ids of whoever made the file. */
import { foldId } from '../../domain/values/text/fold-id';
import type { Member } from '../../domain/values/person';
import type { Desk } from '../desk';
import { createAccess } from '../people/access';

/** Letters and digits with a dash between: what the reader of sentences takes for an id where it is known. */
const idLike = /(?<![\p{L}\p{N}_-])(?=[\p{L}\p{N}_-]*\d)[\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)+/gu;
const maxLookedUp = 5;

/**
 * As typed, folded, to the id as the desk has it. Of those this person may read alone: an id of somebody else's payment is read like one
 * there is no payment of.
 */
export async function namedPayments(
  desk: Pick<Desk, 'store' | 'ledger' | 'policy' | 'personas'>,
  text: string,
  actor: Member,
): Promise<ReadonlyMap<string, string>> {
  const access = createAccess(desk);
  const ledger = desk.ledger.current();
  const folded = new Set([...text.matchAll(idLike)].map(([id]) => foldId(id)));
  const unknown = [...folded].filter((id) => !ledger.findPayment(id) && ledger.accountIdOf(id) === undefined);
  const found = new Map<string, string>();
  for (const id of unknown.slice(0, maxLookedUp)) {
    const current = await desk.store.findCaseByPayment(id);
    if (current && access.refuse('read_payment', actor, current) === null) found.set(id, current.payment.payment_id);
  }
  return found;
}
