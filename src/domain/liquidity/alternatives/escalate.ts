/** Asking people for money the desk cannot move itself: how much, where and by when. */
import type { LiquidityAlternative } from '../../evidence/liquidity-screening';
import { toJsonNumber } from '../../money';
import { formatUtc } from '../../time';
import { fromMinor } from '../minor-units';
import { clockTime, departureNow, moneyOf, noFundingMissing, type OptionQuestion } from './option-question';

/** `feasible` says that money is what is missing; whether the payment may still leave stands beside it. */
export function proveEscalation(question: OptionQuestion): LiquidityAlternative {
  const { payment, impact } = question;
  const { stated, objection } = departureNow(question);
  const needed = impact.shortfallMinor;
  const feasible = needed > 0n;
  const arrival = `${moneyOf(payment, needed)} must reach ${payment.account.account_id} by ${clockTime(payment.atMs)}`;
  let why = `${arrival}; somebody has to arrange it.`;
  if (!feasible) why = noFundingMissing;
  else if (objection !== null) why = `${arrival}, but the payment may not leave then: ${objection}`;
  return {
    kind: 'escalate_for_funding',
    feasible,
    why,
    amount: toJsonNumber(fromMinor(needed, payment.exponent)),
    needed_by: formatUtc(payment.atMs),
    ...stated,
  };
}
