/** Paying the largest part that keeps the buffer now, and the rest when it fits. */
import type { LiquidityAlternative } from '../../evidence/liquidity-screening';
import { toJsonNumber } from '../../values/money';
import { formatUtc } from '../../values/time';
import { fromMinor } from '../ledger/minor-units';
import { departureNow, moneyOf, sidesInWords, type OptionQuestion } from './option-question';

/** `feasible` speaks of the account; whether any part may still leave stands beside it. */
export function provePartialRelease(question: OptionQuestion): LiquidityAlternative {
  const { payment, impact, sides } = question;
  const { stated, objection } = departureNow(question);
  const amount = fromMinor(impact.maxReleasableMinor, payment.exponent);
  const remainder = payment.amount.minus(amount);
  const part = moneyOf(payment, impact.maxReleasableMinor);
  let why = `${part} now keeps the buffer for the rest of the day; one minor unit more would not.`;
  if (objection !== null) why = `${part} would keep the buffer but may not leave then: ${objection}`;
  if (amount.isZero()) why = `Nothing of it keeps the buffer of ${sidesInWords(sides)} for the rest of the day.`;
  else if (remainder.isZero()) why = 'All of it keeps the buffer from its own time on; a part would change nothing.';
  return {
    kind: 'partial_release',
    feasible: !amount.isZero() && !remainder.isZero(),
    why,
    amount: toJsonNumber(amount),
    remainder: toJsonNumber(remainder),
    remainder_release_at: impact.earliestFullReleaseMs === null ? null : formatUtc(impact.earliestFullReleaseMs),
    ...stated,
  };
}
