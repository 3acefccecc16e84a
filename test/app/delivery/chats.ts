/** The chats that tests of delivery tell things in: each conversation is its id. */
import type { JsonObject } from '../../../src/domain/values/json';
import type { Member } from '../../../src/domain/values/person';
import type { PersonalChat } from '../../../src/ports/delivery';

export const home = { id: 'home' };

export function chatOf({ id }: JsonObject): string {
  return typeof id === 'string' ? id : '';
}

export function chat(person: Member, id: string, isPersona = false): PersonalChat {
  return { person, conversation: { id }, isPersona };
}
