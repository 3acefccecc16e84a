/** The headroom that waiting and approved payments hold on the day of the ledger in force. */
import type { Reservation } from '../../domain/liquidity/reservation';
import { utcDay } from '../../domain/values/time';
import type { Clock, LedgerSource, Store } from '../../ports';

export type ReadReservations = () => Promise<readonly Reservation[]>;

export interface ReadReservationsDeps {
  readonly store: Pick<Store, 'readReservations'>;
  readonly ledger: LedgerSource;
  readonly clock: Pick<Clock, 'now'>;
}

/** A ledger without flows has no day of its own: then it is the day it is. */
export function createReadReservations({ store, ledger, clock }: ReadReservationsDeps): ReadReservations {
  return () => store.readReservations(ledger.current().day ?? utcDay(clock.now()));
}
