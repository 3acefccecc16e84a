/** Asking people for money the desk cannot move itself: how much, where and by when. */
import type { LiquidityAlternative } from '../../evidence/liquidity-screening';
import { toJsonNumber } from '../../values/money';
import { formatUtc } from '../../values/time';
import { fromMinor } from '../ledger/minor-units';
import { clockTime, departureNow, moneyOf, noFundingMissing, type OptionQuestion } from './option-question';

/** `feasible` says that money is what is missing; whether the payment may still leave stands beside it. */
export function proveEscalation(question: OptionQuestion): LiquidityAlternative {
  const { payment, impact } = question;
  const { stated, objection } = departureNow(question);
  const needed = impact.shortfallMinor;
  const feasible = needed > 0n;
  const neededByMs = neededBy(question);
  const arrival = `${moneyOf(payment, needed)} must reach ${payment.account.account_id} by ${clockTime(neededByMs)}`;
  let why = `${arrival}; somebody has to arrange it.`;
  if (!feasible) why = noFundingMissing;
  else if (objection !== null) why = `${arrival}, but the payment may not leave then: ${objection}`;
  return {
    kind: 'escalate_for_funding',
    feasible,
    why,
    amount: toJsonNumber(fromMinor(needed, payment.exponent)),
    needed_by: formatUtc(neededByMs),
    ...stated,
  };
}

/** Before the first balance under a buffer that the payment has a part in; at once where a balance is under it already. */
function neededBy({ payment, sides }: OptionQuestion): number {
  const breaches = sides.map(({ impact }) => impact.firstBreachMs).filter((atMs) => atMs !== null);
  return Math.max(payment.atMs, breaches.length === 0 ? payment.atMs : Math.min(...breaches));
}
