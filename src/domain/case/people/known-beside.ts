/** What a card that asks people something says beside its case, as a fingerprint: other payments, people, policy and the time change it, and no version tells. */
import type { InForce } from '../in-force';
import { offer, permittedActions } from '../machine/permitted-actions';
import { waitingStatuses } from '../machine/states';
import type { PaymentCase } from '../payment-case';
import { fingerprint, type JsonObject } from '../../values/json';
import type { Member, Person } from '../../values/person';
import { approvalStoppedBy, askedPeople } from './asked-people';
import { onlyHolders } from './only-holders';
import { answerersIn } from './stand-in';

/** `viewer`: whom the card is for alone, as the people file has them. Null where nobody is asked anything: such a card changes with its case alone. */
export function knownBeside(
  current: PaymentCase,
  viewer: Member | null,
  { inForce, members }: { readonly inForce: InForce; readonly members: readonly Member[] },
): string | null {
  if (!restsOnMore(current)) return null;
  // In time for anybody: what one person may besides does not change with it.
  if (!waitsForPeople(current)) return fingerprint({ released: offer('release', current, null, inForce).ok });
  const offers = permittedActions(current, viewer, inForce).map(({ voided, standIn, ...terms }): JsonObject => ({
    ...terms,
    voided: voided.map(({ role, by }) => [role, by.objectId]),
    by: standIn?.reference ?? null,
  }));
  const asked = askedPeople(current, answerersIn(members), inForce).map(({ role, people, alternatives = [] }) => [
    role,
    [...alternatives],
    people.map((person) => [...named(person), ...(person.actsFor ? named(person.actsFor) : [])]),
  ]);
  const only = onlyHolders(current, answerersIn(members), inForce, viewer).map(({ role, person }) => [
    role,
    ...named(person),
  ]);
  const stopped = approvalStoppedBy(current, inForce);
  // Left out where there are none: a release that knew nothing of them drew the same.
  return fingerprint({ offers, asked, stopped, ...(only.length > 0 ? { only } : {}) });
}

export function waitsForPeople({ status }: Pick<PaymentCase, 'status'>): boolean {
  return waitingStatuses.some((waiting) => waiting === status);
}

/** Whether what its cards say may change while it does not: what is approved may be released from a time on and until its cutoff, and the time is no version. */
export function restsOnMore(current: PaymentCase): boolean {
  return waitsForPeople(current) || current.status === 'approved';
}

function named({ objectId, name }: Person): readonly string[] {
  return [objectId, name];
}
