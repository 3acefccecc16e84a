/** Which liquidity result of a payment is shown: what its tool found, which the decision is made from. */
import { readAgentOutputs, readEvidence } from '../../domain/case/run/case-evidence';
import type { LiquidityScreening } from '../../domain/evidence/liquidity-screening';
import type { PaymentCase } from '../../domain/case/payment-case';

/** The agent's own answer stands in where no tool call is recorded; null where there is neither. */
export function shownLiquidity({ run }: PaymentCase): LiquidityScreening | null {
  return readEvidence(run).liquidity ?? readAgentOutputs(run).liquidity;
}
