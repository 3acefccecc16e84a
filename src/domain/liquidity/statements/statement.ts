/** A bank's account statement or report, whichever format it came in. */
import type { Decimal } from '../../values/money';

/** Booked is money that moved; pending is expected; information moves nothing. */
export const entryStatuses = ['booked', 'pending', 'information'] as const;
export type EntryStatus = (typeof entryStatuses)[number];

/** `code` of ISO 20022, `AC04`, or the bank's own; `text` in the bank's words. */
export interface ReturnReason {
  readonly code: string | null;
  readonly text: string | null;
}

/** The formats a bank's statements come in. */
export const statementFormats = ['camt.052', 'camt.053', 'camt.054', 'MT940', 'MT942', 'BAI2'] as const;
export type StatementFormat = (typeof statementFormats)[number];

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
  readonly status: EntryStatus;
  /** `2026-01-22`, the booking day in the account's zone; of a pending entry the day it is expected to be booked. */
  readonly day: string;
  /** When it is money; null where the bank does not say. */
  readonly valueDay: string | null;
  /** The booking's instant where the bank gives one. */
  readonly atMs: number | null;
  /** The instant has no zone of its own: it is the bank's local time, read as UTC. */
  readonly isLocalTime?: boolean;
  /** A reversal of an earlier booking, or a payment that came back. */
  readonly isReturn: boolean;
  /** Why the bank brought it back; left out where it does not say, and by formats that have no place for it. */
  readonly returnReason?: ReturnReason | undefined;
  readonly counterparty: string;
  /** What else it says, shortened to a hash: two entries without references are the same only where this is the same. */
  readonly says: string;
  /** The payments a batch is made of, where the bank names them without their amounts. */
  readonly partNames?: readonly string[];
}

export interface StatementBalance {
  readonly amount: Decimal;
  readonly currency: string;
  readonly day: string;
}

/** Where a statement comes in pages: `7/1` is the first of number 7. */
export interface StatementPage {
  readonly number: string;
  readonly page: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Balances at the page's edges, which the next page must go on from; null where the format has none. */
  readonly from: Decimal | null;
  readonly to: Decimal | null;
}

export interface Statement {
  /** For people, where it has just been read: file and line. */
  readonly place?: string;
  readonly format: StatementFormat;
  /** The bank's id of it. */
  readonly id: string;
  /** IBAN or the bank's own number, without spaces. */
  readonly account: string;
  /** Null where the statement does not say. */
  readonly currency: string | null;
  /** When it was true. */
  readonly asOfMs: number;
  /** Its time had no zone; it is the bank's own, read as UTC. */
  readonly hasLocalTimes?: boolean;
  /** An interim report of a day that goes on: more of the day may follow. */
  readonly isInterim: boolean;
  /** Marked by the bank as a copy of one sent before. */
  readonly isDuplicate: boolean;
  /** The first day its entries are of, where it says; with a closing balance it has every booking from here to there. */
  readonly firstDay: string | null;
  /** Booked balance before the first entry, and after the last. */
  readonly opening: StatementBalance | null;
  readonly closing: StatementBalance | null;
  /** Booked balance at the report's own time, the day going on. */
  readonly interim: StatementBalance | null;
  /** What the bank says all entries of a direction add up to, where it says so. */
  readonly totals?: { readonly credits: Decimal | null; readonly debits: Decimal | null };
  /** Left out for a statement on one page. */
  readonly page?: StatementPage;
  readonly entries: readonly StatementEntry[];
}

/** Signed: out is negative. */
export function signed({ amount, direction }: Pick<StatementEntry, 'amount' | 'direction'>): Decimal {
  return direction === 'IN' ? amount : amount.negated();
}

/** A balance that a statement gives, with the instant it is of. */
export interface StatedBalance {
  readonly amount: Decimal;
  readonly atMs: number;
  readonly statementId: string;
}
