/** The one payment the benches of reviews ask for: as TXN-002, each time under another id. */
import { randomHex, type Review } from '../src/composition/open-review';
import type { PaymentCase } from '../src/domain/case/payment-case';

const submitter = { tenantId: 'bench', objectId: 'bench', name: 'Bench', email: 'bench@bank.local' };

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
