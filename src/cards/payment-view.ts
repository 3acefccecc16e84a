/** What the card of a payment is drawn from: the case, and what the case itself does not know. */
import type { PaymentCase } from '../domain/payment-case';

export interface PaymentView {
  readonly case: PaymentCase;
  readonly isDemoDay: boolean;
  /** Business time, UTC milliseconds. */
  readonly businessNow: number;
  /** The watch list in force, e.g. `OFAC SDN` or `DEMO LIST`. */
  readonly listName: string;
  /** The cutoff in words, its local time, UTC and which one binds; null or left out where none applies. */
  readonly cutoff?: { readonly text: string | null };
}
