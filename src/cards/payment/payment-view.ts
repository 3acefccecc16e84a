/** What the card of a payment is drawn from: the case, and what the case itself does not know. */
import type { Offer } from '../../domain/case/offer';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { CutoffAnswer } from '../../domain/policy/cutoff/cutoff';
import type { AccountChoice } from './payment-form';

export interface PaymentView {
  readonly case: PaymentCase;
  readonly isDemoDay: boolean;
  /** Business time, UTC milliseconds. */
  readonly businessNow: number;
  /** The watch list in force, e.g. `OFAC SDN` or `DEMO LIST`. */
  readonly listName: string;
  /** What may be done now, by whoever the card is for: the card offers this and nothing else. */
  readonly offers: readonly Offer[];
  /** Computed for business time; left out where nobody computed one. */
  readonly cutoff?: CutoffAnswer;
  /** The ledger's accounts, for the what-if; left out: only the payment's own is offered. */
  readonly accountChoices?: readonly AccountChoice[];
}
