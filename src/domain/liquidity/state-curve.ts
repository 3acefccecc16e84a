/** The day's balance with the payment, in few enough points for a chart, none of which shows more money than there is. */
import type { LiquidityCurve } from '../evidence/liquidity-screening';
import { toJsonNumber } from '../values/money';
import { dayMs, formatUtc, startOfDay, utcDay } from '../values/time';
import type { Side } from './alternatives/option-question';
import type { AssessedPayment } from './assessed-payment';
import type { Step } from './curve';
import { fromMinor } from './ledger/minor-units';

/** As many as a chart on a phone can show. */
const maxPoints = 48;

export function stateCurve(
  payment: AssessedPayment,
  { position, ownFlow, impact }: Pick<Side, 'position' | 'ownFlow' | 'impact'>,
): LiquidityCurve {
  const startMs = startOfDay(utcDay(payment.atMs));
  const takenOut = ownFlow ? [{ atMs: ownFlow.atMs, minor: -ownFlow.minor }] : [];
  const curve = position.curveWith([...takenOut, { atMs: payment.atMs, minor: -impact.paymentMinor }]);
  // The opening, every flow and the payment have a step each at most.
  const exact = position.flowCount + 2 <= maxPoints;
  const steps: Iterable<Step> = exact
    ? curve.steps()
    : Array.from({ length: maxPoints }, (_, part) => {
        const fromMs = startMs + (part * dayMs) / maxPoints;
        const { minor } = curve
          .from(fromMs)
          .until(fromMs + dayMs / maxPoints)
          .lowest();
        return { atMs: fromMs, minor };
      });
  return {
    exact,
    points: Array.from(steps, ({ atMs, minor }) => ({
      at: formatUtc(Math.max(atMs, startMs)),
      balance: toJsonNumber(fromMinor(minor, payment.exponent)),
    })),
  };
}
