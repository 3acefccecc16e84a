/** The one payment the benches of reviews ask for: as TXN-002, each time under another id. */
import type { Review } from '../src/composition/open-review';
import { randomHex } from '../src/composition/random-hex';
import type { PaymentCase } from '../src/domain/case/payment-case';
import type { Member } from '../src/domain/values/person';

const submitter: Member = { tenantId: 'bench', objectId: 'bench', name: 'Bench', email: 'bench@bank.local', roles: [] };

/** Throws where it is not taken. */
export async function submitBenchPayment({ submitPayment }: Review, paymentId: string): Promise<PaymentCase> {
  const draft = {
    payment_id: paymentId,
    beneficiary_name: 'ACME Corp',
    amount: 50_000,
    currency: 'USD',
    account_id: 'ACC-BAN-002',
    entity: 'BankSubsidiary_TR',
    payment_type: 'SWIFT',
    timestamp_utc: '2026-01-22T11:00:00Z',
  };
  const submitted = await submitPayment({ draft, submitter, conversation: null, submissionId: randomHex(12) });
  if (!submitted.ok) throw new Error(JSON.stringify(submitted.problems));
  return submitted.case;
}

/** So that what waits does not hold headroom until the next would break its buffer. Throws where it is refused. */
export async function withdrawBenchPayment(
  { changeCase, knowledge }: Review,
  { runId, version }: PaymentCase,
): Promise<void> {
  const press = { type: 'withdraw', actor: submitter, shownVersion: version, comment: null } as const;
  const changed = await changeCase(runId, press, (current) => knowledge.known(current));
  if (!changed.ok) throw new Error(JSON.stringify(changed.problems));
}
