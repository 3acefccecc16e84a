/** Words that several rows of the table of intents have in common. */
import type { Cue } from './cues';
import type { MarkKind } from './marks';

/** What may be done to a payment that is named. */
export const actCues = [
  'act_approve',
  'act_reject',
  'act_withdraw',
  'act_release',
  'act_part',
  'act_ask_again',
  'act_correct',
  'act_question',
  'act_answer',
  'act_reference',
  'act_claim',
  'act_delay',
  'act_restart',
  'act_override',
] as const;

/** What else may be said in a question for a cutoff. */
export const cutoffWords: readonly (Cue | `#${MarkKind}`)[] = [
  'cutoff',
  '#currency',
  '#type',
  '#entity',
  '#date',
  '#calendar',
  '#urgency',
  'payment',
  'pay',
  'for',
  'what',
  'how',
  'show',
  'open_day',
  'bank_word',
  'time_word',
  'can_pay',
  'release',
  'make',
  'have',
];
