/** Answers a pressed button or a posted form: what the presser's card becomes, and what the conversation is told. */
import { readPress, readSeveral } from '../cards/read-press';
import { verbs, type CardVerb } from '../cards/verbs';
import { delegationActs } from '../domain/delegation/answer-delegation';
import type { Refusal } from '../domain/values/errors';
import { answerByPress, giveByForm } from './answers/delegations';
import { answerRunPress } from './answers/payment-runs';
import { approveSeveral, worklistFor } from './answers/worklist';
import { stampCopy } from './cards/stamp-copy';
import type { Desk } from './desk';
import { createAccess } from './people/access';
import type { PressAnswer } from './press-answer';
import { changeCase } from './presses/change-case';
import { isLook, lookAtCase } from './presses/look-at-case';
import { refused } from './presses/not-done';
import type { Pressed } from './presses/pressed';
import { submitForm } from './presses/submit-form';

export type AnswerPress = (pressed: Pressed) => Promise<PressAnswer>;

export function createAnswerPress(desk: Desk): AnswerPress {
  return async (pressed) => (await answerElsewhere(desk, pressed)) ?? answerOnCard(desk, pressed);
}

/** Buttons of forms and lists; null for one of a payment's card. */
async function answerElsewhere(desk: Desk, pressed: Pressed): Promise<PressAnswer | null> {
  const { verb, actor } = pressed;
  const refuse = (refusal: Refusal) => refused(desk, refusal, actor);
  if (verb === verbs.submit_payment) return submitForm(desk, pressed);
  if (verb === verbs.approve_several) return several(desk, pressed);
  if (verb === verbs.approve_run || verb === verbs.show_run) return answerRunPress(desk, verb, pressed, refuse);
  if (verb === verbs.cancel_form)
    return { card: desk.cards.noticeCard(desk.words.form.cancelled), message: null, place: 'pressed' };
  if (verb === verbs.give_delegation) return giveByForm(desk, pressed, refuse);
  const answered = delegationActs.find((act) => act === verb);
  return answered ? answerByPress(desk, answered, pressed) : null;
}

/** What was not approved is said in the list, beside what was. */
async function several(desk: Desk, { data, actor, isPersonal = false }: Pressed): Promise<PressAnswer> {
  const read = readSeveral(data);
  if (!read.ok) return refused(desk, read, actor);
  const done = await approveSeveral(desk, read.picked, actor);
  return { card: await worklistFor(desk, { actor, isPersonal }, done), message: null, place: 'pressed' };
}

async function answerOnCard(desk: Desk, pressed: Pressed): Promise<PressAnswer> {
  const { actor, activityId = null, conversation } = pressed;
  const read = readPress(pressed.verb, pressed.data);
  if (!read.ok) return refused(desk, read, actor);
  const { verb, run_id: runId, copy, unasked } = read.press;
  // Ids can be guessed or passed on: whoever may not read a payment learns nothing by pressing on it.
  const pressedOn = await desk.store.findCase(runId);
  const notTheirs = pressedOn && createAccess(desk).refuse('read_payment', actor, pressedOn);
  if (notTheirs) return unasked === true ? unchanged : refused(desk, notTheirs, actor);
  // A press shows that its card is there, also one whose posting nobody heard of.
  if (pressedOn && activityId !== null && keepsCard(verb))
    await desk.adoptCard({ runId, activityId, conversation, copy });
  const onCard = { ...pressed, copy };
  const answer = isLook(verb)
    ? await lookAtCase(desk, verb, { runId, unasked }, onCard)
    : await changeCase(desk, verb, read.press, onCard);
  // In the place of the pressed card it is that copy still: the next press says so too.
  return answer.card && copy !== null ? { ...answer, card: stampCopy(answer.card, copy) } : answer;
}

/** What a client that asks by itself is told where there is nothing for whoever looks. */
const unchanged: PressAnswer = { card: null, message: null, place: 'pressed' };

/** What-if and screening have an answer of their own, which may stand in the place of the card in some clients. */
function keepsCard(verb: CardVerb): boolean {
  return !isLook(verb) || verb === verbs.show_payment;
}
