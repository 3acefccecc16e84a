/** An ended payment is asked for again: a new case with an id of its own, and each of the two names the other. */
import type { EndedBefore, Press } from '../machine/commands';
import { type InForce, type Known } from '../in-force';
import { nextCase, type Transition } from '../machine/next-case';
import { offerOf, type OfferOrRefusal } from '../machine/offer';
import { namesMatch } from '../people/match-secrets';
import type { PaymentCase } from '../payment-case';
import { refuseAct, refuseByState, type Act } from '../machine/refuse-act';
import { takesCommand } from '../machine/states';
import type { Refusal } from '../../values/errors';
import { isPaymentId } from '../../payment/payment-request';
import { withoutRoles, type Member } from '../../values/person';
import { formatUtc } from '../../values/time';
import { refuseWithoutRight } from '../machine/by-right';

const act = 'ask_again';

export function offerAskingAgain(current: PaymentCase, who: Member | null, inForce: InForce): OfferOrRefusal {
  if (!takesCommand(current.status, act)) return refuseByState(act, current);
  const already = refuseAskedAgain(act, current);
  return already ?? refuseWithoutRight(act, act, current, who, inForce) ?? { ok: true, offers: [offerOf(act)] };
}

/** What was asked for again goes on as the new case alone: reviewed beside it, it could be paid twice. Null where nobody has. */
export function refuseAskedAgain(refused: Act, { askedAgain }: PaymentCase): Refusal | null {
  if (!askedAgain) return null;
  return refuseAct(refused, {
    code: 'already_asked_again',
    why: `${askedAgain.by.name} has asked for it again, as ${askedAgain.paymentId}`,
    next: `See it with /status ${askedAgain.paymentId}.`,
    figures: { name: askedAgain.by.name, paymentId: askedAgain.paymentId },
  });
}

/** For the new case: whoever is asked about it learns what was said the last time. Null for a case that has not ended. */
export function endOf(current: PaymentCase): EndedBefore | null {
  const { status, rejection, withdrawal } = current;
  const tells = namesMatch(current);
  const said = (comment: string | null): string | null =>
    comment === null || comment === '' || tells(comment) ? null : comment;
  if (status === 'rejected') return { status, by: rejection?.by ?? null, said: said(rejection?.comment ?? null) };
  if (status === 'withdrawn') return { status, by: withdrawal?.by ?? null, said: said(withdrawal?.comment ?? null) };
  return status === 'expired' || status === 'returned' ? { status, by: null, said: null } : null;
}

/** The old case names the new one; nothing else about it changes. */
export function noteAskedAgain(
  { actor, comment, successor }: Press,
  current: PaymentCase,
  { nowMs }: Known,
): Transition {
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
      payload: { as_payment_id: successor.paymentId, as_run: successor.runId, ...(comment ? { comment } : {}) },
      showsAnew: false,
    },
  );
}

/** `TXN-001-2`, then `TXN-001-3`: the id it was first asked for under, and how often it is asked for with this. Null where it grows too long. */
export function idAskedAgain(firstPaymentId: string, attempt: number): string | null {
  const id = `${firstPaymentId}-${attempt}`;
  return isPaymentId(id) ? id : null;
}
