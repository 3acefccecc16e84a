/** Who a person is to a case: its originator, somebody it waits for, somebody a right names. */
import { rolesFrom, rolesOf } from '../../policy/approvals/people-with-rights';
import type { Policy } from '../../policy/policy';
import { rightsUnlessSaid, type Right, type RightAct } from '../../policy/tables/people/rights-table';
import { isClaimedAs } from './claimed-originator';
import { samePerson, type Member, type Person, type StandIn } from '../../values/person';
import { openEscalations, rolesAskedNow } from '../time/follow-up';
import type { PaymentCase } from '../payment-case';

/** Whoever submitted, and whoever the request names as its originator: on a command line that is all that is known. */
export function isOriginator({ submitter, payment }: PaymentCase, person: Person): boolean {
  // Of somebody the people file does not name, the originator is only what they call themselves: it may be anybody's name.
  const stated = submitter.unlisted === true ? undefined : payment.originator;
  const named = [stated, payment.claimed_originator].filter((claimed) => claimed !== undefined);
  return samePerson(person, submitter) || named.some((claimed) => isClaimedAs(person, claimed));
}

/** Whom the case waits for. A held one asks nobody to release it: whoever may review it by hand may take it up again or end it. */
export function askedRoles(current: PaymentCase, policy: Policy): readonly string[] {
  // Nobody is asked about a missed cutoff any more; who was may still have it reviewed for another day.
  if (current.status === 'expired') return (current.decision?.requiredApprovals ?? []).map(({ role }) => role);
  if (current.status !== 'held') return rolesAskedNow(current);
  return rolesFrom(policy, policy.decisions.manual_review.at_least);
}

/** The highest-ranked role this person holds of those named; null where they hold none. */
export function highestHeld(policy: Policy, { roles }: Member, named: readonly string[]): string | null {
  const [role] = named.filter((name) => roles.includes(name)).sort((a, b) => rankOf(policy, b) - rankOf(policy, a));
  return role ?? null;
}

/** What a person would answer for: a role that waits, and the one they hold where it was asked in its place. */
export interface Slot {
  readonly role: string;
  /** Left out where they hold the role itself. */
  readonly inPlaceBy?: string;
  /** Left out where they hold what they would answer in themselves. */
  readonly standIn?: StandIn;
}

/** The highest of those that wait and they hold; else one whose next role up they hold and that has been asked. Null where nobody asks them. */
export function slotOf(policy: Policy, who: Member, current: PaymentCase, waiting: readonly string[]): Slot | null {
  const role = highestHeld(policy, who, waiting);
  if (role !== null) return { role };
  const escalation = openEscalations(current).find(({ to }) => who.roles.includes(to));
  return escalation ? { role: escalation.role, inPlaceBy: escalation.to } : null;
}

/** The rule that says who may do this beside approving. Every policy has one for each. */
export function rightTo(policy: Policy, act: RightAct): Right {
  const right = [...policy.rights, ...rightsUnlessSaid].find((candidate) => candidate.act === act);
  if (!right) throw new RangeError(`policy names nobody for ${act}`);
  return right;
}

export function hasRight(right: Right, current: PaymentCase, person: Member, policy: Policy): boolean {
  return right.given_to.some((given) => {
    if (given === 'originator') return isOriginator(current, person);
    return rolesGiven(given, current, policy).some((role) => person.roles.includes(role));
  });
}

/** `whoever asked for it, Treasury Manager, Head of Treasury`: who could, for people. */
export function namedByRight(right: Right, current: PaymentCase, policy: Policy): string {
  const named = right.given_to.flatMap((given) =>
    given === 'originator' ? ['whoever asked for it'] : rolesGiven(given, current, policy),
  );
  return [...new Set(named)].join(', ') || 'nobody';
}

/** The roles a right names, in the case of it. */
export function rolesWithRight(right: Right, current: PaymentCase, policy: Policy): readonly string[] {
  return right.given_to.flatMap((given) => (given === 'originator' ? [] : rolesGiven(given, current, policy)));
}

function rolesGiven(
  given: Exclude<Right['given_to'][number], 'originator'>,
  current: PaymentCase,
  policy: Policy,
): readonly string[] {
  if (given === 'asked') return askedRoles(current, policy);
  return rolesOf(given, policy);
}

function rankOf(policy: Policy, role: string): number {
  return policy.roles.find(({ name }) => name === role)?.rank ?? 0;
}
