/** A payment request becomes a case, before the first step of its run. */
import type { SubmitPayment } from './commands';
import type { Known } from '../in-force';
import { nextCase, type Transition } from './next-case';
import type { PaymentCase } from '../payment-case';
import { formatUtc } from '../../values/time';

export function openCase(
  { runId, payment, submitter, conversation, asksAgainFor, restOf, fromRun, amountChangedBy = [] }: SubmitPayment,
  { nowMs, policy, workflow }: Known,
): Transition {
  const at = formatUtc(nowMs);
  const run = workflow.begin(runId, payment);
  const bankedBefore = workflow.bookedBefore({ payment, restOf });
  const opened: PaymentCase = {
    runId,
    version: 0,
    shownSince: 1,
    status: 'under_review',
    payment,
    submitter,
    openedAt: at,
    updatedAt: at,
    policyFingerprint: policy.fingerprint,
    run,
    decision: null,
    failure: null,
    dispositions: [],
    approvals: [],
    rejection: null,
    isTest: restOf?.isTest === true,
    conversation,
    ...(asksAgainFor ? { asksAgainFor } : {}),
    ...(fromRun ? { fromRun } : {}),
    ...(restOf ? { restOf: { runId: restOf.runId, paymentId: restOf.paymentId } } : {}),
    ...(bankedBefore.length > 0 ? { bankedBefore } : {}),
    ...(amountChangedBy.length > 0 ? { amountChangedBy } : {}),
  };
  return nextCase(opened, {
    by: submitter,
    nowMs,
    type: 'payment_submitted',
    payload: {
      payment_request: { ...payment },
      definition: { ...run.definition },
      policy_fingerprint: policy.fingerprint,
      ...(restOf ? { rest_of: restOf.paymentId, rest_of_run: restOf.runId } : {}),
      ...(fromRun ? { from_run: fromRun.run, line: fromRun.line } : {}),
      ...(asksAgainFor ? { asks_again_for: asksAgainFor.paymentId, asks_again_for_run: asksAgainFor.runId } : {}),
      ...(asksAgainFor?.why === undefined ? {} : { comment: asksAgainFor.why }),
    },
    showsAnew: true,
  });
}
