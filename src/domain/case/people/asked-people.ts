/** Whom a case waits for, by name: those who hold a role that is asked, and from whom an answer would be taken now. */
import { rulesFor, type InForce } from '../in-force';
import { rightTo, rolesWithRight } from './people-of-case';
import { offer } from '../machine/permitted-actions';
import { pendingRoles, type PaymentCase } from '../payment-case';
import type { Act } from '../machine/refuse-act';
import type { RefusalCode } from '../../values/refusal-codes';
import type { FaultCode } from '../../values/errors';
import { distinctPeople, type Member, type Person } from '../../values/person';
import { alternativesOf } from '../time/follow-up';

export interface AskedPerson extends Member {
  /** In whose place they would answer, by a delegation; left out where they hold a role that is asked. */
  readonly actsFor?: Person;
}

export interface AskedRole {
  readonly role: string;
  /** Nobody where every holder is refused, or nobody holds it. */
  readonly people: readonly AskedPerson[];
  /** Roles that may answer in its place, because it did not in time; left out where there are none. */
  readonly alternatives?: readonly string[];
}

/** In the order the decision lists the roles. `answerersOf`: who holds a role, or stands in for somebody who does. */
export function askedPeople(
  current: PaymentCase,
  answerersOf: (role: string) => readonly Member[],
  inForce: InForce,
): readonly AskedRole[] {
  const act: Act = current.status === 'compliance_review' ? 'clear_false_positive' : 'approve';
  return pendingRoles(current).map((role) => {
    const alternatives = alternativesOf(current, role);
    const holders = distinctPeople([role, ...alternatives].flatMap(answerersOf));
    const people = holders.flatMap((member) => whoFills(member, role));
    return { role, people, ...(alternatives.length > 0 ? { alternatives } : {}) };
  });

  /** Whoever would answer in another role's place is not asked for this one. */
  function whoFills(member: Member, role: string): readonly AskedPerson[] {
    const offered = offer(act, current, member, inForce);
    if (!offered.ok) return [];
    const made = offered.offers.find((one) => one.role === role);
    if (!made) return member.roles.includes(role) ? [member] : [];
    return [made.standIn ? { ...member, actsFor: made.standIn.from } : member];
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

/** Whose work it is to release it: of all who may, those of the lowest rank. Nobody once it is too late, or before it may leave. */
export function whoReleases(
  current: PaymentCase,
  { members, inForce }: { readonly members: readonly Member[]; readonly inForce: InForce },
): readonly Member[] {
  const may = whoMay('release', current, { members, inForce, atMost: members.length });
  const policy = rulesFor(inForce);
  const named = rolesWithRight(rightTo(policy, 'release'), current, policy);
  const rankOf = (member: Member): number =>
    Math.min(
      ...policy.roles.flatMap(({ name, rank }) => (named.includes(name) && member.roles.includes(name) ? [rank] : [])),
    );
  const lowest = Math.min(...may.map(rankOf));
  return may.filter((member) => rankOf(member) === lowest);
}

/** Why nobody at all may approve a case that waits for approval; null where somebody may, or it does not wait. */
export function approvalStoppedBy(current: PaymentCase, inForce: InForce): RefusalCode | FaultCode | null {
  if (current.status !== 'awaiting_approval') return null;
  const offered = offer('approve', current, null, inForce);
  return offered.ok ? null : (offered.problems[0]?.code ?? 'case_not_waiting');
}
