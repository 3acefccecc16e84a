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

/** A person with the roles policy gives them. Nobody else has any. */
export interface Member extends Person {
  readonly roles: readonly string[];
}

export function samePerson(
  a: Pick<Person, 'tenantId' | 'objectId'>,
  b: Pick<Person, 'tenantId' | 'objectId'>,
): boolean {
  return a.tenantId === b.tenantId && a.objectId === b.objectId;
}

/** Who acted, without the roles they held: those may change, and who it was does not. */
export function withoutRoles({ roles: _roles, ...person }: Member): Person {
  return person;
}
