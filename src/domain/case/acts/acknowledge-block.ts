/** Compliance takes up a payment that was blocked: nothing about it changes, but it no longer stands open. */
import type { Press } from '../machine/commands';
import { refuseOriginator } from '../people/duties';
import { rulesFor, type InForce, type Known } from '../in-force';
import { nextCase, type Transition } from '../machine/next-case';
import { offerOf, type Offer, type OfferOrRefusal } from '../machine/offer';
import { waitsForAcknowledgement, type PaymentCase } from '../payment-case';
import { refuseAct, refuseByState } from '../machine/refuse-act';
import { takesCommand } from '../machine/states';
import { reportOf } from '../time/block-report';
import { withoutRoles, type Member } from '../../values/person';
import { formatUtc } from '../../values/time';
import { offerInRole } from '../machine/by-right';

const act = 'acknowledge_block';

export function offerAcknowledgement(current: PaymentCase, who: Member | null, inForce: InForce): OfferOrRefusal {
  if (!takesCommand(current.status, act)) return refuseByState(act, current);
  if (!waitsForAcknowledgement(current)) {
    const why = `${current.payment.payment_id} does not wait to be acknowledged`;
    return refuseAct(act, { code: 'nothing_to_acknowledge', why });
  }
  if (!who) return { ok: true, offers: [offerOf(act)] };
  return refuseOriginator(act, current, who, rulesFor(inForce)) ?? offerInRole(act, current, who, inForce);
}

export function acknowledge({ actor, comment }: Press, terms: Offer, current: PaymentCase, known: Known): Transition {
  const role = terms.role ?? '';
  const acknowledgement = { role, by: withoutRoles(actor), at: formatUtc(known.nowMs), comment };
  const report = reportOf(current, rulesFor(known));
  return nextCase(
    { ...current, acknowledgement },
    {
      by: actor,
      nowMs: known.nowMs,
      type: 'block_acknowledged',
      payload: {
        role,
        comment,
        report_to: report?.to ?? null,
        report_due_on: report?.dueOn ?? null,
        rule: report?.ruleId ?? null,
      },
      showsAnew: false,
    },
  );
}
