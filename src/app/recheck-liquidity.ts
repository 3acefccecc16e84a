/** Looks again, when an approval is given, whether the liquidity its decision rests on still stands beside what was approved meanwhile. */
import { readEvidence, toolNames } from '../domain/case-evidence';
import { refuse, type Refusal } from '../domain/errors';
import { liquidityInputSchema } from '../domain/evidence/liquidity-screening';
import { assessLiquidity } from '../domain/liquidity/assess-liquidity';
import { compareScreenings } from '../domain/liquidity/compare-screenings';
import { reserve } from '../domain/liquidity/reservations';
import type { LiquidityTerms } from '../domain/liquidity/terms';
import type { PaymentCase } from '../domain/payment-case';
import type { Clock, Current, LedgerSource } from '../ports';
import type { ApprovedReservations } from './approved-reservations';

/** Null where the decision still stands. A worse result needs a new decision. */
export type RecheckLiquidity = (paymentCase: PaymentCase) => Promise<Refusal | null>;

export interface RecheckLiquidityDeps {
  readonly reservations: ApprovedReservations;
  readonly ledger: LedgerSource;
  readonly terms: Current<LiquidityTerms>;
  readonly clock: Pick<Clock, 'now'>;
}

export function createRecheckLiquidity({ reservations, ledger, terms, clock }: RecheckLiquidityDeps): RecheckLiquidity {
  return async ({ runId, payment, checkpoint }) => {
    const before = readEvidence(checkpoint).liquidity;
    const asked = checkpoint.trace
      .flatMap(({ toolCalls }) => toolCalls)
      .findLast(({ tool }) => tool === toolNames.liquidity);
    const input = liquidityInputSchema.safeParse(asked?.input);
    if (!before || !input.success)
      return refuse('liquidity_unknown', 'This decision has no liquidity evidence to look at again.');
    const held = await reservations();
    const now = assessLiquidity(reserve(ledger.current(), held, payment.payment_id), input.data, {
      runId,
      nowMs: clock.now(),
      terms: terms.current(),
    });
    if (!now.ok) return now;
    const { verdict, changes } = compareScreenings(before, now.output);
    if (verdict !== 'worse') return null;
    const changed = changes.map(
      (change) => `${change.field.replaceAll('_', ' ')} from ${change.before} to ${change.after}`,
    );
    return refuse(
      'liquidity_changed',
      `Liquidity got worse since the decision: ${changed.join(', ')}. Restart the review for a new one.`,
    );
  };
}
