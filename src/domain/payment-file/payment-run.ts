/** A payment run as somebody brings it: many payments in one file, each to become a request of its own. */
import type { JsonObject } from '../values/json';

/** One payment of the file, as it was written: whether it is a payment request is for whoever takes it to find out. */
export interface RunRow {
  /** Where it stands in the file, for people: its line. */
  readonly line: number;
  readonly draft: JsonObject;
  /** The account that pays, as the file has it: an IBAN or a number of a bank; null where the draft says it by the ledger's name. */
  readonly debtorAccount: string | null;
  /** What is wrong with the row itself, in a sentence; null where it can be read. */
  readonly fault: string | null;
}

export interface PaymentRun {
  /** How the file came: as a message of ISO 20022, or as a table. */
  readonly format: 'pain.001' | 'csv';
  /** The message's id; null for a table. */
  readonly messageId: string | null;
  /** SHA-256 of the file's bytes: the same file again is the same run. */
  readonly sha256: string;
  readonly rows: readonly RunRow[];
}

/** More than that in one file is no run a treasury looks at. */
export const mostRows = 20_000;

/** Its first line names the fields of a payment request. */
export function isTable(text: string): boolean {
  const [first = ''] = text.replace(/^(?:\ufeff|\u00ef\u00bb\u00bf)/, '').split(/\r?\n|\r/, 1);
  const names = first.split(/[,;\t]/).map((name) => name.trim().replace(/^"|"$/g, '').toLowerCase());
  return names.length > 1 && (names.includes('beneficiary_name') || names.includes('payment_id'));
}
