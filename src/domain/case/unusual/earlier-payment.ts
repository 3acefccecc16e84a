/** What is remembered of a payment for those that come after it, and by which keys it is found again. */
import type { CaseStatus } from '../machine/states';
import type { PaymentRequest } from '../../payment/payment-request';
import { payeeBank } from './payee-bank';
import { normaliseName } from '../../sanctions/names/normalise';

export interface EarlierPayment {
  readonly runId: string;
  readonly paymentId: string;
  readonly payee: string;
  readonly payeeKey: string;
  readonly account: string | null;
  /** Of the account, as `payeeBank` writes it; null for an IBAN, and where none was given. */
  readonly bank: string | null;
  readonly amount: number;
  readonly currency: string;
  /** When it was asked for, UTC milliseconds. */
  readonly askedAtMs: number;
  readonly status: CaseStatus;
  /** Only the ledger has it: nobody asked the desk for it. */
  readonly isLedgerOnly?: true;
}

export interface HistoryKeys {
  readonly payeeKey: string;
  /** As it is kept, without spaces; null where none was given. */
  readonly account: string | null;
  /** As `payeeBank` writes it. */
  readonly bank: string | null;
  /** The id without its punctuation. */
  readonly idKey: string;
}

/** Who is paid, and where. */
export type PayeeDetails = Pick<
  PaymentRequest,
  'beneficiary_name' | 'beneficiary_account' | 'beneficiary_bic' | 'beneficiary_bank_code'
>;

/** However the payee is spelled, spaced and capitalised; by the screening's own normaliser, so that both mean the same by one name. */
export function historyKeys(payment: PayeeDetails & Pick<PaymentRequest, 'payment_id'>): HistoryKeys {
  const spelled = normaliseName(payment.beneficiary_name).spelled.join(' ');
  return {
    payeeKey: spelled === '' ? payment.beneficiary_name.trim().toLowerCase() : spelled,
    account: payment.beneficiary_account ?? null,
    bank: payeeBank(payment),
    idKey: idKeyOf(payment.payment_id),
  };
}

/** Letters A to Z and digits alone. */
export function idKeyOf(paymentId: string): string {
  return paymentId.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
}

/** Was not paid, and never will be under that id. */
const notPaid: readonly CaseStatus[] = ['rejected', 'withdrawn', 'expired', 'returned'];
const paid: readonly CaseStatus[] = ['approved', 'released', 'short', 'settled'];

/** One that compliance looks at reads like one it stopped: whoever could tell them apart by another payment would know what was found. */
export const isNotPaid = (status: CaseStatus): boolean => status === 'compliance_review' || notPaid.includes(status);
export const isPaid = (status: CaseStatus): boolean => paid.includes(status);

/** The upper of the two in the middle: an amount that was paid. */
export function middle(amounts: readonly number[]): number {
  const sorted = [...amounts].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
