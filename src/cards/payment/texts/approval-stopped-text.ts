/** Why nobody may approve a payment that waits for it, in one line; its card and every answer about it say this one. */
import type { approvalStoppedBy } from '../../../domain/case/people/asked-people';
import type { Words } from '../../words/words';

export function approvalStoppedText(
  stoppedBy: NonNullable<ReturnType<typeof approvalStoppedBy>>,
  { state }: Words,
): string {
  if (stoppedBy === 'already_left') return state.alreadyLeft;
  if (stoppedBy === 'cutoff_missed') return state.cutoffMissed;
  return stoppedBy === 'policy_not_kept' ? state.policyGone : state.nobodyCanApprove;
}
