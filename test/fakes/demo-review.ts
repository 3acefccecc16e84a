/** Reviews of payments asked for by id or in full, over a treasury without a chat. */
import type { Submitted } from '../../src/app/submit-payment';
import type { PaymentCase } from '../../src/domain/case/payment-case';
import type { Member } from '../../src/domain/values/person';
import { openReview } from '../../src/composition/open-review';
import type { Treasury } from './treasury';

export interface DemoReview {
  submit(draft: object): Promise<Submitted>;
  /** Submits a demo payment and runs its review to the decision. */
  review(paymentId: string): Promise<PaymentCase>;
  /** Runs a case on to its next decision. */
  runOn(runId: string): Promise<PaymentCase>;
}

export function member(name: string, ...roles: string[]): Member {
  return { tenantId: 'demo', objectId: name, name, email: null, roles };
}

/** Who asks. */
export const originator: Member = { ...member('Dana Demir'), email: 'treasury-ops@bank.local' };

export function openDemoReview({ store, data, clock, log }: Treasury): DemoReview {
  const { submitPayment, advanceCase } = openReview({ data, store, clock, log });
  let asked = 0;

  const submit = (draft: object) =>
    submitPayment({
      draft,
      submitter: originator,
      conversation: null,
      submissionId: (asked += 1).toString(16).padStart(12, 'd'),
    });

  async function runOn(runId: string): Promise<PaymentCase> {
    let current = await store.findCase(runId);
    while (current?.status === 'under_review') current = await advanceCase(runId);
    if (!current) throw new Error(`${runId} is not known`);
    return current;
  }

  return {
    submit,
    runOn,
    async review(paymentId) {
      const submitted = await submit({ payment_id: paymentId });
      if (!submitted.ok) throw new Error(submitted.problems.map(({ message }) => message).join(' '));
      return runOn(submitted.case.runId);
    },
  };
}
