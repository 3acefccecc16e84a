/** The tool of the liquidity gate: one payment against the ledger in force. */
import { Fault } from '../domain/values/errors';
import {
  liquidityInputSchema,
  liquidityScreeningSchema,
  type LiquidityInput,
  type LiquidityScreening,
} from '../domain/evidence/liquidity-screening';
import { assessInPlace } from '../domain/liquidity/assess-in-place';
import type { Ledger } from '../domain/liquidity/ledger/ledger';
import type { Reservation } from '../domain/liquidity/reservation';
import { reserve } from '../domain/liquidity/reservations';
import type { LiquidityTerms } from '../domain/liquidity/terms';
import type { Current, Tool } from '../ports';
import { toolNames } from '../domain/evidence/wire-names';

export interface ComputeLiquidityImpactDeps {
  readonly ledger: Current<Ledger>;
  /** What the policy says that a run keeps; that in force for a run nobody knows. */
  readonly termsOfRun: (runId: string) => Promise<LiquidityTerms>;
  /** Under which id the ledger has the payment of that run, and whether people had it wait until another time than its row's; null for a run nobody knows. */
  readonly placeOfRun?: (runId: string) => Promise<{ readonly ledgerId: string; readonly isDelayed: boolean } | null>;
  /** What waiting and approved payments hold. Left out: nothing is held. */
  readonly reservations?: () => Promise<readonly Reservation[]>;
}

/** What the ledger cannot answer for is a `tool_failed` that names every problem: a gate never guesses. */
export function createComputeLiquidityImpact({
  ledger,
  termsOfRun,
  placeOfRun,
  reservations,
}: ComputeLiquidityImpactDeps): Tool<LiquidityInput, LiquidityScreening> {
  return {
    name: toolNames.liquidity,
    title: 'Compute liquidity impact',
    description:
      'Projects the intraday balance of the funding account with a payment against its minimum buffer. ' +
      'Give payment_id of a ledger payment alone, or amount, currency, account_id and entity of any payment.',
    inputSchema: liquidityInputSchema,
    outputSchema: liquidityScreeningSchema,
    async run(input, call) {
      const terms = await termsOfRun(call.runId);
      // Read last: what is decided meanwhile shall count.
      const held = (await reservations?.()) ?? [];
      const { ledgerId = null, isDelayed = false } = (await placeOfRun?.(call.runId)) ?? {};
      const beside = reserve(ledger.current(), held, input.payment_id ?? null, ledgerId);
      const assessed = assessInPlace(beside, ledgerId, input, { ...call, terms }, isDelayed);
      if (assessed.ok) return assessed.output;
      const reasons = assessed.problems.map(({ message }) => message).join(' ');
      throw new Fault('tool_failed', `${toolNames.liquidity}: ${reasons}`);
    },
  };
}
