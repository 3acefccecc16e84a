/** Who may read what a screening matched, by the rule of policy/rights.yaml: of a payment, and of a name asked about in chat. */
import type { Member } from '../../values/person';
import type { Policy } from '../policy';
import type { Right } from '../tables/people/rights-table';

/** Whether they hold a role that may read matches; of a payment of their own they read none all the same. */
export function mayReadScreenings(policy: Policy, { roles }: Member): boolean {
  const given = policy.rights.find(({ act }) => act === 'read_screening')?.given_to ?? [];
  return given.some((to) => typeof to !== 'string' && rolesOf(to, policy).some((role) => roles.includes(role)));
}

/** The roles a rule names, whatever the payment. */
export function rolesOf(given: Exclude<Right['given_to'][number], string>, policy: Policy): readonly string[] {
  if ('role' in given) return [given.role];
  if ('at_least' in given) return rolesFrom(policy, given.at_least);
  return policy.roles.filter(({ line }) => line === given.line).map(({ name }) => name);
}

/** That role and every higher one of its line. */
export function rolesFrom(policy: Policy, least: string): readonly string[] {
  const from = policy.roles.find(({ name }) => name === least);
  return policy.roles.filter(({ line, rank }) => line === from?.line && rank >= from.rank).map(({ name }) => name);
}
