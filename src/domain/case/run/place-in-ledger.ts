/** Where the ledger has the payment of a case, for whatever asks about its liquidity. */
import type { PlaceInLedger } from '../../liquidity/assess-in-place';
import { ledgerIdOf } from '../../payment/payment-request';
import type { Ledger } from '../../liquidity/ledger/ledger';
import type { PaymentCase } from '../payment-case';

/** A rest is less than its row, whose whole amount was asked for before it; once the bank has booked its rest, so is a part. */
export function placeInLedger(
  { payment, restOf, rests = [] }: Pick<PaymentCase, 'payment' | 'restOf' | 'rests'>,
  ledger: Pick<Ledger, 'bankedEntries' | 'cutEntries'>,
): PlaceInLedger {
  const isBooked = (id: string): boolean => ledger.bankedEntries(id).length > 0 || ledger.cutEntries(id).length > 0;
  const isOfWhole = restOf === undefined && !rests.some(({ paymentId }) => isBooked(paymentId));
  return {
    ledgerId: ledgerIdOf(payment),
    isDelayed: payment.delayed_until !== undefined,
    tells: isOfWhole ? 'all' : 'all_but_amount',
  };
}
