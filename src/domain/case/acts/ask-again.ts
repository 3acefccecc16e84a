/** An ended payment is asked for again: a new case with an id of its own, and each of the two names the other. */
import type { Press } from '../machine/commands';
import { type InForce, type Known } from '../in-force';
import { nextCase, type Transition } from '../machine/next-case';
import { offerOf, type OfferOrRefusal } from '../machine/offer';
import type { PaymentCase } from '../payment-case';
import { refuseAct, refuseByState } from '../machine/refuse-act';
import { takesCommand } from '../machine/states';
import { isPaymentId } from '../../payment/payment-request';
import { withoutRoles, type Member } from '../../values/person';
import { formatUtc } from '../../values/time';
import { refuseWithoutRight } from '../machine/by-right';

const act = 'ask_again';

export function offerAskingAgain(current: PaymentCase, who: Member | null, inForce: InForce): OfferOrRefusal {
  if (!takesCommand(current.status, act)) return refuseByState(act, current);
  const { askedAgain } = current;
  if (askedAgain)
    return refuseAct(act, {
      code: 'already_asked_again',
      why: `${askedAgain.by.name} has asked for it again, as ${askedAgain.paymentId}`,
      next: `See it with /status ${askedAgain.paymentId}.`,
    });
  return refuseWithoutRight(act, act, current, who, inForce) ?? { ok: true, offers: [offerOf(act)] };
}

/** The old case names the new one; nothing else about it changes. */
export function noteAskedAgain({ actor, successor }: Press, current: PaymentCase, { nowMs }: Known): Transition {
  if (!successor) {
    const why = 'There is no new case to name';
    return refuseAct(act, { code: 'invalid_input', why });
  }
  const by = withoutRoles(actor);
  return nextCase(
    { ...current, askedAgain: { by, at: formatUtc(nowMs), ...successor } },
    {
      by,
      nowMs,
      type: 'payment_asked_again',
      payload: { as_payment_id: successor.paymentId, as_run: successor.runId },
      showsAnew: false,
    },
  );
}

/** `TXN-001-2`, then `TXN-001-3`: the id it was first asked for under, and how often it is asked for with this. Null where it grows too long. */
export function idAskedAgain(firstPaymentId: string, attempt: number): string | null {
  const id = `${firstPaymentId}-${attempt}`;
  return isPaymentId(id) ? id : null;
}
