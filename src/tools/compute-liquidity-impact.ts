/** The tool of the liquidity gate: one payment against the ledger in force. */
import { Fault } from '../domain/errors';
import {
  liquidityInputSchema,
  liquidityScreeningSchema,
  type LiquidityInput,
  type LiquidityScreening,
} from '../domain/evidence/liquidity-screening';
import { assessLiquidity, type LiquidityCall } from '../domain/liquidity/assess-liquidity';
import type { Ledger } from '../domain/liquidity/ledger';
import type { Current, Tool } from '../ports';

export interface ComputeLiquidityImpactDeps {
  readonly ledger: Current<Ledger>;
  /** Until when a payment may leave today, by policy: a delay past it is not offered as feasible. */
  readonly cutoffMs?: LiquidityCall['cutoffMs'];
}

/** What the ledger cannot answer for is a `tool_failed` that names every problem: a gate never guesses. */
export function createComputeLiquidityImpact({
  ledger,
  cutoffMs,
}: ComputeLiquidityImpactDeps): Tool<LiquidityInput, LiquidityScreening> {
  return {
    name: 'compute_liquidity_impact',
    title: 'Compute liquidity impact',
    description:
      'Projects the intraday balance of the funding account with a payment against its minimum buffer. ' +
      'Give payment_id of a ledger payment alone, or amount, currency, account_id and entity of any payment.',
    inputSchema: liquidityInputSchema,
    outputSchema: liquidityScreeningSchema,
    run(input, call) {
      const assessed = assessLiquidity(ledger.current(), input, { ...call, cutoffMs });
      if (assessed.ok) return Promise.resolve(assessed.output);
      const reasons = assessed.problems.map(({ message }) => message).join(' ');
      return Promise.reject(new Fault('tool_failed', `compute_liquidity_impact: ${reasons}`));
    },
  };
}
