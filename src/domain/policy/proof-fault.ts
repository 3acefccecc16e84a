/** Whether an account that does not add up to the bank's own balance may be a basis for letting a payment go. */
import type { LiquidityScreening } from '../evidence/liquidity-screening';
import type { ProofRule } from './tables/liquidity-table';
import type { Doubt } from './why/why';

/** What counts where a policy does not say: nothing is released on an account that is not proven. */
export const strictProof: ProofRule = { id: 'liquidity-proof', not_proven: 'hold' };

/** Null where it may; otherwise what a person should know. An account no statement speaks of is judged by the age of its data alone. */
export function proofFault(
  { not_proven: rule }: Pick<ProofRule, 'not_proven'>,
  { account_proof: proof = null }: Pick<LiquidityScreening['audit'], 'account_proof'>,
): Doubt | null {
  if (rule === 'accept' || proof?.state !== 'not_proven') return null;
  return { kind: 'account_not_proven', proof: proof.why.replace(/\.$/, '') };
}
