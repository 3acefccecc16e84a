/** Asking people for money the desk cannot move itself: how much, where and by when. */
import type { LiquidityAlternative } from '../../evidence/liquidity-screening';
import { toJsonNumber } from '../../money';
import { formatUtc } from '../../time';
import { fromMinor } from '../minor-units';
import { clockTime, moneyOf, noFundingMissing, type OptionQuestion } from './option-question';

export function proveEscalation({ payment, impact }: OptionQuestion): LiquidityAlternative {
  const needed = impact.shortfallMinor;
  const feasible = needed > 0n;
  return {
    kind: 'escalate_for_funding',
    feasible,
    why: feasible
      ? `${moneyOf(payment, needed)} must reach ${payment.account.account_id} by ${clockTime(payment.atMs)}; somebody has to arrange it.`
      : noFundingMissing,
    amount: toJsonNumber(fromMinor(needed, payment.exponent)),
    needed_by: formatUtc(payment.atMs),
  };
}
