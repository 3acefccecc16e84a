/** One sentence for one refusal of an act: what was not done, why and by which rule, who could, and what to do next. */
import { refuse, type Problem, type Refusal } from '../../values/errors';
import type { RefusalCode } from '../../values/refusal-codes';
import type { PersonAct } from './commands';
import type { PaymentCase } from '../payment-case';
import type { Member } from '../../values/person';

/** What a person may ask of a case: the acts that change it, and the questions that do not. */
export type Act = PersonAct | 'sweep' | 'what_if' | 'show_screening' | 'export_bundle';

const notDone: Readonly<Record<Act, string>> = {
  approve: 'Not approved',
  reject: 'Not rejected',
  clear_false_positive: 'False positive not recorded',
  confirm_true_match: 'True match not recorded',
  restart_review: 'Not restarted',
  release_part: 'Not reduced',
  delay: 'Not delayed',
  propose_false_positive: 'Not proposed',
  confirm_false_positive: 'Not recorded',
  acknowledge_block: 'Not acknowledged',
  claim: 'Not claimed',
  pass_on: 'Not passed on',
  withdraw: 'Not withdrawn',
  take_back_approval: 'Not taken back',
  release: 'Not released',
  ask_again: 'Not asked for again',
  correct: 'Not corrected',
  request_override: 'Not asked for',
  ask_question: 'Not asked',
  answer_question: 'Not answered',
  attach_reference: 'Not attached',
  sweep: 'Not filled in',
  what_if: 'Not computed',
  show_screening: 'Not shown',
  export_bundle: 'Not handed out',
};

export interface Grounds {
  readonly code: RefusalCode;
  /** A sentence. */
  readonly why: string;
  /** The rule of policy that says so. */
  readonly rule?: string | undefined;
  /** Whole sentences: who could, what to do next. */
  readonly next?: string;
  /** The input it is about. */
  readonly field?: string;
  /** What the sentences tell of, for whoever says them in another language. */
  readonly figures?: Problem['figures'];
}

export function refuseAct(act: Act, { code, why, rule, next, field, figures }: Grounds): Refusal {
  const because = `${notDone[act]}. ${why.replace(/\.$/, '')}${rule === undefined ? '' : ` (${rule})`}.`;
  const { problems } = refuse(code, next === undefined ? because : `${because} ${next}`, field, figures);
  return { ok: false, problems: problems.map((problem) => ({ ...problem, act })) };
}

/** Whoever asked for a case that is not there learns nothing more. */
export function refuseUnknownCase(): Refusal {
  return refuse('unknown_case', 'This payment is not known here.');
}

export function refuseByState(act: PersonAct, { payment, status }: PaymentCase): Refusal {
  return refuseAct(act, {
    code: 'case_not_waiting',
    why: `${payment.payment_id} does not wait for this: it is ${status.replaceAll('_', ' ')}`,
    next: `See it with /status ${payment.payment_id}.`,
    figures: { state: status },
  });
}

export function refuseByRole(act: Act, { name, roles }: Member, named: string, rule?: string): Refusal {
  const own = roles.length > 0 ? roles.join(', ') : 'no approval role';
  return refuseAct(act, {
    code: 'role_not_asked_for',
    why: `${name} holds ${own}; this payment waits for ${named}`,
    rule,
    next: 'Ask one of them.',
    figures: { own, named },
  });
}
