/** The life of a case on one page: its states, and the commands each of them takes. Everything else is refused. */
import type { CommandType } from './commands';

/** What compliance says of a match for later payments changes nothing about this one. */
const records = ['propose_false_positive', 'confirm_false_positive'] as const;

/** Saying that one looks at it, and passing that on, changes nothing about it either. */
const looking = ['claim', 'pass_on'] as const;

/** What people ask and tell one another about it: nothing of it moves the payment. */
const talk = ['ask_question', 'answer_question', 'attach_reference'] as const;

/** What the desk does while nobody answers. */
const followUps = ['remind', 'escalate'] as const;

/**
 * ```
 *  submit_payment
 *        v
 *  under_review --conclude--> awaiting_approval --approve (the last one)--> approved
 *   |  ^  ^  \                 |  |  \--reject----> rejected
 *   |  |  |   \                |  \--restart_review, release_part, delay--> under_review
 *   |  |  |    \--conclude--> compliance_review --confirm_true_match--> rejected
 *   |  |  \--clear_false_positive (the last one)--/
 *   |  \--restart_review-- held --reject--> rejected
 *   \--fail, conclude--> held
 *   \--conclude--> rejected
 *
 *  awaiting_approval --expire--> expired --restart_review (for the next value date)--> under_review
 *
 *  held, compliance_review, awaiting_approval, approved --rescreen (a new hit)--> under_review
 *
 *  approved --take_back_approval--> awaiting_approval
 *  approved --release, send (in a payment file)--> released --settle--> settled --return_payment--> returned
 *     \--settle, book_short, return_payment (the bank says so, whatever was noted here)--/
 *  released --note_bank_status--> released, or returned where the bank will not pay it
 *  approved, released, settled, short --book_short--> short --settle--> settled
 *  short --return_payment--> returned
 *  under_review, held, awaiting_approval, approved, expired --withdraw--> withdrawn
 *  held, awaiting_approval, approved --correct--> under_review
 *  rejected, withdrawn, returned, expired --ask_again--> the same, beside a new case that is under_review
 * ```
 */
export const takes = {
  /** Agents still have steps to run. */
  under_review: ['complete_step', 'conclude', 'fail', 'withdraw', ...talk],
  /** A gate failed: somebody must restart the review, or end it. */
  held: ['restart_review', 'reject', 'rescreen', 'withdraw', 'remind', ...records, ...looking, 'correct', ...talk],
  /** Waits for compliance to tell a false positive from a true match. Whoever asked for it does nothing to it meanwhile: what they could do would tell. */
  compliance_review: ['clear_false_positive', 'confirm_true_match', 'rescreen', ...records, ...looking, ...followUps],
  /** Decided, waits for people. */
  awaiting_approval: [
    'approve',
    'reject',
    'restart_review',
    'release_part',
    'delay',
    'note_liquidity_check',
    'note_unusual',
    'rescreen',
    'take_back_approval',
    'withdraw',
    ...records,
    ...looking,
    ...followUps,
    'expire',
    'correct',
    'request_override',
    ...talk,
  ],
  /** Nobody decides it any more; until it has left, a list that changed, an approver or whoever asked for it may bring it back. */
  approved: [
    'release',
    'send',
    'settle',
    'book_short',
    'return_payment',
    'rescreen',
    'take_back_approval',
    'withdraw',
    'remind',
    ...records,
    'correct',
  ],
  /** The bank has it. */
  released: ['note_bank_status', 'settle', 'book_short', 'return_payment', ...records],
  /** A statement booked less of it than was asked for, or a part of it came back. */
  short: ['settle', 'book_short', 'return_payment', ...records],
  /** A statement booked it. */
  settled: ['book_short', 'return_payment', ...records],
  /** The money came back. */
  returned: ['ask_again', ...records],
  /** Whoever asked for it does not want it any more. */
  withdrawn: ['ask_again', ...records],
  /** Its cutoff passed before everybody had approved: what was approved is history, and the next value date a new review. */
  expired: ['restart_review', 'ask_again', 'withdraw', ...records],
  /** A payment that was blocked waits for compliance to acknowledge it; nobody can release it. */
  rejected: ['acknowledge_block', 'ask_again', ...records],
} as const satisfies Record<string, readonly CommandType[]>;

export type CaseStatus = keyof typeof takes;
export const caseStatuses = Object.keys(takes) as readonly CaseStatus[];

export function takesCommand(status: CaseStatus, command: CommandType): boolean {
  const taken: readonly CommandType[] = takes[status];
  return taken.includes(command);
}

/** Its review is over and it has not ended: somebody is asked something. */
export const waitingStatuses = [
  'awaiting_approval',
  'compliance_review',
  'held',
] as const satisfies readonly CaseStatus[];

/** It has not ended. */
export const openStatuses = ['under_review', ...waitingStatuses] as const satisfies readonly CaseStatus[];

const ended: readonly CaseStatus[] = [
  'approved',
  'released',
  'short',
  'settled',
  'returned',
  'withdrawn',
  'expired',
  'rejected',
];

/** Everybody who was asked said yes, whatever became of it since. */
export function hasBeenApproved(status: CaseStatus): boolean {
  return (['approved', 'released', 'short', 'settled', 'returned'] as readonly CaseStatus[]).includes(status);
}

/** It waits for nobody's decision any more. */
export function hasEnded(status: CaseStatus): boolean {
  return ended.includes(status);
}
