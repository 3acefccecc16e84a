/** Whom a case waits for, by name: those who hold a role that is asked, and from whom an answer would be taken now. */
import type { InForce } from './in-force';
import { offer } from './permitted-actions';
import { pendingRoles, type PaymentCase } from './payment-case';
import type { Act } from './refuse-act';
import type { RefusalCode } from '../values/refusal-codes';
import type { FaultCode } from '../values/errors';
import type { Member } from '../values/person';

export interface AskedRole {
  readonly role: string;
  /** Nobody where every holder is refused, or nobody holds it. */
  readonly people: readonly Member[];
}

/** In the order the decision lists the roles. */
export function askedPeople(
  current: PaymentCase,
  holdersOf: (role: string) => readonly Member[],
  inForce: InForce,
): readonly AskedRole[] {
  const act: Act = current.status === 'compliance_review' ? 'clear_false_positive' : 'approve';
  return pendingRoles(current).map((role) => ({
    role,
    people: holdersOf(role).filter((member) => offer(act, current, member, inForce).ok),
  }));
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
