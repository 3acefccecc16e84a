/** What the matrices look at: the gates' findings about one payment. */
import type { Severity } from '../../evidence/liquidity-screening';
import type { SanctionsDecision } from '../../evidence/sanctions-screening';
import type { Decimal } from '../../values/money';
import type { PaymentType } from '../../payment/payment-request';

export interface Facts {
  readonly sanctions: SanctionsDecision;
  /** BREACH and CRITICAL are a breach of the buffer; WARNING is not. */
  readonly severity: Severity;
  readonly beforeCutoff: boolean;
  /** What approvers are chosen by: of a part and of its rest, all that was asked for. Null when no usable rate is known: the strictest tier applies. */
  readonly amountUsd: Decimal | null;
  readonly paymentType: PaymentType;
  readonly entity: string;
  /** UTC milliseconds of the decision; decides whether it falls after hours. */
  readonly atMs: number;
}

export function isBreach(severity: Severity): boolean {
  return severity === 'BREACH' || severity === 'CRITICAL';
}
