/** Whether a payment concerns a person: they asked for it, are named as its originator, acted on it, or are asked. */
import type { Member } from '../../values/person';
import { samePerson } from '../../values/person';
import { isOriginator } from './people-of-case';
import { rolesAskedNow } from '../time/follow-up';
import { standsInFor } from './stand-in';
import type { PaymentCase } from '../payment-case';

export function isParty(paymentCase: PaymentCase, person: Member): boolean {
  const { approvals, dispositions, rejection, amountChangedBy = [] } = paymentCase;
  const acted = [...approvals, ...dispositions, ...(rejection ? [rejection] : [])];
  return (
    isOriginator(paymentCase, person) ||
    [...acted.map(({ by }) => by), ...amountChangedBy].some((by) => samePerson(by, person)) ||
    rolesAskedNow(paymentCase).some((role) => person.roles.includes(role)) ||
    standsInFor(person, rolesAskedNow(paymentCase))
  );
}
