/** The day a payment that missed its cutoff is reviewed for: what was next when it missed it, or, once that has passed too, what is next now. */
import type { CutoffAnswer } from '../../policy/cutoff/cutoff';
import type { PaymentCase } from '../payment-case';

/** `now`: of what would leave now; left out where nobody asked. Null for a payment that missed none, and where calendars do not reach. */
export function nextValueDateOf(
  { status, expiry }: Pick<PaymentCase, 'status' | 'expiry'>,
  now: Pick<CutoffAnswer, 'value_date'> | undefined,
): string | null {
  const then = expiry?.nextValueDate ?? null;
  if (status !== 'expired' || then === null) return null;
  const today = now?.value_date ?? then;
  return today > then ? today : then;
}
