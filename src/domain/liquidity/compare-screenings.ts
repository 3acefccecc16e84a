/** What changed between the screening a decision was made from and one made again, and whether the decision still stands on it. */
import { severities, type LiquidityScreening } from '../evidence/liquidity-screening';
import { decimal, formatAmount } from '../money';

export interface ScreeningChange {
  readonly field: 'breach' | 'severity' | 'projected_min_balance' | 'buffer_threshold' | 'gap' | 'max_releasable';
  readonly before: string;
  readonly after: string;
}

export interface ScreeningComparison {
  /** `worse` needs a new decision: a breach that was not there, a deeper one, or a higher severity. */
  readonly verdict: 'same' | 'better' | 'worse';
  /** For people, amounts written out. */
  readonly changes: readonly ScreeningChange[];
}

/** Both of the same payment. */
export function compareScreenings(before: LiquidityScreening, after: LiquidityScreening): ScreeningComparison {
  const { currency } = after.payment_assessed;
  const [old, now] = [before.breach_assessment, after.breach_assessment];
  const money = (amount: number): string => `${formatAmount(decimal(amount), currency)} ${currency}`;
  const stated: ScreeningChange[] = [
    { field: 'breach', before: old.breach ? 'yes' : 'no', after: now.breach ? 'yes' : 'no' },
    { field: 'severity', before: old.severity, after: now.severity },
    ...(['projected_min_balance', 'buffer_threshold', 'gap', 'max_releasable'] as const).map(
      (field): ScreeningChange => ({ field, before: money(old[field]), after: money(now[field]) }),
    ),
  ];
  const changes = stated.filter((change) => change.before !== change.after);
  if (changes.length === 0) return { verdict: 'same', changes };
  const rank = (of: LiquidityScreening['breach_assessment']): number => severities.indexOf(of.severity);
  const isWorse = rank(now) > rank(old) || now.gap > old.gap || (now.breach && !old.breach);
  if (isWorse) return { verdict: 'worse', changes };
  return { verdict: rank(now) < rank(old) || now.gap < old.gap ? 'better' : 'same', changes };
}
