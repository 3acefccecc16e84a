/** Whether the people there are can answer for a set of roles, each person for one role only. */
import type { Member } from '../../values/person';

/** True where every role can be given to a person of its own. */
export function canStaff(roles: readonly string[], members: readonly Member[]): boolean {
  const takenBy = new Map<Member, string>();
  const seat = (role: string, tried: Set<Member>): boolean =>
    members.some((member) => {
      if (!member.roles.includes(role) || tried.has(member)) return false;
      tried.add(member);
      const other = takenBy.get(member);
      // Somebody already seated moves to another role where that is possible (augmenting paths).
      if (other !== undefined && !seat(other, tried)) return false;
      takenBy.set(member, role);
      return true;
    });
  return roles.every((role) => seat(role, new Set()));
}
