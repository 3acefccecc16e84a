/** Presses that change a payment: what was typed goes with them, and everybody's card is brought up to date. */
import type { Changed } from '../../app/change-case';
import type { PressedButton } from '../../cards/read-press';
import type { Card } from '../../cards/templates';
import type { CardVerb } from '../../cards/verbs';
import { isLanguage, languages } from '../../cards/words/languages';
import type { Press } from '../../domain/case/machine/commands';
import type { PaymentCase } from '../../domain/case/payment-case';
import { refuse } from '../../domain/values/errors';
import type { SharedCard } from '../../ports/delivery';
import type { Desk } from '../desk';
import type { PressAnswer } from '../press-answer';
import { onCase, type LookVerb } from './look-at-case';
import { refused, refusedOn, type Presser } from './not-done';
import { drawnForPresser } from './pressed-copy';
import type { Pressed } from './pressed';

export async function changeCase(
  desk: Desk,
  verb: Exclude<CardVerb, LookVerb>,
  { run_id: runId, version: shownVersion, comment, expiresOn, inputs, passTo }: PressedButton,
  { actor, conversation, copy }: Pressed,
): Promise<PressAnswer> {
  const press = { shownVersion, comment, actor };
  const commented = comment === null ? undefined : { act: verb, comment };
  const filledIn = { act: verb, comment: comment ?? '', inputs };
  const told = (changed: Changed, typed: Presser['typed']) => afterChange(desk, runId, changed, { actor, typed, copy });
  switch (verb) {
    case 'approve':
    case 'reject':
    case 'clear_false_positive':
    case 'confirm_true_match':
    case 'restart_review':
    case 'delay':
    case 'confirm_false_positive':
    case 'acknowledge_block':
    case 'claim':
    case 'withdraw':
    case 'take_back_approval':
    case 'release':
    case 'request_override':
    case 'ask_question':
    case 'answer_question':
    case 'attach_reference': {
      const isEmpty = comment === null && inputs === undefined;
      return told(await desk.actOnCase(runId, { ...press, type: verb, inputs }), isEmpty ? undefined : filledIn);
    }
    case 'release_part':
      return told(await desk.releasePart(runId, { ...press, type: verb }), commented);
    case 'correct':
      return told(await desk.correctPayment(runId, { ...press, type: verb, inputs }), filledIn);
    case 'ask_again':
      return told(await desk.askAgain(runId, { ...press, type: verb }, conversation), commented);
    case 'propose_false_positive':
      return told(await desk.actOnCase(runId, { ...press, type: verb, expiresOn }), undefined);
    case 'pass_on':
      return passOn(desk, runId, { ...press, type: verb, comment: null }, { passTo, copy });
  }
}

async function passOn(
  desk: Desk,
  runId: string,
  press: Press,
  { passTo: picked, copy }: { readonly passTo: string | undefined } & Pick<Presser, 'copy'>,
): Promise<PressAnswer> {
  const presser = { actor: press.actor, typed: undefined, copy };
  const passTo = picked === undefined ? undefined : desk.people.members().find((one) => one.objectId === picked);
  if (picked !== undefined && !passTo) {
    const unknown = refuse('unknown_person', 'Not passed on. Nobody of that name is known here.', 'pass_to');
    return onCase(desk, runId, press.actor, (current) => refusedOn(desk, current, unknown, presser));
  }
  return afterChange(desk, runId, await desk.actOnCase(runId, { ...press, passTo }), presser);
}

/** Whether the press counted or not: a refused press often means a stale card. */
async function afterChange(desk: Desk, runId: string, changed: Changed, presser: Presser): Promise<PressAnswer> {
  const { shared } = await desk.showOrLog(runId);
  // Read last: what the presser's card becomes is never older than what was shown there meanwhile.
  const current = await desk.store.findCase(runId);
  if (!changed.ok) return current ? refusedOn(desk, current, changed, presser) : refused(desk, changed, presser.actor);
  const card =
    current &&
    ((await drawnForPresser(desk, current, presser)) ??
      sameCard(desk, current, shared) ??
      (await desk.renderCase(current, null)));
  return { card, message: null, place: 'shared' };
}

/** The card just sent to everybody is the presser's too, where it says what stands, in their language. */
function sameCard({ words }: Desk, { version }: PaymentCase, shared: SharedCard | undefined): Card | null {
  const { language = '' } = shared ?? {};
  const isTheirs = isLanguage(language) && words === languages[language];
  return shared?.version === version && isTheirs ? shared.card : null;
}
