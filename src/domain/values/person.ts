/** Who acts: always taken from the tenant and Entra object id of the activity, never from a card or a text. */

export interface Person {
  readonly tenantId: string;
  /** Entra object id, unique within the tenant. */
  readonly objectId: string;
  readonly name: string;
  readonly email: string | null;
  /** Set while somebody acts as a demo persona: the name of who really pressed. Only the local profile can set it. */
  readonly personaOf?: string;
  /** Set for somebody the people file does not name: the name is only what they call themselves. */
  readonly unlisted?: true;
}

/** A role somebody may answer in for the person who holds it: a delegation, as it stands when they act. */
export interface StandIn {
  /** `DLG-…`, and the version of it that is meant. */
  readonly reference: string;
  readonly version: number;
  readonly role: string;
  /** Whose place it is. */
  readonly from: Person;
  /** ISO days, UTC; both count. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** In USD equivalent; null: as far as the role goes. */
  readonly upToUsd: number | null;
  /** Why it counts for nothing any more, whatever the day; null while it may. */
  readonly stopped: 'ended' | 'role_taken' | null;
}

/** A person with the roles policy gives them. Nobody else has any. */
export interface Member extends Person {
  readonly roles: readonly string[];
  /** Left out where nobody has delegated to them. */
  readonly standsIn?: readonly StandIn[];
}

export function samePerson(
  a: Pick<Person, 'tenantId' | 'objectId'>,
  b: Pick<Person, 'tenantId' | 'objectId'>,
): boolean {
  return a.tenantId === b.tenantId && a.objectId === b.objectId;
}

/** Each once, where they come first. */
export function distinctPeople<One extends Pick<Person, 'tenantId' | 'objectId'>>(
  people: readonly One[],
): readonly One[] {
  return people.filter((one, at) => people.findIndex((other) => samePerson(other, one)) === at);
}

/** Who acted, without the roles they held: those may change, and who it was does not. */
export function withoutRoles({ roles: _roles, standsIn: _standsIn, ...person }: Member): Person {
  return person;
}
