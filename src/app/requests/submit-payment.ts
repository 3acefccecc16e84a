/** Takes a payment request in: complete and checked it becomes a case with its first audit event, or nothing is written. */
import type { FromRun } from '../../domain/case/machine/commands';
import type { PaymentCase } from '../../domain/case/payment-case';
import { newRunId } from '../../domain/case/run/run';
import { completeRequest, readDraft } from '../../domain/payment/complete-request';
import type { PaymentRequest } from '../../domain/payment/payment-request';
import { comparablePayment } from '../../domain/payment/same-payment';
import { placeValueDate } from '../../domain/policy/facts/value-date';
import { Fault, refuse, type Refusal } from '../../domain/values/errors';
import type { JsonObject } from '../../domain/values/json';
import type { Person } from '../../domain/values/person';
import type { Clock, RandomHex } from '../../ports/process';
import type { LedgerSource } from '../../ports/sources';
import type { Store } from '../../ports/store';
import type { ChangeCase } from '../change-case';
import type { Knowledge } from '../know';

export interface Submission {
  /** As it came from chat, form or file. */
  readonly draft: unknown;
  readonly submitter: Person;
  readonly conversation: JsonObject | null;
  /** 12 hex digits. Names a payment that has no id: the same submission again is the same payment. */
  readonly submissionId: string;
  /** The row of a payment run it is; left out for a payment asked for by itself. */
  readonly fromRun?: FromRun;
}

export type Submitted = { ok: true; case: PaymentCase; alreadyKnown: boolean } | Refusal;
export type SubmitPayment = (submission: Submission) => Promise<Submitted>;

export interface SubmitPaymentDeps {
  readonly store: Pick<Store, 'findCaseByPayment'>;
  readonly changeCase: ChangeCase;
  readonly knowledge: Knowledge;
  readonly ledger: LedgerSource;
  readonly clock: Pick<Clock, 'now'>;
  readonly randomHex: RandomHex;
}

/** A run id has 16.7 million possibilities a second: drawn in vain three times, something else is wrong. */
const maxRunIdDraws = 3;

export function createSubmitPayment(deps: SubmitPaymentDeps): SubmitPayment {
  const { store, changeCase, knowledge, clock, randomHex } = deps;

  return async (submission) => {
    const { draft, submitter, submissionId } = submission;
    const read = readDraft(draft);
    if (!read.ok) return read;
    const completed = completeRequest(read.draft, {
      ledger: deps.ledger.current(),
      nowMs: clock.now(),
      originator: submitter.email ?? submitter.name,
      newPaymentId: () => `PAY-${submissionId}`,
    });
    if (!completed.ok) return completed;
    const placed = placeValueDate(knowledge.rules(null).policy, completed.request);
    const known = await store.findCaseByPayment(completed.request.payment_id);
    // Asked for again when its value date is over, a payment is still the one that is known.
    if (known) return sameOrRefused(known, placed.ok ? placed.request : completed.request);
    return placed.ok ? open(placed.request, submission) : placed;
  };

  async function open(payment: PaymentRequest, { submitter, conversation, fromRun }: Submission): Promise<Submitted> {
    for (let draw = 1; draw <= maxRunIdDraws; draw += 1) {
      const runId = newRunId(clock.now(), randomHex(6));
      const command = { type: 'submit_payment', runId, payment, submitter, conversation, fromRun } as const;
      const changed = await changeCase(runId, command, (current) => knowledge.known(current));
      if (changed.ok) return { ok: true, case: changed.case, alreadyKnown: changed.repeated };
      // Somebody submitted the same payment between the look-up and the commit.
      const winner = await store.findCaseByPayment(payment.payment_id);
      if (winner) return sameOrRefused(winner, payment);
      if (!changed.problems.some(({ code }) => code === 'run_id_taken')) return changed;
    }
    throw new Fault('store_failed', `payment ${payment.payment_id} drew ${maxRunIdDraws} run ids in vain`);
  }
}

/** One payment, one case: the same request again leads to its case, another request under its id is refused by field. */
function sameOrRefused(known: PaymentCase, asked: PaymentRequest): Submitted {
  const before = comparablePayment(known.payment);
  const differing = Object.entries(comparablePayment(asked)).filter(([field, value]) => before[field] !== value);
  const [first] = differing;
  if (!first) return { ok: true, case: known, alreadyKnown: true };
  const fields = differing.map(([field]) => field).join(', ');
  return refuse(
    'payment_already_submitted',
    `${asked.payment_id} is already under ${known.runId} with another ${fields}.`,
    first[0],
    { runId: known.runId },
  );
}
