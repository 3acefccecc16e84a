/** A bank's account statement or report, whichever format it came in. */
import type { Decimal } from '../../values/money';

export interface StatementEntry {
  /** For people: `entry 3` or the line it stands on. */
  readonly place: string;
  /** Every reference the bank gives, the desk's own payment ids among them; strongest first. */
  readonly references: readonly string[];
  /** The bank's own reference: the same in every report of the entry; null where it gives none. */
  readonly bankReference: string | null;
  /** What the payer called it, the desk's own payment id where the desk paid; null where the bank does not pass it on. */
  readonly customerReference: string | null;
  readonly direction: 'IN' | 'OUT';
  /** Never negative. */
  readonly amount: Decimal;
  readonly currency: string;
  /** Booked is certain; a pending or expected entry is not. */
  readonly booked: boolean;
  /** `2026-01-22`, the booking day. */
  readonly day: string;
  /** The booking's instant where the bank gives one. */
  readonly atMs: number | null;
  readonly counterparty: string;
}

export interface StatementBalance {
  readonly amount: Decimal;
  readonly currency: string;
  readonly day: string;
}

export interface Statement {
  readonly format: 'camt.052' | 'camt.053' | 'camt.054' | 'MT940' | 'MT942' | 'BAI2';
  /** The bank's id of it; with the account it is imported once. */
  readonly id: string;
  /** IBAN or the bank's own number, without spaces. */
  readonly account: string;
  /** Null where the statement does not say. */
  readonly currency: string | null;
  /** When it was true. */
  readonly asOfMs: number;
  /** Its times had no zone; they are the bank's own, read as UTC. */
  readonly hasLocalTimes?: boolean;
  /** Booked balance before the first entry, and after the last. */
  readonly opening: StatementBalance | null;
  readonly closing: StatementBalance | null;
  /** What the bank says all entries of a direction add up to, where it says so. */
  readonly totals?: { readonly credits: Decimal | null; readonly debits: Decimal | null };
  readonly entries: readonly StatementEntry[];
}
