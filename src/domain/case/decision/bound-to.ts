/** What an approval is given for: a hash of what was shown, so that a word given for something else never counts. */
import type { PaymentRequest } from '../../payment/payment-request';
import type { Decision } from '../../policy/decision';
import { fingerprint } from '../../values/json';

/** The payment and its decision, with the plan of approvals and the hash of the findings that stand in it. Null before there is a decision. */
export function shownHash({
  payment,
  decision,
}: {
  readonly payment: PaymentRequest;
  readonly decision: Decision | null;
}): string | null {
  return decision && fingerprint({ payment, decision });
}
