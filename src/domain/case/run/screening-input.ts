/** What the sanctions gate is asked about a payment request: the same parties and text as the shipped workflow maps. */
import type { SanctionsInput } from '../../evidence/sanctions-screening';
import type { PaymentRequest } from '../../payment/payment-request';

export function screeningInputOf(payment: PaymentRequest): SanctionsInput {
  const { beneficiary_name: name, beneficiary_country: country, beneficiary_account: account } = payment;
  const { beneficiary_bic: bic, claimed_originator: claimed, purpose } = payment;
  const located = country === undefined ? {} : { country };
  return {
    name,
    ...located,
    parties: [
      { role: 'beneficiary', name, ...located, ...(account === undefined ? {} : { account }) },
      ...(bic === undefined ? [] : [{ role: 'beneficiary_bank', bic }]),
      { role: 'ordering_entity', name: payment.entity },
      ...(claimed === undefined ? [] : [{ role: 'claimed_originator', name: claimed }]),
    ],
    ...(purpose === undefined ? {} : { free_text: purpose }),
    context: { payment_id: payment.payment_id, amount: payment.amount, currency: payment.currency },
  };
}
