/** What a request meets in the ledger: the row of a queued payment, the account that pays, and the questions a request asks of them. */
import type { Decimal } from '../values/money';

export const flowStatuses = ['RELEASED', 'SETTLED', 'RETURNED', 'QUEUED', 'PENDING_APPROVAL', 'ON_HOLD'] as const;
export type FlowStatus = (typeof flowStatuses)[number];

/**
 * Released, settled and returned flows have happened; queued, pending and held ones are expected. Returned is a payment that left and
 * came back: what came back is a flow of its own.
 */
export function isCertain({ status }: { readonly status: FlowStatus }): boolean {
  return status === 'RELEASED' || status === 'SETTLED' || status === 'RETURNED';
}

/** Booked by the bank, whether it stayed or came back. */
export function isSettled({ status }: { readonly status: FlowStatus }): boolean {
  return status === 'SETTLED' || status === 'RETURNED';
}

/** One flow of the day, as the ledger has it. */
export interface LedgerRow {
  readonly txn_id: string;
  readonly atMs: number;
  readonly entity: string;
  /** Case-sensitive. */
  readonly account_id: string;
  readonly beneficiary_name: string;
  /** Open text: SWIFT, EMERGENCY, es_health, ... */
  readonly payment_type: string;
  /** Never negative; `direction` says which way. */
  readonly amount: Decimal;
  readonly direction: 'IN' | 'OUT';
  readonly currency: string;
  readonly status: FlowStatus;
  readonly alert_flag: string | null;
  readonly channel: string | null;
}

/** The key is account id and currency: one account may hold several currencies. */
export interface Account {
  readonly entity: string;
  readonly account_id: string;
  readonly currency: string;
  readonly startOfDayBalance: Decimal;
  /** Who keeps it; left out where nobody recorded it. */
  readonly bank?: string;
}

/** What completing a request asks of the day's ledger, which is one of these. */
export interface LedgerLookup {
  /** The UTC day of the flows; null while there are none. */
  readonly day: string | null;
  /** By the id as the ledger has it, or as somebody typed it: case, dashes and invisible marks do not matter. */
  findPayment(txnId: string): LedgerRow | undefined;
  /** The id as the ledger has it, for what somebody typed; undefined where there is none, or more than one. */
  accountIdOf(typed: string): string | undefined;
  findAccount(accountId: string, currency: string): Account | undefined;
  /** Every currency of one account id. */
  accountsNamed(accountId: string): readonly Account[];
  entities(): readonly string[];
  /** Undefined where nobody said what the entity keeps in that currency. */
  bufferFor(entity: string, currency: string): object | undefined;
}
