/** Whoever approved a payment takes that back, until it is released: it waits for that role again, and what others said stands. */
import type { Press } from '../machine/commands';
import type { Known } from '../in-force';
import { nextCase, type Transition } from '../machine/next-case';
import { offerOf, type OfferOrRefusal } from '../machine/offer';
import type { PaymentCase } from '../payment-case';
import { refuseAct, refuseByState } from '../machine/refuse-act';
import { takesCommand } from '../machine/states';
import { samePerson, type Member } from '../../values/person';

const act = 'take_back_approval';

export function offerTakingBack(current: PaymentCase, who: Member | null): OfferOrRefusal {
  if (!takesCommand(current.status, act)) return refuseByState(act, current);
  const own = who ? current.approvals.find(({ by }) => samePerson(by, who)) : current.approvals[0];
  if (own) return { ok: true, offers: [offerOf(act, { role: who ? own.role : null })] };
  const why = who ? `${who.name} has not approved it` : 'Nobody has approved it';
  return refuseAct(act, { code: 'nothing_to_take_back', why });
}

export function takeBack({ actor, comment }: Press, current: PaymentCase, { nowMs }: Known): Transition {
  const isOwn = ({ by }: PaymentCase['approvals'][number]) => samePerson(by, actor);
  const taken = current.approvals.filter(isOwn).map(({ role, at }) => ({ role, given_at: at }));
  const approvals = current.approvals.filter((given) => !isOwn(given));
  return nextCase(
    { ...current, status: 'awaiting_approval', approvals },
    {
      by: actor,
      nowMs,
      type: 'approval_taken_back',
      payload: { role: taken[0]?.role ?? '', taken, comment, status_before: current.status },
      // Whoever looks at it as approved must not release it on that card.
      showsAnew: true,
    },
  );
}
