/** Somebody asks that the breach be overridden, and says why; somebody else grants it. */
import { shownHash } from '../decision/bound-to';
import type { Press } from '../machine/commands';
import { refuseOriginator } from '../people/duties';
import { rulesFor, type InForce, type Known } from '../in-force';
import { nextCase, type Transition } from '../machine/next-case';
import { offerOf, type Offer, type OfferOrRefusal } from '../machine/offer';
import { unfilledRoles, type PaymentCase } from '../payment-case';
import { rightTo } from '../people/people-of-case';
import { refuseAct, refuseByState } from '../machine/refuse-act';
import { takesCommand } from '../machine/states';
import { grantsOverride } from '../../policy/approvals/segregation';
import { samePerson, withoutRoles, type Member, type Person } from '../../values/person';
import { formatUtc } from '../../values/time';
import { offerInRole } from '../machine/by-right';

const act = 'request_override';

/** Of the decision that stands; one for an earlier decision asks for nothing any more. */
export function openOverrideRequest(current: PaymentCase): PaymentCase['overrideRequest'] | null {
  const { overrideRequest: asked } = current;
  return asked?.boundTo !== undefined && asked.boundTo === shownHash(current) ? asked : null;
}

export function hasRequestedOverride(current: PaymentCase, who: Person): boolean {
  const asked = openOverrideRequest(current);
  return asked != null && samePerson(asked.by, who);
}

export function offerOverrideRequest(current: PaymentCase, who: Member | null, inForce: InForce): OfferOrRefusal {
  if (!takesCommand(current.status, act)) return refuseByState(act, current);
  if (!unfilledRoles(current).some(({ grants }) => grantsOverride(grants))) {
    const why = `${current.payment.payment_id} waits for no override`;
    return refuseAct(act, { code: 'nothing_to_override', why });
  }
  const asked = openOverrideRequest(current);
  if (asked) return refuseAct(act, { code: 'already_requested', why: `${asked.by.name} has asked for the override` });
  const policy = rulesFor(inForce);
  const minComment = policy.segregation.override_justification.min_characters;
  if (!who) return { ok: true, offers: [offerOf(act, { minComment, isOverride: true })] };
  return (
    refuseOriginator(act, current, who, policy) ??
    offerInRole(act, current, who, inForce, { minComment, isOverride: true })
  );
}

export function requestOverride(press: Press, { role }: Offer, current: PaymentCase, known: Known): Transition {
  const { actor, comment } = press;
  const made = { role: role ?? '', by: withoutRoles(actor), at: formatUtc(known.nowMs), comment };
  return nextCase(
    { ...current, overrideRequest: { ...made, boundTo: shownHash(current) ?? '' } },
    {
      by: actor,
      nowMs: known.nowMs,
      type: 'override_requested',
      payload: { role: made.role, comment, rule: rightTo(rulesFor(known), act).id },
      // Whoever grants it reads the justification first; a plain approval does not depend on it.
      showsAnew: false,
    },
  );
}
