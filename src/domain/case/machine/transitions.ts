/** The case machine: a command and a case become the next case and its event, or a named refusal. Nothing else changes a case. */
import { noteBankStatus } from '../acts/bank/bank-status';
import { bookByBank } from '../acts/bank/bank-word';
import type { Command, DeskCommand } from './commands';
import { completeStep, conclude, failReview, noteLiquidityCheck } from './desk-transitions';
import type { Known } from '../in-force';
import type { PaymentCase } from '../payment-case';
import { press } from './press-transitions';
import { refuseUnknownCase } from './refuse-act';
import type { Transition } from './next-case';
import { noteUnusual } from '../unusual/later-unusual';
import { rescreen } from '../acts/rescreen';
import { sendInFile } from '../acts/bank/send';
import { takesCommand } from './states';
import { openCase } from './open-case';
import { nextDueMs } from '../time/due-moments';
import { dueRulesOf, escalate, expire, remind } from './follow-up-transitions';
import { formatUtc } from '../../values/time';
import { refuse, type Refusal } from '../../values/errors';

/** `current`: the case as it stands; null where there is none yet. */
export function transition(command: Command, current: PaymentCase | null, known: Known): Transition {
  const decided = apply(command, current, known);
  return decided.ok ? { ...decided, case: withDue(decided.case, known) } : decided;
}

/** When the desk must come back to it stands in the case, so that a sweep finds it. */
function withDue({ dueAt: _before, ...next }: PaymentCase, known: Known): PaymentCase {
  // A run begun anew keeps another policy; but nothing of it is due before it has a decision.
  const dueMs = nextDueMs(next, dueRulesOf(known));
  return dueMs === null ? next : { ...next, dueAt: formatUtc(dueMs) };
}

function apply(command: Command, current: PaymentCase | null, known: Known): Transition {
  if (command.type === 'submit_payment') return current ? refuseKnownCase(current) : openCase(command, known);
  if (!current) return refuseUnknownCase();
  return 'actor' in command ? press(command, current, known) : byDesk(command, current, known);
}

function byDesk(command: DeskCommand, current: PaymentCase, known: Known): Transition {
  if (!takesCommand(current.status, command.type) || command.basedOn !== current.version)
    return refuse('case_moved_on', `Not done: ${current.payment.payment_id} has changed meanwhile.`);
  switch (command.type) {
    case 'complete_step':
      return completeStep(command, current, known);
    case 'conclude':
      return conclude(command, current, known);
    case 'fail':
      return failReview(command, current, known);
    case 'note_liquidity_check':
      return noteLiquidityCheck(command, current, known);
    case 'note_unusual':
      return noteUnusual(current, known);
    case 'rescreen':
      return rescreen(command, current, known);
    case 'send':
      return sendInFile(command, current, known);
    case 'note_bank_status':
      return noteBankStatus(command, current, known);
    case 'settle':
    case 'book_short':
    case 'return_payment':
      return bookByBank(command, current, known);
    case 'remind':
      return remind(current, known);
    case 'escalate':
      return escalate(current, known);
    case 'expire':
      return expire(current, known);
  }
}

function refuseKnownCase({ runId }: PaymentCase): Refusal {
  return refuse('case_exists', `Not submitted: there is a case ${runId} already.`);
}
