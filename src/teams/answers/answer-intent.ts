/** How one intent of a sentence is answered. */
import type { Card } from '../../cards/templates';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { Reading } from '../../domain/sentences/reading';
import type { Problem, Refusal } from '../../domain/values/errors';
import type { RefusalCode } from '../../domain/values/refusal-codes';
import type { Member } from '../../domain/values/person';
import type { Desk } from '../desk';
import type { RefusalAbout } from '../note-refusal';

export interface Asked {
  readonly reading: Reading;
  readonly actor: Member;
  /** A chat with the bot alone: nobody else reads the answer. */
  readonly isPersonal: boolean;
  /** Posts the payment's card here, kept current; false where it cannot be. */
  readonly openCard: (paymentCase: PaymentCase) => Promise<boolean>;
  /** Names the form, so that a message delivered twice is one payment. */
  readonly formId: string;
  /** The case of the payment that is named, which the person may read; null where none is named or nobody asked for its review yet. */
  readonly named: PaymentCase | null;
}

/** The cards to post, in order. None of these starts or decides anything. */
export type AnswerIntent = (desk: Desk, asked: Asked) => Promise<readonly Card[]> | readonly Card[];

export function problemCard(desk: Desk, title: string, code: RefusalCode, message: string): Card {
  return refusalCard(desk, title, [{ code, message, inWords: true }]);
}

/** In the place of an answer, what policy says to somebody it does not let in. */
export function notOpenCard(desk: Refusing & Pick<Desk, 'words'>, { problems }: Refusal): Card {
  return refusalCard(desk, desk.words.chat.problems.notOpen, problems);
}

type Refusing = Pick<Desk, 'cards' | 'noteRefusal'>;

/** What was not done, under the reference it is logged with. */
export function refusalCard(desk: Refusing, title: string, problems: readonly Problem[], about?: RefusalAbout): Card {
  return desk.cards.problemCard({ title, problems, referenceId: desk.noteRefusal(problems, about) });
}

/** Names of those who hold a role. */
export function namesOf({ people }: Pick<Desk, 'people'>): (role: string) => readonly string[] {
  return (role) => people.withRole(role).map(({ name }) => name);
}
