/** Looks again at the liquidity a decision rests on: the ledger in force, beside what was approved and what was decided earlier. */
import { readEvidence, toolNames } from '../domain/case-evidence';
import { liquidityInputSchema } from '../domain/evidence/liquidity-screening';
import { assessLiquidity } from '../domain/liquidity/assess-liquidity';
import { compareScreenings, notAssessable, type ScreeningComparison } from '../domain/liquidity/compare-screenings';
import { servedBefore } from '../domain/liquidity/reservation';
import { reserve } from '../domain/liquidity/reservations';
import type { LiquidityTerms } from '../domain/liquidity/terms';
import type { PaymentCase } from '../domain/payment-case';
import { parseUtc } from '../domain/time';
import type { Clock, LedgerSource } from '../ports';
import type { ReadReservations } from './read-reservations';

/** `worse` where it cannot be looked at any more, saying why. */
export type RecheckLiquidity = (paymentCase: PaymentCase) => Promise<ScreeningComparison>;

export interface RecheckLiquidityDeps {
  readonly reservations: ReadReservations;
  readonly ledger: LedgerSource;
  /** What the policy of that run says. Throws `policy_invalid` where it is not kept any more. */
  readonly termsOf: (paymentCase: PaymentCase) => LiquidityTerms;
  readonly clock: Pick<Clock, 'now'>;
}

export function createRecheckLiquidity(deps: RecheckLiquidityDeps): RecheckLiquidity {
  return async (paymentCase) => {
    const { runId, payment, decision, checkpoint } = paymentCase;
    const before = readEvidence(checkpoint).liquidity;
    const asked = checkpoint.trace
      .flatMap(({ toolCalls }) => toolCalls)
      .findLast(({ tool }) => tool === toolNames.liquidity);
    const input = liquidityInputSchema.safeParse(asked?.input);
    if (!before || !input.success)
      return notAssessable([
        { code: 'liquidity_unknown', message: 'This decision has no liquidity evidence to look at again.' },
      ]);
    const decidedAtMs = decision && parseUtc(decision.decidedAt);
    const ahead = servedBefore(await deps.reservations(), { runId, decidedAtMs });
    const now = assessLiquidity(reserve(deps.ledger.current(), ahead, payment.payment_id), input.data, {
      runId,
      nowMs: deps.clock.now(),
      terms: deps.termsOf(paymentCase),
    });
    return now.ok ? compareScreenings(before, now.output) : notAssessable(now.problems);
  };
}
