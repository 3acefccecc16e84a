/** Whether policy lets a person see or ask something: a pure question, put in one place of the chat edge. */
import { refuse, type Refusal } from '../values/errors';
import type { Member } from '../values/person';
import type { Policy } from './policy';
import type { AccessAct, Audience } from './tables/people/access-table';

export interface AccessQuestion {
  readonly act: AccessAct;
  readonly person: Member;
  /** Of the payment it is about; false where it is about none. */
  readonly isParty: boolean;
}

/** Null where policy lets them in; what no row lets in is refused. */
export function refuseAccess(policy: Pick<Policy, 'access'>, { act, person, isParty }: AccessQuestion): Refusal | null {
  const rule = policy.access.acts.find((candidate) => candidate.act === act);
  const isLetIn = rule?.let_in.some((audience) => belongsTo(audience, person, isParty)) ?? false;
  if (isLetIn) return null;
  return refuse(
    'access_refused',
    rule ? `${person.name}: ${rule.refusal} (${rule.id})` : `${person.name}: no rule of the policy allows this.`,
    undefined,
    rule ? { rule: rule.id } : {},
  );
}

function belongsTo(audience: Audience, { roles, unlisted }: Member, isParty: boolean): boolean {
  switch (audience) {
    case 'role_holder':
      return roles.length > 0;
    case 'listed':
      return unlisted !== true;
    case 'party':
      return isParty;
    case 'unlisted':
      return true;
  }
}
