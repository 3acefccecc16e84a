/** What a bank's status report (ISO 20022 pain.002) says of a payment file: of the whole, of its groups, of single payments. */
import type { BankStatusCode } from '../payment/bank-status-codes';

/** Of a file or a group alone: some of its payments were taken and some not, and each says for itself. */
export const partial = 'PART';

export interface StatusReason {
  /** ISO 20022 ExternalStatusReason1Code, or the bank's own; null where it gives only words. */
  readonly code: string | null;
  /** The bank's words. */
  readonly text: string | null;
}

export interface StatedStatus {
  /** Null where the report says nothing of it itself. */
  readonly code: BankStatusCode | typeof partial | null;
  readonly reasons: readonly StatusReason[];
  /** `line 12`, for people. */
  readonly place: string;
}

export interface PaymentStatus extends StatedStatus {
  readonly instructionId: string | null;
  readonly endToEndId: string | null;
  /** As the bank repeats it; null where it does not. */
  readonly amount: { readonly value: string; readonly currency: string } | null;
}

export interface GroupStatus extends StatedStatus {
  readonly id: string | null;
  readonly count: number | null;
  readonly sum: string | null;
  readonly payments: readonly PaymentStatus[];
}

export interface StatusReport {
  /** The report's own message id. */
  readonly id: string;
  /** ISO 8601, as the bank wrote it. */
  readonly createdAt: string;
  /** The payment file's message id, and what kind of message the bank takes it for. */
  readonly originalId: string;
  readonly originalKind: string;
  readonly count: number | null;
  readonly sum: string | null;
  readonly whole: StatedStatus;
  readonly groups: readonly GroupStatus[];
}
