/** Whom a case waits for, by name: those who hold a role that is asked, and from whom an answer would be taken now. */
import type { InForce } from './in-force';
import { offer } from './permitted-actions';
import { pendingRoles, type PaymentCase } from './payment-case';
import type { Act } from './refuse-act';
import type { RefusalCode } from '../values/refusal-codes';
import type { FaultCode } from '../values/errors';
import { samePerson, type Member } from '../values/person';
import { alternativesOf } from './follow-up';

export interface AskedRole {
  readonly role: string;
  /** Nobody where every holder is refused, or nobody holds it. */
  readonly people: readonly Member[];
  /** Roles that may answer in its place, because it did not in time; left out where there are none. */
  readonly alternatives?: readonly string[];
}

/** In the order the decision lists the roles. */
export function askedPeople(
  current: PaymentCase,
  holdersOf: (role: string) => readonly Member[],
  inForce: InForce,
): readonly AskedRole[] {
  const act: Act = current.status === 'compliance_review' ? 'clear_false_positive' : 'approve';
  return pendingRoles(current).map((role) => {
    const alternatives = alternativesOf(current, role);
    const holders = [role, ...alternatives].flatMap(holdersOf);
    const people = holders.filter(
      (member, at) => holders.findIndex((other) => samePerson(other, member)) === at && mayFill(member, role),
    );
    return { role, people, ...(alternatives.length > 0 ? { alternatives } : {}) };
  });

  /** Whoever would answer in another role's place is not asked for this one. */
  function mayFill(member: Member, role: string): boolean {
    const offered = offer(act, current, member, inForce);
    return offered.ok && (member.roles.includes(role) || offered.offers.some((made) => made.role === role));
  }
}

/** At most so many of whom an act would be taken now. */
export function whoMay(
  act: Act,
  current: PaymentCase,
  {
    members,
    inForce,
    atMost,
  }: { readonly members: readonly Member[]; readonly inForce: InForce; readonly atMost: number },
): readonly Member[] {
  const found: Member[] = [];
  for (const member of members) {
    if (found.length === atMost) break;
    if (offer(act, current, member, inForce).ok) found.push(member);
  }
  return found;
}

/** Why nobody at all may approve a case that waits for approval; null where somebody may, or it does not wait. */
export function approvalStoppedBy(current: PaymentCase, inForce: InForce): RefusalCode | FaultCode | null {
  if (current.status !== 'awaiting_approval') return null;
  const offered = offer('approve', current, null, inForce);
  return offered.ok ? null : (offered.problems[0]?.code ?? 'case_not_waiting');
}
