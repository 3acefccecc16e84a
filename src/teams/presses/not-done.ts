/** What a press did not do, told to whoever pressed. */
import type { TypedComment, TypedWhatIf } from '../../cards/payment/payment-view';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { Refusal } from '../../domain/values/errors';
import type { Member } from '../../domain/values/person';
import { refusalCard } from '../answers/answer-intent';
import type { Desk } from '../desk';
import type { PressAnswer } from '../press-answer';
import { pressedCopy } from './pressed-copy';
import type { Pressed } from './pressed';

export interface Presser {
  readonly actor: Member;
  readonly typed: TypedComment | undefined;
  readonly whatIf?: TypedWhatIf | undefined;
  readonly copy: Pressed['copy'];
}

export function refused(desk: Desk, refusal: Refusal, actor: Member): PressAnswer {
  const title = desk.words.chat.problems.notDone(actor.name);
  return { card: null, message: refusalCard(desk, title, refusal.problems, { actor }), place: 'pressed' };
}

/** Said on the presser's card, and what was typed comes back: this card goes to nobody else. */
export async function refusedOn(
  desk: Desk,
  current: PaymentCase,
  refusal: Refusal,
  { actor, typed, whatIf, copy }: Presser,
): Promise<PressAnswer> {
  const { problems } = refusal;
  const referenceId = desk.noteRefusal(problems, { actor, runId: current.runId });
  const told = { name: actor.name, problems, referenceId };
  // A card that is for one person alone stays theirs.
  const { viewer } = (await pressedCopy(desk, current, copy)) ?? {};
  const card = await desk.renderCopy(current, { ...(viewer && { viewer }) }, { typed, whatIf, refusal: told });
  const title = desk.words.chat.problems.notDone(actor.name);
  return { card, message: desk.cards.problemCard({ title, problems, referenceId }), place: 'shared' };
}
