/** What was concluded about a payment: the action, why, and who must approve. */
import type { FinalAction, RequiredApproval, WorkflowStep } from '../evidence/operational-procedures';

export const reasonCodes = [
  'HOLD_SANC_ESC',
  'HOLD_LIQ_BREACH',
  'HOLD_DUAL_APPROVAL',
  'HOLD_MANUAL_REVIEW',
  'REJ_SANC_BLOCK',
  'REJ_CUTOFF_MISSED',
  'REJ_LIQ_NO_OVERRIDE',
  'REJ_COMPLIANCE',
  'REJ_ORIGINATOR_CANCEL',
  'REJ_INVALID_DETAILS',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

export interface Decision {
  readonly action: FinalAction;
  /** One sentence derived from the evidence. */
  readonly reason: string;
  /** Null for PROCEED. */
  readonly reasonCode: ReasonCode | null;
  readonly ruleIds: readonly string[];
  readonly policyReference: string;
  /** From the lowest rank up. */
  readonly requiredApprovals: readonly RequiredApproval[];
  readonly workflowSteps: readonly WorkflowStep[];
  readonly decidedAt: string;
}
