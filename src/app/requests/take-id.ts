/** An id for a payment that follows from another one: the first of a pattern that can be had. */
import type { PaymentCase } from '../../domain/case/payment-case';
import { Fault } from '../../domain/values/errors';
import type { LedgerSource } from '../../ports/sources';
import type { Store } from '../../ports/store';

export interface WantedId {
  /** Payment id of the one it follows from. */
  readonly of: string;
  /** The first attempt. */
  readonly from: number;
  /** Null where it would be too long. */
  readonly idOf: (attempt: number) => string | null;
}

export interface IdToTry {
  readonly paymentId: string;
  readonly attempt: number;
  /** Whose id it is already; null where it is free. */
  readonly there: PaymentCase | null;
}

/** Ids of a pattern somebody else may have taken; beyond these somebody numbers payments just so. */
const maxAttempts = 50;

/** What `take` makes of the first id it does not pass over with null. What the ledger alone has is nobody's to take. Throws `store_failed` where all are passed over. */
export async function takeId<Taken>(
  { store, ledger }: { readonly store: Pick<Store, 'findCaseByPayment'>; readonly ledger: LedgerSource },
  { of, from, idOf }: WantedId,
  take: (id: IdToTry) => Promise<Taken | null> | Taken | null,
): Promise<Taken> {
  for (let attempt = from; attempt < from + maxAttempts; attempt += 1) {
    const paymentId = idOf(attempt);
    if (paymentId === null) break;
    const there = await store.findCaseByPayment(paymentId);
    if (!there && ledger.current().hasPayment(paymentId)) continue;
    const taken = await take({ paymentId, attempt, there });
    if (taken !== null) return taken;
  }
  throw new Fault('store_failed', `no id could be had for what follows from ${of}`);
}
