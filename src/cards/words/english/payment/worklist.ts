/** The words of the list of what waits, in English; what goes in is escaped already. */
import type { WorklistPart } from '../../../../domain/case/people/worklist';

const parts: Readonly<Record<WorklistPart, (count: string) => string>> = {
  waits_for_me: (count) => `Waits for you: ${count}`,
  waits_for_others: (count) => `Waits for others: ${count}`,
  asked_by_me: (count) => `You asked for: ${count}`,
  to_acknowledge: (count) => `To acknowledge: ${count}`,
};

export const englishWorklist = {
  nothing: 'No payment is waiting',
  title: (count: string): string => `Waiting: ${count}`,
  /** A list stays in the chat as it was drawn: the hours left are of then. */
  asOf: (time: string): string => `As of ${time}`,
  parts,
  row: (amount: string, payee: string, paymentId: string): string => `**${amount}** to **${payee}**  ·  ${paymentId}`,
  decision: (action: string): string => `Decision: **${action}**`,
  underCompliance: 'under compliance review',
  compliance: 'Compliance says what comes next',
  noCutoff: 'no cutoff today',
  cutoff: (time: string): string => `cutoff ${time}`,
  left: (duration: string): string => `**${duration} left**`,
  passed: (duration: string): string => `⚠ passed ${duration} ago`,
  asks: (whom: string): string => `Asks ${whom}`,
  restarts: (whom: string): string => `${whom} may restart it`,
  reviewsFor: (whom: string, date: string): string => `${whom} may have it reviewed for ${date}`,
  nobody: 'Nobody is asked yet',
  open: 'Open',
  approve: (amount: string): string => `Approve ${amount}`,
  refresh: 'Refresh',
  several: (count: number): string => `Approve several (${count})`,
  severalNote: (hasUnusual: boolean): string =>
    hasUnusual
      ? 'What is ticked is approved. What is unusual (⚠) is not ticked: look at it first. Each is checked and recorded by itself.'
      : 'Untick what shall not be approved. Each is checked and recorded by itself.',
  confirm: 'Approve those ticked',
  pick: (amount: string, payee: string, paymentId: string): string => `${amount} to ${payee}, ${paymentId}`,
  pickUnusual: (pick: string): string => `⚠ ${pick}`,
  approved: (paymentId: string): string => `✓ ${paymentId}: your approval counts.`,
  fullyApproved: (paymentId: string): string => `✓ ${paymentId} is approved.`,
  refused: (paymentId: string, why: string): string => `✕ ${paymentId}: ${why}`,
  footer: 'The least time to the cutoff first. Open shows the payment with all that may be done.',
  more: (shown: number, all: string): string => `The first ${shown} of ${all}.`,
};
