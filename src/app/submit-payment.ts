/** Takes a payment request in: complete and checked it becomes a case with its first audit event, or nothing is written. */
import { completeRequest, readDraft } from '../domain/payment/complete-request';
import { Fault, refuse, type Refusal } from '../domain/values/errors';
import type { JsonObject } from '../domain/values/json';
import type { PaymentCase } from '../domain/case/payment-case';
import type { PaymentRequest } from '../domain/payment/payment-request';
import type { Person } from '../domain/values/person';
import { newRunId } from '../domain/case/run';
import { formatUtc } from '../domain/values/time';
import type { Clock, LedgerSource, PolicySource, RandomHex, Store } from '../ports';
import type { Definition } from '../workflow/definition';
import { startRun } from '../workflow/run-step';
import { computeFacts } from '../domain/policy/compute-facts';
import { eventActor } from './event-actor';

export interface Submission {
  /** As it came from chat, form or file. */
  readonly draft: unknown;
  readonly submitter: Person;
  readonly conversation: JsonObject | null;
  /** 12 hex digits. Names a payment that has no id: the same submission again is the same payment. */
  readonly submissionId: string;
}

export type Submitted = { ok: true; case: PaymentCase; alreadyKnown: boolean } | Refusal;
export type SubmitPayment = (submission: Submission) => Promise<Submitted>;

export interface SubmitPaymentDeps {
  readonly store: Store;
  readonly ledger: LedgerSource;
  readonly policy: PolicySource;
  readonly definition: Definition;
  readonly clock: Clock;
  readonly randomHex: RandomHex;
}

/** A run id has 16.7 million possibilities a second: drawn in vain three times, something else is wrong. */
const maxRunIdDraws = 3;

export function createSubmitPayment(deps: SubmitPaymentDeps): SubmitPayment {
  const { store, clock, randomHex } = deps;

  return (submission) => submit(submission, maxRunIdDraws);

  async function submit(submission: Submission, drawsLeft: number): Promise<Submitted> {
    const { draft, submitter, conversation, submissionId } = submission;
    const read = readDraft(draft);
    if (!read.ok) return read;
    const nowMs = clock.now();
    const completed = completeRequest(read.draft, {
      ledger: deps.ledger.current(),
      nowMs,
      originator: submitter.email ?? submitter.name,
      newPaymentId: () => `PAY-${submissionId}`,
    });
    if (!completed.ok) return completed;
    const { request } = completed;
    const known = await store.findCaseByPayment(request.payment_id);
    if (known) return sameOrRefused(known, request);

    const opened = openCase(request, submitter, conversation, nowMs);
    const committed = await store.commit({
      case: opened,
      expectedVersion: 0,
      event: {
        type: 'payment_submitted',
        run_id: opened.runId,
        payment_id: request.payment_id,
        actor: eventActor(submitter),
        at: opened.openedAt,
        payload: {
          payment_request: { ...request },
          definition: { ...opened.checkpoint.definition },
          policy_fingerprint: opened.policyFingerprint,
        },
      },
      idempotencyKey: `submit:${request.payment_id}`,
      input: { ...comparable(request) },
    });
    if (!committed.ok) {
      // Somebody submitted the same payment between the look-up and the commit.
      const winner = await store.findCaseByPayment(request.payment_id);
      if (winner) return sameOrRefused(winner, request);
      // A new case is stale where another payment of the same second drew its run id: seen at 100 payments a second.
      if (committed.reason === 'stale_version' && drawsLeft > 1) return submit(submission, drawsLeft - 1);
      throw new Fault('store_failed', `payment ${request.payment_id} was refused as ${committed.reason}`);
    }
    return { ok: true, case: committed.case, alreadyKnown: committed.repeated };
  }

  function openCase(
    payment: PaymentRequest,
    submitter: Person,
    conversation: JsonObject | null,
    nowMs: number,
  ): PaymentCase {
    const policy = deps.policy.current();
    const runId = newRunId(nowMs, randomHex(6));
    const openedAt = formatUtc(nowMs);
    const context = {
      workflow_run_id: runId,
      payment_request: { ...payment },
      computed: computeFacts(policy, payment, nowMs),
    };
    return {
      runId,
      version: 1,
      status: 'under_review',
      payment,
      submitter,
      openedAt,
      updatedAt: openedAt,
      policyFingerprint: policy.fingerprint,
      checkpoint: startRun({ definition: deps.definition, runId, context }),
      decision: null,
      failure: null,
      dispositions: [],
      approvals: [],
      rejection: null,
      conversation,
    };
  }
}

/** One payment, one case: the same request again leads to its case, another request under its id is refused by field. */
function sameOrRefused(known: PaymentCase, asked: PaymentRequest): Submitted {
  const before = comparable(known.payment);
  const differing = Object.entries(comparable(asked)).filter(([field, value]) => before[field] !== value);
  const [first] = differing;
  if (!first) return { ok: true, case: known, alreadyKnown: true };
  const fields = differing.map(([field]) => field).join(', ');
  return refuse(
    'payment_already_submitted',
    `${asked.payment_id} is already under ${known.runId} with another ${fields}.`,
    first[0],
  );
}

/** What makes two requests the same payment: not who asked, nor when, nor that people let only a part of it go. */
function comparable({
  originator: _by,
  claimed_originator: _claimed,
  timestamp_utc: _at,
  full_amount: fullAmount,
  ...payment
}: PaymentRequest): Record<string, string | number | undefined> {
  return { ...payment, amount: fullAmount ?? payment.amount };
}
