/** Which act of the access policy each intent of a sentence is. */
import type { AccessAct } from '../../domain/policy/tables/people/access-table';
import type { Intent } from '../../domain/sentences/reading';

/**
 * A sentence that names a payment is also a reading of that payment, whatever it asks. The list of what waits asks the policy for
 * each payment. Null is open to everybody: it says what anybody reads in /help, or opens a form of their own.
 */
export const intentActs: Readonly<Record<Intent, AccessAct | null>> = {
  request_payment: 'submit_payment',
  several_payments: 'submit_payment',
  transfer: 'submit_payment',
  open_payment: 'read_payment',
  decide: 'read_payment',
  explain_payment: 'read_payment',
  worklist: 'read_worklist',
  balance: 'read_liquidity',
  affordability: 'read_liquidity',
  screen: 'screen_name',
  cutoff: 'ask_question',
  calendar: 'ask_question',
  who_approves: 'ask_question',
  who_is: 'ask_question',
  policy_question: 'ask_question',
  not_understood: 'ask_question',
  delegate: null,
  thanks: null,
  greeting: null,
  help: null,
};
