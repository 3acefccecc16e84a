/** Acts that policy gives to somebody: who has the right, under which of their roles, and who could where they have not. */
import { rulesFor, type InForce } from '../in-force';
import { offerOf, type Offer, type OfferOrRefusal } from './offer';
import type { PaymentCase } from '../payment-case';
import { hasRight, highestHeld, namedByRight, rightTo, rolesWithRight } from '../people/people-of-case';
import { refuseByRole, type Act } from './refuse-act';
import type { RightAct } from '../../policy/tables/people/rights-table';
import type { Refusal } from '../../values/errors';
import type { Member } from '../../values/person';

/** Null for somebody who has the right, and where nobody in particular is asked about. */
export function refuseWithoutRight(
  act: Act,
  right: RightAct,
  current: PaymentCase,
  who: Member | null,
  inForce: InForce,
): Refusal | null {
  if (!who) return null;
  const policy = rulesFor(inForce);
  const rule = rightTo(policy, right);
  return hasRight(rule, current, who, policy)
    ? null
    : refuseByRole(act, who, namedByRight(rule, current, policy), rule.id);
}

/** Offered under the highest of their roles that has the right to the act. */
export function offerInRole(
  act: Act & RightAct,
  current: PaymentCase,
  who: Member,
  inForce: InForce,
  terms: Partial<Omit<Offer, 'act' | 'role'>> = {},
): OfferOrRefusal {
  const policy = rulesFor(inForce);
  const right = rightTo(policy, act);
  const role = highestHeld(policy, who, rolesWithRight(right, current, policy));
  return role === null
    ? refuseByRole(act, who, namedByRight(right, current, policy), right.id)
    : { ok: true, offers: [offerOf(act, { ...terms, role })] };
}
