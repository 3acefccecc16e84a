/** What makes two requests the same payment: not who asked, nor when, nor that people let only a part of it go. */
import type { PaymentRequest } from './payment-request';

export type ComparablePayment = Readonly<Record<string, string | number | undefined>>;

export function comparablePayment({
  originator: _by,
  claimed_originator: _claimed,
  timestamp_utc: _at,
  delayed_until: _waits,
  full_amount: fullAmount,
  asked_in_all: _inAll,
  value_date_asked: _moved,
  ledger_payment_id: _inLedger,
  ...payment
}: PaymentRequest): ComparablePayment {
  return { ...payment, amount: fullAmount ?? payment.amount };
}
