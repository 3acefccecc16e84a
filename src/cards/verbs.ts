/** The wire names a card's buttons carry, and the only data they carry: everything else comes from the store. */
import { correctableFields } from '../domain/case/acts/correct';
import type { dispositionActs } from '../domain/case/acts/dispose';
import { evidenceInput } from '../domain/case/acts/dispose';
import { bankReferenceInput } from '../domain/case/acts/bank/release';
import type { DelegationAct } from '../domain/delegation/answer-delegation';
import type { Act } from '../domain/case/machine/refuse-act';

export const verbs = {
  approve: 'approve',
  reject: 'reject',
  clear_false_positive: 'clear_false_positive',
  confirm_true_match: 'confirm_true_match',
  show_screening: 'show_screening',
  export_bundle: 'export_bundle',
  show_payment: 'show_payment',
  restart_review: 'restart_review',
  what_if: 'what_if',
  release_part: 'release_part',
  delay: 'delay',
  sweep: 'sweep',
  propose_false_positive: 'propose_false_positive',
  confirm_false_positive: 'confirm_false_positive',
  acknowledge_block: 'acknowledge_block',
  claim: 'claim',
  pass_on: 'pass_on',
  /** On the list of what waits: every payment that is ticked, each by itself. */
  approve_several: 'approve_several',
  /** On a payment run's card: all that proceeds, as it was shown; and the card as it stands now. */
  approve_run: 'approve_run',
  show_run: 'show_run',
  withdraw: 'withdraw',
  take_back_approval: 'take_back_approval',
  release: 'release',
  ask_again: 'ask_again',
  correct: 'correct',
  request_override: 'request_override',
  ask_question: 'ask_question',
  answer_question: 'answer_question',
  attach_reference: 'attach_reference',
  submit_payment: 'submit_payment',
  cancel_form: 'cancel_form',
  give_delegation: 'give_delegation',
  accept_delegation: 'accept_delegation',
  decline_delegation: 'decline_delegation',
  end_delegation: 'end_delegation',
  /** Says something as if it had been typed. */
  say: 'say',
} as const satisfies Record<
  | Act
  | DelegationAct
  | 'give_delegation'
  | 'approve_several'
  | 'approve_run'
  | 'show_run'
  | 'show_payment'
  | 'submit_payment'
  | 'cancel_form'
  | 'say',
  string
>;

export type Verb = (typeof verbs)[keyof typeof verbs];

/** Verbs of a payment's card; `submit_payment` and `cancel_form` belong to the form, `approve_several` to the list, `approve_run` and `show_run` to a run's card, `say` to answers. */
export type CardVerb = Exclude<Verb, (typeof otherVerbs)[number]>;
export const otherVerbs = [
  'submit_payment',
  'cancel_form',
  'approve_several',
  'approve_run',
  'show_run',
  'give_delegation',
  'accept_delegation',
  'decline_delegation',
  'end_delegation',
  'say',
] as const satisfies readonly Verb[];

/** What every button of a payment's card carries: which case, and the version of it the presser saw. */
export interface PressData {
  readonly run_id: string;
  readonly version: number;
}

/** The input a verb's comment is typed into; ids must be unique within one card (Adaptive Cards schema). */
export function commentInputId(verb: CardVerb): string {
  return `comment_${verb}`;
}

/** Until when a proposed false positive shall hold. */
export const expiryInput = 'expires_on';

/** Whom a claim is passed on to: an object id of the people file, or nothing. */
export const passToInput = 'pass_to';

/** Whether the payment of that place in the list is approved with the others. */
export function pickInputId(place: number): string {
  return `pick_${place}`;
}

/** What a person types into the what-if: unlike everything else on the card, it is a question and changes nothing. */
export const whatIfInputs = { amount: 'what_if_amount', at: 'what_if_at', account: 'what_if_account' } as const;

/** Both of compliance's answers stand on one card, so each has an input of its own for the evidence. */
export function evidenceInputId(verb: (typeof dispositionActs)[number]): string {
  return `${evidenceInput}_${verb}`;
}

/** Which account a sweep takes from: one of those the evidence names. */
export const sweepSourceInput = 'sweep_source';

/** What an act takes beside the person's own words, under its own names; an input's id is the name, with the verb behind it where two acts on a card share one. */
export const actInputs: Partial<Record<Verb, readonly string[]>> = {
  clear_false_positive: [evidenceInput],
  confirm_true_match: [evidenceInput],
  release: [bankReferenceInput],
  correct: correctableFields,
};
