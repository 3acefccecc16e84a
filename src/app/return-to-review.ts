/** What a case keeps and what it loses when it goes back under review, however it got there. */
import type { JsonObject } from '../domain/values/json';
import type { PaymentCase } from '../domain/case/payment-case';
import type { PaymentRequest } from '../domain/payment/payment-request';
import { computeFacts } from '../domain/policy/compute-facts';
import type { Policy } from '../domain/policy/policy';
import type { Checkpoint } from '../domain/case/run';
import type { Definition } from '../workflow/definition';
import { startRun } from '../workflow/run-step';

/** What is under review, how far, and by which policy. */
export type ReviewState = Pick<PaymentCase, 'payment' | 'checkpoint' | 'policyFingerprint'>;

/** From the first step, on what is true now: a run begun anew takes the policy now in force and keeps that one. */
export function beginAnew(
  runId: string,
  payment: PaymentRequest,
  { definition, policy, nowMs }: { definition: Definition; policy: Policy; nowMs: number },
): ReviewState {
  const context = { payment_request: { ...payment }, computed: computeFacts(policy, payment, nowMs) };
  return { payment, policyFingerprint: policy.fingerprint, checkpoint: startRun({ definition, runId, context }) };
}

/**
 * The next version of the case, under review and without a decision. A run begun anew makes new evidence, and
 * new evidence needs new words from people: the old ones stay in the audit. `at` is ISO 8601 UTC.
 */
export function returnToReview(
  current: PaymentCase,
  { payment, checkpoint, policyFingerprint }: ReviewState,
  at: string,
): PaymentCase {
  const { liquidityCheck: _ofTheDecision, ...kept } = current;
  return {
    ...kept,
    payment,
    checkpoint,
    policyFingerprint,
    version: current.version + 1,
    updatedAt: at,
    status: 'under_review',
    decision: null,
    failure: null,
    ...(checkpoint === current.checkpoint ? {} : { dispositions: [], approvals: [] }),
  };
}

/** What a run begun anew leaves behind, for the audit event, so that no evidence is lost; null where the run goes on. */
export function abandonedRun(current: PaymentCase, checkpoint: Checkpoint): JsonObject | null {
  return checkpoint === current.checkpoint ? null : (current.checkpoint as unknown as JsonObject);
}
