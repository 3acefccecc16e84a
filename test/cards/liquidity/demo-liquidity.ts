/** Real liquidity evidence: what the gate says of the demo ledger under the shipped policy, never figures written by hand. */
import type { LiquidityInput, LiquidityScreening } from '../../../src/domain/evidence/liquidity-screening';
import { assessLiquidity } from '../../../src/domain/liquidity/assess-liquidity';
import type { Ledger } from '../../../src/domain/liquidity/ledger/ledger';
import { termsOf, type LiquidityTerms } from '../../../src/domain/liquidity/terms';
import { readLedgerFolder } from '../../../src/sources/ledger/folder';
import { shippedPolicy } from '../../domain/policy/shipped-policy';

export const demoLedger = readLedgerFolder('demo/ledger', '2026-01-22T10:20:00Z');
export const demoTerms = termsOf(shippedPolicy);
export const assessedAt = Date.UTC(2026, 0, 22, 10, 25);

export function assess(
  input: LiquidityInput,
  { ledger = demoLedger, terms = demoTerms }: { readonly ledger?: Ledger; readonly terms?: LiquidityTerms } = {},
): LiquidityScreening {
  const assessed = assessLiquidity(ledger, input, { runId: 'WF-20260122102500-a1b2c3', nowMs: assessedAt, terms });
  if (!assessed.ok) throw new Error(assessed.problems.map(({ message }) => message).join(' '));
  return assessed.output;
}
