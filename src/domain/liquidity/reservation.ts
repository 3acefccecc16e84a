/** Headroom held by a payment that waits for approval, and which cases hold one. */
import { decimal, type Decimal } from '../money';
import type { CaseStatus, PaymentCase } from '../payment-case';
import { parseUtc } from '../time';

export interface Reservation {
  readonly paymentId: string;
  readonly entity: string;
  readonly accountId: string;
  readonly currency: string;
  readonly amount: Decimal;
  /** From when on it is held: when the payment shall leave. */
  readonly atMs: number;
}

/** An approved payment holds its amount until the ledger has it; a rejected one, or one nobody may decide yet, holds none. */
const holding: Readonly<Record<CaseStatus, boolean>> = {
  under_review: false,
  held: false,
  compliance_review: false,
  awaiting_approval: true,
  approved: true,
  rejected: false,
};

/** Null where the case holds nothing: its end releases what it held, with nothing to remember. */
export function reservationOf({ status, payment }: Pick<PaymentCase, 'status' | 'payment'>): Reservation | null {
  if (!holding[status]) return null;
  const atMs = parseUtc(payment.timestamp_utc);
  if (atMs === null) throw new RangeError(`${payment.payment_id} has no instant`);
  return {
    paymentId: payment.payment_id,
    entity: payment.entity,
    accountId: payment.account_id,
    currency: payment.currency,
    amount: decimal(payment.amount),
    atMs,
  };
}
