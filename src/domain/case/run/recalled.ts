/** What a run was told of its payee's past, as it is kept with the run and as agents read it. */

/** As agents read it. None of it is text that a stranger wrote: names, purposes and reasons stay out. */
export interface Recalled {
  /** To this payee, the newest first. */
  readonly earlier_payments: readonly RecalledPayment[];
  /** How many there are, those named above included. */
  readonly earlier_count: number;
  /** Of what was paid in this currency; null where nothing was. */
  readonly usual_amount: UsualAmount | null;
  /** Of compliance about this payee, still in force. */
  readonly false_positives: readonly RecalledFalsePositive[];
}

export interface RecalledPayment {
  readonly payment_id: string;
  /** ISO day. */
  readonly asked_on: string;
  readonly amount: number;
  readonly currency: string;
  /** No more than that: why one was not paid may be for compliance alone. */
  readonly became: 'paid' | 'not_paid' | 'open';
}

export interface UsualAmount {
  readonly currency: string;
  readonly payments: number;
  readonly lowest: number;
  readonly middle: number;
  readonly highest: number;
}

export interface RecalledFalsePositive {
  readonly list: string;
  readonly uid: string;
  /** ISO days. */
  readonly recorded_on: string;
  readonly expires_on: string;
}
