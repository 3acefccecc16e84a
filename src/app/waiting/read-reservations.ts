/** The headroom that waiting and approved payments hold on the day of the ledger in force. */
import type { Held } from '../../domain/liquidity/held/held-set';
import { utcDay } from '../../domain/values/time';
import type { Clock } from '../../ports/process';
import type { HeldAsOf } from '../../ports/questions';
import type { LedgerSource } from '../../ports/sources';
import type { Store } from '../../ports/store';

export type ReadReservations = () => Promise<Held>;

export interface ReadReservationsDeps {
  readonly store: Pick<Store, 'readReservations'>;
  readonly ledger: LedgerSource;
  readonly clock: Pick<Clock, 'now'>;
}

export function createReadReservations({ store, ...dayOf }: ReadReservationsDeps): ReadReservations {
  return async () => (await store.readReservations(heldDay(dayOf))).held;
}

export interface HeldHeadroom extends HeldAsOf {
  readonly day: string;
}

/** For whoever commits upon it. */
export type ReadHeld = () => Promise<HeldHeadroom>;

export function createReadHeld({ store, ...dayOf }: ReadReservationsDeps): ReadHeld {
  return async () => {
    const day = heldDay(dayOf);
    return { day, ...(await store.readReservations(day)) };
  };
}

/** A ledger without flows has no day of its own: then it is the day it is. */
function heldDay({ ledger, clock }: Omit<ReadReservationsDeps, 'store'>): string {
  return ledger.current().day ?? utcDay(clock.now());
}
