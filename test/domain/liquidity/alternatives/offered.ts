/** What the gate offers for a payment on a small ledger. */
import type {
  LiquidityAlternative,
  LiquidityInput,
  LiquidityScreening,
} from '../../../../src/domain/evidence/liquidity-screening';
import { assessLiquidity } from '../../../../src/domain/liquidity/assess-liquidity';
import type { Ledger } from '../../../../src/domain/liquidity/ledger/ledger';
import type { LiquidityTerms } from '../../../../src/domain/liquidity/terms';
import { at, noTerms } from '../ledger-fixture';

export function assess(ledger: Ledger, input: LiquidityInput, terms: LiquidityTerms = noTerms): LiquidityScreening {
  const result = assessLiquidity(ledger, input, { runId: 'WF-test', nowMs: at('10:00'), terms });
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '));
  return result.output;
}

type OptionOf<K> = Extract<LiquidityAlternative, { kind: K }>;

/** The assessment must be a breach: nothing is offered otherwise. */
export function optionIn<K extends LiquidityAlternative['kind']>(output: LiquidityScreening, kind: K): OptionOf<K> {
  const found = output.recommendation.alternative_details?.find(
    (candidate): candidate is OptionOf<K> => candidate.kind === kind,
  );
  if (!found) throw new Error(`no ${kind} was looked at`);
  return found;
}

export function offered<K extends LiquidityAlternative['kind']>(
  ledger: Ledger,
  input: LiquidityInput,
  kind: K,
  terms?: LiquidityTerms,
): OptionOf<K> {
  return optionIn(assess(ledger, input, terms), kind);
}
