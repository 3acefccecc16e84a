/** What a sentence means: one intent of a closed table, the fields it gives, and what must still be asked. */
import type { AmbiguityCode } from './ambiguity';
import type { Channel, PaymentType } from '../payment/payment-request';

export const intents = [
  'request_payment',
  'several_payments',
  'transfer',
  'open_payment',
  'decide',
  'explain_payment',
  'worklist',
  'balance',
  'affordability',
  'screen',
  'cutoff',
  'calendar',
  'who_approves',
  'who_is',
  'delegate',
  'policy_question',
  'thanks',
  'greeting',
  'help',
  'not_understood',
] as const;
export type Intent = (typeof intents)[number];

/** Acts on a payment a sentence can name, by the names of the case machine. None is done by a sentence. */
export const sentenceActs = [
  'approve',
  'reject',
  'withdraw',
  'take_back_approval',
  'release',
  'release_part',
  'ask_again',
  'correct',
  'ask_question',
  'answer_question',
  'attach_reference',
  'claim',
  'delay',
  'restart_review',
  'request_override',
] as const;
export type SentenceAct = (typeof sentenceActs)[number];

/** Snake case: printed by the command line as they are. A field that cannot be read for certain is left out. */
export interface Fields {
  readonly amount?: string;
  readonly currency?: string;
  readonly beneficiary_name?: string;
  readonly account_id?: string;
  /** The account of our own that money goes to. */
  readonly to_account_id?: string;
  readonly entity?: string;
  readonly payment_type?: PaymentType;
  readonly channel?: Channel;
  readonly urgency?: 'urgent';
  readonly value_date?: string;
  readonly timestamp_utc?: string;
  readonly beneficiary_account?: string;
  readonly beneficiary_bic?: string;
  readonly beneficiary_bank_code?: string;
  readonly purpose?: string;
  readonly payment_id?: string;
  readonly act?: SentenceAct;
  readonly comment?: string;
  readonly name?: string;
  readonly calendar?: string;
  readonly date?: string;
  readonly role?: string;
  readonly person?: string;
  readonly severity?: 'BREACH' | 'CRITICAL';
  readonly after_hours?: true;
  /** Somebody says that they will not be there; left out where a role alone is handed on. */
  readonly away?: true;
}

export type Field = keyof Fields;

/** `choices` are the readings as they would be typed; none where nothing can be offered. */
export interface Ambiguity {
  readonly field: Field;
  readonly said: string;
  readonly choices: readonly string[];
  readonly code: AmbiguityCode;
  /** In English. */
  readonly why: string;
}

/** What was taken for granted: that a time is UTC, that $ is USD. */
export interface Assumption {
  readonly said: string;
  readonly taken: string;
}

/** What an agent added to the reading of a pasted text, and what of it was not taken. */
export interface IntakeNote {
  readonly state: 'read';
  /** Fields that the reader had not found. */
  readonly took: readonly Field[];
  /** Of several in the text, which one the agent named. */
  readonly chose: readonly { readonly field: Field; readonly taken: string; readonly among: string }[];
  readonly dropped: readonly {
    readonly field: Field;
    readonly said: string;
    readonly why: 'not_in_text' | 'not_readable' | 'read_otherwise' | 'to_be_asked';
  }[];
}

export interface Reading {
  readonly intent: Intent;
  readonly fields: Fields;
  readonly ambiguities: readonly Ambiguity[];
  readonly assumed: readonly Assumption[];
  /** Words that no field took, as they were typed. */
  readonly leftOut: readonly string[];
  /** The sentence as it was read, without mentions and quotes. */
  readonly text: string;
  /** Intents it came near to, where it was not understood: the nearest first. */
  readonly nearest: readonly Intent[];
  /** Left out where no agent was asked; `failed` where it did not answer, and the reader stands alone. */
  readonly intake?: IntakeNote | { readonly state: 'failed' };
}
