/** Which people stand on which line of the treasury, by the roles policy knows. */
import type { Member } from '../values/person';
import type { Policy } from './policy';

/** Whether a person holds a compliance role: only they read what a screening matched. */
export function isComplianceMember(policy: Policy, member: Member): boolean {
  return policy.roles.some(({ name, line }) => line === 'compliance' && member.roles.includes(name));
}
