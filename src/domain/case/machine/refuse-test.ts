/** A payment somebody tried out as somebody else is no payment outside the demo. */
import type { InForce } from '../in-force';
import type { PaymentCase } from '../payment-case';
import { refuseAct, type Act } from './refuse-act';
import type { Refusal } from '../../values/errors';

/** What somebody did as somebody else is no payment: it may be read among real ones, and nothing else. */
export function refuseTest(
  act: Act,
  { isTest, payment }: PaymentCase,
  { takesTests }: Pick<InForce, 'takesTests'>,
): Refusal | null {
  if (!isTest || takesTests || act === 'show_screening' || act === 'export_bundle') return null;
  return refuseAct(act, {
    code: 'test_case',
    why: `${payment.payment_id} is a test: somebody acted on it as a persona`,
    next: 'Ask for the payment anew.',
  });
}
