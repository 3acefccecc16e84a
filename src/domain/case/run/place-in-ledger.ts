/** Where the ledger has the payment of a case, for whatever asks about its liquidity. */
import type { PlaceInLedger } from '../../liquidity/assess-in-place';
import { ledgerIdOf } from '../../payment/payment-request';
import type { PaymentCase } from '../payment-case';

/** A rest is less than its row, whose whole amount was asked for before it. */
export function placeInLedger({ payment, restOf }: Pick<PaymentCase, 'payment' | 'restOf'>): PlaceInLedger {
  return {
    ledgerId: ledgerIdOf(payment),
    isDelayed: payment.delayed_until !== undefined,
    tells: restOf === undefined ? 'all' : 'all_but_amount',
  };
}
