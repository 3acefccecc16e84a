/** Somebody of the people file, by name and roles alone. */
import type { Member } from '../../src/domain/values/person';

export function member(name: string, ...roles: readonly string[]): Member {
  return { tenantId: 't', objectId: name, name, email: null, roles };
}
