/** People as a payment's card names them. */
import type { AskedPerson, AskedRole } from '../../../domain/case/people/asked-people';
import type { ObtainedApproval } from '../../../domain/case/payment-case';
import type { Person } from '../../../domain/values/person';
import { shown } from '../../words/escape-markdown';
import type { Words } from '../../words/words';

/** Longer names are cut where they stand in the first part of a card; the history has them in full. */
const maxName = 40;
const maxRole = 60;
/** Names of one role before the rest is counted. */
const maxHolders = 3;

export function nameText({ name }: Person): string {
  return shown(name, maxName);
}

/** `Dana Demir for Omar Okafor`, where they spoke in somebody's place; the history says by which delegation. */
export function speakerText({ by, delegation }: ObtainedApproval, words: Words): string {
  const name = nameText(by);
  if (!delegation) return name;
  return words.delegation.standsIn(name, nameText(delegation.for));
}

/** Without the delegation's reference. */
export function askedPersonText(person: AskedPerson, words: Words): string {
  const name = nameText(person);
  return person.actsFor ? words.delegation.standsIn(name, nameText(person.actsFor)) : name;
}

export function roleText(role: string): string {
  return shown(role, maxRole);
}

/** `Carl Castellan or Paula Petrov`; the role itself where nobody of it may. */
export function holdersText({ role, people }: AskedRole, words: Words): string {
  if (people.length === 0) return roleText(role);
  const named = people.slice(0, maxHolders).map((person) => askedPersonText(person, words));
  const more = people.length > maxHolders ? [words.next.more(people.length - maxHolders)] : [];
  return words.or([...named, ...more]);
}

/** Everybody who is asked: by name where each role has one person, else by role. */
export function askedText(asked: readonly AskedRole[], words: Words): string {
  const byName = asked.every(({ people }) => people.length === 1);
  const listed = asked.slice(0, 6);
  return words.and(listed.map((role) => (byName ? holdersText(role, words) : roleText(role.role))));
}
