/** What else could be done about a payment that does not fit, each option proven against the positions it touches. */
import type { LiquidityAlternative } from '../../evidence/liquidity-screening';
import { proveCreditLine } from './credit-line';
import { proveDelay } from './delay';
import { proveEscalation } from './escalate';
import type { OptionQuestion } from './option-question';
import { provePartialRelease } from './partial-release';
import { proveSwapOrder } from './swap-order';
import { proveFxSweep, proveSweep } from './sweep';

/** The contract's short words, in its order; the proof of each is in the details. */
export const alternativeWords: readonly string[] = ['Delay', 'Partial release', 'Escalate for funding'];

/**
 * Feasible options first. Among them those that pay everything before those that pay a part, those that cost nothing before
 * those that cost interest or a conversion, and last what people must arrange.
 */
export function proveAlternatives(question: OptionQuestion): readonly LiquidityAlternative[] {
  const options = [
    proveDelay(question),
    proveSwapOrder(question),
    proveSweep(question),
    proveCreditLine(question),
    proveFxSweep(question),
    provePartialRelease(question),
    proveEscalation(question),
  ];
  return options.sort((a, b) => Number(b.feasible) - Number(a.feasible));
}
