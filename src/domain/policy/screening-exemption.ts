/** Which payments policy lets go unscreened: transfers to the house's own companies, where it says so. */
import type { PaymentRequest } from '../payment/payment-request';
import type { Policy } from './policy';

/** The rule that exempts it; null where it must be screened. Who is paid counts by the exact name, and a stated bank or country by itself ends the exemption. */
export function exemptionOf({ sanctions: { exempt } }: Policy, request: PaymentRequest): string | null {
  if (!exempt) return null;
  const { payment_type: type, beneficiary_name: name, beneficiary_bic: bic, beneficiary_country: country } = request;
  const isOwn = exempt.payment_types.includes(type) && exempt.beneficiaries.includes(name);
  return isOwn && bic === undefined && country === undefined ? exempt.id : null;
}
