/** Which answer each intent of a sentence gets. */
import type { Intent } from '../../domain/sentences/reading';
import type { AnswerIntent } from './answer-intent';
import { fillDelegation } from './delegations';
import { askPolicy, sayWhoIs, screenName } from './ask-policy';
import { askOneAtATime, fillForm, fillTransfer } from './fill-form';
import { showBalance, tryPayment } from './look-up';
import { explainPayment, openPayment, pointToButtons } from './open-payment';
import { listWaiting } from './worklist';
import { greet, help, sayNotUnderstood, youAreWelcome } from './small-talk';

export const answers: Readonly<Record<Intent, AnswerIntent>> = {
  request_payment: fillForm,
  several_payments: askOneAtATime,
  transfer: fillTransfer,
  open_payment: openPayment,
  decide: pointToButtons,
  explain_payment: explainPayment,
  worklist: listWaiting,
  balance: showBalance,
  affordability: tryPayment,
  screen: screenName,
  cutoff: askPolicy,
  calendar: askPolicy,
  who_approves: askPolicy,
  who_is: sayWhoIs,
  delegate: fillDelegation,
  policy_question: askPolicy,
  thanks: youAreWelcome,
  greeting: greet,
  help,
  not_understood: sayNotUnderstood,
};
