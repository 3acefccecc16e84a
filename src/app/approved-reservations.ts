/** The headroom that approved payments hold until the ledger has them. */
import { reservationOf, type Reservation } from '../domain/liquidity/reservation';
import type { Store } from '../ports';

export type ApprovedReservations = () => Promise<readonly Reservation[]>;

/** The newest approved cases are looked at: more than people approve in a day. */
const lookedAt = 2_000;

export function createApprovedReservations(store: Pick<Store, 'listCases'>): ApprovedReservations {
  return async () => {
    const approved = await store.listCases({ statuses: ['approved'], limit: lookedAt, order: 'newest' });
    return approved.map(reservationOf).filter((reservation) => reservation !== null);
  };
}
