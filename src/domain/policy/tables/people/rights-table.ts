/** Who may do what to a case beside approving it. */
import { z } from 'zod';
import { ruleId, words } from '../table-values';

export const rightActs = [
  'restart_review',
  'release_part',
  'delay',
  'end_held',
  'clear_false_positive',
  'confirm_true_match',
  'read_screening',
  'record_false_positive',
  'acknowledge_block',
  'withdraw',
  'release',
  'ask_again',
  'correct',
  'request_override',
  'ask_question',
  'answer_question',
  'attach_reference',
  'export_bundle',
] as const;
export type RightAct = (typeof rightActs)[number];

/** Whoever asked for the payment; whoever it waits for; one role; a role and all above it; everybody of a line. */
const givenTo = z.union([
  z.enum(['originator', 'asked']),
  z.strictObject({ role: words }).readonly(),
  z.strictObject({ at_least: words }).readonly(),
  z.strictObject({ line: z.enum(['treasury', 'compliance']) }).readonly(),
]);

const right = z
  .strictObject({ id: ruleId, act: z.enum(rightActs), given_to: z.array(givenTo).min(1).readonly() })
  .readonly();

export const rightsTable = z.strictObject({ rights: z.array(right).min(1).readonly() }).readonly();
export type Right = z.infer<typeof right>;

/** Rights that policies kept from before these acts do not name: compliance's, as everything about a match; for the rest as it is shipped. */
export const rightsUnlessSaid: readonly Right[] = [
  { id: 'compliance-records', act: 'record_false_positive', given_to: [{ line: 'compliance' }] },
  { id: 'compliance-acknowledges', act: 'acknowledge_block', given_to: [{ line: 'compliance' }] },
  { id: 'originator-withdraws', act: 'withdraw', given_to: ['originator'] },
  { id: 'both-delay', act: 'delay', given_to: ['originator', 'asked'] },
  { id: 'originator-asks-again', act: 'ask_again', given_to: ['originator'] },
  { id: 'originator-corrects', act: 'correct', given_to: ['originator'] },
  { id: 'asked-request-override', act: 'request_override', given_to: ['asked'] },
  { id: 'asked-ask', act: 'ask_question', given_to: ['asked'] },
  { id: 'originator-answers', act: 'answer_question', given_to: ['originator'] },
  { id: 'both-attach', act: 'attach_reference', given_to: ['originator', 'asked'] },
  { id: 'parties-export', act: 'export_bundle', given_to: ['originator', 'asked', { line: 'compliance' }] },
  { id: 'treasury-releases', act: 'release', given_to: [{ line: 'treasury' }] },
];
