/** Whoever asked for a payment withdraws it: until it is released, also once it missed its cutoff, and for no reason but their own. */
import { refuseAskedAgain } from './ask-again';
import type { Press } from '../machine/commands';
import { type InForce, type Known } from '../in-force';
import { nextCase, type Transition } from '../machine/next-case';
import { offerOf, type OfferOrRefusal } from '../machine/offer';
import type { PaymentCase } from '../payment-case';
import { refuseByState } from '../machine/refuse-act';
import { takesCommand } from '../machine/states';
import { reasonCodeOf } from '../../policy/outcome';
import { withoutRoles, type Member } from '../../values/person';
import { formatUtc } from '../../values/time';
import { refuseWithoutRight } from '../machine/by-right';

const act = 'withdraw';

export function offerWithdrawal(current: PaymentCase, who: Member | null, inForce: InForce): OfferOrRefusal {
  if (!takesCommand(current.status, act)) return refuseByState(act, current);
  const already = refuseAskedAgain(act, current);
  return already ?? refuseWithoutRight(act, act, current, who, inForce) ?? { ok: true, offers: [offerOf(act)] };
}

export function withdraw({ actor, comment }: Press, current: PaymentCase, { nowMs }: Known): Transition {
  const withdrawal = { by: withoutRoles(actor), at: formatUtc(nowMs), comment };
  return nextCase(
    { ...current, status: 'withdrawn', withdrawal },
    {
      by: actor,
      nowMs,
      type: 'payment_withdrawn',
      payload: { comment, reason_code: reasonCodeOf('withdrawn'), status_before: current.status },
      showsAnew: true,
    },
  );
}
