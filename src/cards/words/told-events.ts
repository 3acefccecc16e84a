/** Which events of the audit trail a card everybody reads may tell of. */
import type { AuditEventType } from '../../domain/case/audit-event';

/**
 * A step the desk completed says nothing of its own: the agents' lines do. What compliance records of a match, or of a block, is read on
 * its own card: here it would tell the originator what was found.
 */
export const untoldEvents = [
  'step_completed',
  'false_positive_proposed',
  'false_positive_recorded',
  'block_acknowledged',
] as const satisfies readonly AuditEventType[];

export type ToldEvent = Exclude<AuditEventType, (typeof untoldEvents)[number]>;
