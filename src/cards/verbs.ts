/** The wire names a card's buttons carry, and the only data they carry: everything else comes from the store. */

export const verbs = {
  approve: 'approve',
  reject: 'reject',
  clear_false_positive: 'clear_false_positive',
  confirm_true_match: 'confirm_true_match',
  show_screening: 'show_screening',
  show_payment: 'show_payment',
  restart_review: 'restart_review',
  submit_payment: 'submit_payment',
} as const;

export type Verb = (typeof verbs)[keyof typeof verbs];

/** Verbs of a payment's card; `submit_payment` belongs to the form. */
export type PressVerb = Exclude<Verb, 'submit_payment'>;

/** What every button of a payment's card carries: which case, and the version of it the presser saw. */
export interface PressData {
  readonly run_id: string;
  readonly version: number;
}

/** The input a verb's comment is typed into; ids must be unique within one card (Adaptive Cards schema). */
export function commentInputId(verb: PressVerb): string {
  return `comment_${verb}`;
}
