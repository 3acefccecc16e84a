/** What was paid before a payment, for its agents and for its decision: where both come in the same moment it is read once. */
import type { EarlierPayment } from '../../domain/case/unusual/earlier-payment';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { Clock } from '../../ports/process';
import type { Store } from '../../ports/store';

/** Of one payment. */
export type ReadPast = (asked: PaymentCase) => Promise<readonly EarlierPayment[]>;

export interface ReadPastDeps {
  readonly store: Pick<Store, 'findEarlier'>;
  readonly clock: Pick<Clock, 'recordedNow'>;
  /** What is asked for later than that after it was read must not be missing from a decision; its own review finds this payment either way. */
  readonly forMs: number;
}

export function createReadPast({ store, clock, forMs }: ReadPastDeps): ReadPast {
  let known: { readonly readMs: number; readonly past: readonly EarlierPayment[] } | null = null;
  return async (asked) => {
    const nowMs = clock.recordedNow();
    if (known && nowMs - known.readMs < forMs) return known.past;
    const past = await store.findEarlier(asked);
    known = { readMs: nowMs, past };
    return past;
  };
}
