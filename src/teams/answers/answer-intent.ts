/** How one intent of a sentence is answered. */
import type { Card } from '../../cards/templates';
import type { Reading } from '../../domain/sentences/reading';
import type { Member } from '../../domain/values/person';
import type { Desk } from '../desk';

export interface Asked {
  readonly reading: Reading;
  readonly actor: Member;
  /** A chat with the bot alone: nobody else reads the answer. */
  readonly isPersonal: boolean;
  /** Names the form, so that a message delivered twice is one payment. */
  readonly formId: string;
}

/** The cards to post, in order. None of these starts or decides anything. */
export type AnswerIntent = (desk: Desk, asked: Asked) => Promise<readonly Card[]> | readonly Card[];

export function problemCard(desk: Desk, title: string, code: string, message: string): Card {
  return desk.cards.problemCard({ title, problems: [{ code, message }], referenceId: desk.randomHex(8) });
}

/** Names of those who hold a role. */
export function namesOf({ people }: Pick<Desk, 'people'>): (role: string) => readonly string[] {
  return (role) => people.withRole(role).map(({ name }) => name);
}
