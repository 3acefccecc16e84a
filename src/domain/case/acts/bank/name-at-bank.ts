/** What a bank calls a payment, in a file that goes to it and in what it says. */
import { ledgerIdOf } from '../../../payment/payment-request';
import type { PaymentCase } from '../../payment-case';

/** As it was sent; else the ledger's id, so that a statement settles its row. What a part left out has an id of its own: one entry would pay both. */
export function nameAtBank({ sent, payment, restOf }: Pick<PaymentCase, 'sent' | 'payment' | 'restOf'>): string {
  return sent?.endToEndId ?? (restOf === undefined ? ledgerIdOf(payment) : payment.payment_id);
}
