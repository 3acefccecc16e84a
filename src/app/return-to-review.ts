/** What a case keeps and what it loses when it goes back under review, however it got there. */
import type { JsonObject } from '../domain/json';
import type { PaymentCase } from '../domain/payment-case';
import type { Checkpoint } from '../domain/run';

/**
 * The next version of the case, under review from that checkpoint on and without a decision. A run begun anew makes new evidence, and
 * new evidence needs new words from people: the old ones stay in the audit. `at` is ISO 8601 UTC.
 */
export function returnToReview(current: PaymentCase, checkpoint: Checkpoint, at: string): PaymentCase {
  const { liquidityCheck: _ofTheDecision, ...kept } = current;
  return {
    ...kept,
    version: current.version + 1,
    updatedAt: at,
    status: 'under_review',
    decision: null,
    failure: null,
    checkpoint,
    ...(checkpoint === current.checkpoint ? {} : { dispositions: [], approvals: [] }),
  };
}

/** What a run begun anew leaves behind, for the audit event, so that no evidence is lost; null where the run goes on. */
export function abandonedRun(current: PaymentCase, checkpoint: Checkpoint): JsonObject | null {
  return checkpoint === current.checkpoint ? null : (current.checkpoint as unknown as JsonObject);
}
