/** A payment under review: the request, how far its run got, what was decided, and who approved. */
import type { Decision } from '../policy/decision';
import type { FaultCode } from '../values/errors';
import type { JsonObject } from '../values/json';
import type { ScreeningChange, ScreeningComparison } from '../liquidity/compare-screenings';
import type { PaymentRequest } from '../payment/payment-request';
import type { Person } from '../values/person';
import type { Checkpoint } from './run';

/**
 * under_review: agents still have steps to run. held: a gate failed, somebody must restart the review.
 * compliance_review: waits for compliance to tell a false positive from a true match.
 * awaiting_approval: decided, waits for people. approved, rejected: ended.
 */
export const caseStatuses = [
  'under_review',
  'held',
  'compliance_review',
  'awaiting_approval',
  'approved',
  'rejected',
] as const;
export type CaseStatus = (typeof caseStatuses)[number];

export interface ObtainedApproval {
  readonly role: string;
  readonly by: Person;
  readonly at: string;
  readonly comment: string | null;
}

export interface ComplianceDisposition extends ObtainedApproval {
  readonly outcome: 'false_positive' | 'true_match';
}

/** What liquidity looked like when it was looked at again after the decision, beside what the decision was made from. */
export interface LiquidityCheck {
  /** Business time, ISO 8601 UTC. */
  readonly checkedAt: string;
  readonly ledgerFingerprint: string;
  readonly verdict: ScreeningComparison['verdict'];
  readonly changes: readonly ScreeningChange[];
}

export interface PaymentCase {
  readonly runId: string;
  /** 1 when submitted, one more with every commit. */
  readonly version: number;
  readonly status: CaseStatus;
  readonly payment: PaymentRequest;
  readonly submitter: Person;
  readonly openedAt: string;
  readonly updatedAt: string;
  /** The policy this run was started under. */
  readonly policyFingerprint: string;
  readonly checkpoint: Checkpoint;
  readonly decision: Decision | null;
  /** Left out until the ledger changes under a decision; a new decision starts without one. */
  readonly liquidityCheck?: LiquidityCheck;
  /** Why the review stopped, while status is held. */
  readonly failure: { readonly code: FaultCode; readonly step: string | null } | null;
  readonly dispositions: readonly ComplianceDisposition[];
  readonly approvals: readonly ObtainedApproval[];
  readonly rejection: ObtainedApproval | null;
  /** Where the card lives: opaque to everything but the chat edge; null when no chat is involved. */
  readonly conversation: JsonObject | null;
}

/** Roles still to speak, in the order the decision lists them; none once the case has ended. */
export function pendingRoles({ status, decision, dispositions, approvals }: PaymentCase): readonly string[] {
  if (!decision || status === 'rejected' || status === 'approved') return [];
  // What compliance said of a match releases nothing: it counts for the compliance review alone.
  const spoken = decision.reasonCode === 'HOLD_SANC_ESC' ? dispositions : approvals;
  const done = new Set(spoken.map(({ role }) => role));
  return decision.requiredApprovals.map(({ role }) => role).filter((role) => !done.has(role));
}

/** Whether compliance called every match of this case a false positive. */
export function isClearedByCompliance({ dispositions }: PaymentCase): boolean {
  return dispositions.length > 0 && dispositions.every(({ outcome }) => outcome === 'false_positive');
}

/** Whether anybody of this case acted as a demo persona: the card and every export say so. */
export function hasTestIdentity(paymentCase: PaymentCase): boolean {
  const people = [
    paymentCase.submitter,
    ...paymentCase.approvals.map(({ by }) => by),
    ...paymentCase.dispositions.map(({ by }) => by),
  ];
  if (paymentCase.rejection) people.push(paymentCase.rejection.by);
  return people.some((person) => person.personaOf !== undefined);
}
