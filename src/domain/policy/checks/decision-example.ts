/** An input that meets a decision rule, in the words of `policy explain`. */
import type { JsonObject } from '../../values/json';
import type { DecisionRule } from '../tables/decision-table';

/** Findings the rule leaves open are without a breach and before the cutoff, unless `findings` says otherwise. */
export function exampleOf(
  { sanctions, liquidity_breach: breach, before_cutoff: beforeCutoff }: DecisionRule['when'],
  findings: { readonly breach?: boolean; readonly beforeCutoff?: boolean } = {},
): JsonObject {
  return {
    sanctions,
    severity: (breach ?? findings.breach ?? false) ? 'BREACH' : 'NONE',
    before_cutoff: beforeCutoff ?? findings.beforeCutoff ?? true,
  };
}
