/** A person in full, and who really pressed where a test identity acted. */
import type { Person } from '../../../domain/values/person';
import { shown } from '../../words/escape-markdown';
import type { Words } from '../../words/words';

export function personText(person: Person, words: Words): string {
  const name = shown(person.name, 80);
  return person.personaOf === undefined ? name : words.history.tested(name, shown(person.personaOf, 80));
}
