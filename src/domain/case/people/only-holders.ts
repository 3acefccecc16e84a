/** Whose press to release a part leaves a role that is asked with nobody who may approve: whoever lowers a payment never approves it (ADR 5). */
import { offer } from '../machine/permitted-actions';
import { withChanger } from '../machine/return-to-review';
import type { InForce } from '../in-force';
import type { PaymentCase } from '../payment-case';
import { distinctPeople, samePerson, withoutRoles, type Member, type Person } from '../../values/person';
import { askedPeople } from './asked-people';

export interface OnlyHolder {
  readonly role: string;
  readonly person: Person;
}

/** Of more people who may approve in one role no one is the only one: a delegate counts with whoever delegated. */
const mostAsked = 6;

/** `viewer`: whom alone the card is for, who would press it. Null: everybody who may. */
export function onlyHolders(
  current: PaymentCase,
  answerersOf: (role: string) => readonly Member[],
  inForce: InForce,
  viewer: Person | null,
): readonly OnlyHolder[] {
  // Most cases have no part to release: nobody is tried one by one.
  if (!offer('release_part', current, null, inForce).ok) return [];
  return stages(current).flatMap((stage) => {
    const before = askedPeople(stage, answerersOf, inForce);
    const pressers = distinctPeople(before.flatMap(({ people }) => (people.length > mostAsked ? [] : people)))
      .filter((one) => viewer === null || samePerson(one, viewer))
      .filter((one) => offer('release_part', current, one, inForce).ok);
    return pressers.flatMap((person) => {
      const after = askedPeople(withChanger(stage, withoutRoles(person)), answerersOf, inForce);
      return before
        .filter(({ people }, at) => people.length > 0 && after[at]?.people.length === 0)
        .map(({ role }): OnlyHolder => ({ role, person: withoutRoles(person) }));
    });
  });
}

/** The part is reviewed anew by whoever the whole asks for: nobody has spoken, nobody was asked in another's place. Each stage by itself. */
function stages(current: PaymentCase): readonly PaymentCase[] {
  const { followUp: _followed, overrideRequest: _asked, liquidityCheck: _checked, decision, ...rest } = current;
  if (!decision) return [];
  const required = decision.requiredApprovals;
  return [...new Set(required.map(({ stage = 1 }) => stage))].map((wanted) => ({
    ...rest,
    approvals: [],
    decision: { ...decision, requiredApprovals: required.filter(({ stage = 1 }) => stage === wanted) },
  }));
}
