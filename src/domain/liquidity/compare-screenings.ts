/** What changed between the screening a decision was made from and one made again, and whether the decision still stands on it. */
import type { Problem } from '../values/errors';
import { severities, type LiquidityScreening } from '../evidence/liquidity-screening';
import { decimal, formatAmount } from '../values/money';

const comparedAmounts = ['projected_min_balance', 'buffer_threshold', 'gap', 'max_releasable'] as const;

export interface ScreeningChange {
  /** `assessment`: the payment cannot be assessed any more. `payment`: it has left already. */
  readonly field: 'assessment' | 'payment' | 'breach' | 'severity' | (typeof comparedAmounts)[number];
  readonly before: string;
  readonly after: string;
}

export interface ScreeningComparison {
  /** `worse` needs a new decision: a breach that was not there, a deeper one, a higher severity, or no assessment at all. */
  readonly verdict: 'same' | 'better' | 'worse';
  /** For people, amounts written out. */
  readonly changes: readonly ScreeningChange[];
}

type Compared = Pick<LiquidityScreening, 'breach_assessment'>;

/** Both of the same payment. */
export function compareScreenings(
  before: Compared,
  after: Compared & { readonly payment_assessed: Pick<LiquidityScreening['payment_assessed'], 'currency'> },
): ScreeningComparison {
  const { currency } = after.payment_assessed;
  const [old, now] = [before.breach_assessment, after.breach_assessment];
  const money = (amount: number): string => `${formatAmount(decimal(amount), currency)} ${currency}`;
  const stated: ScreeningChange[] = [
    { field: 'breach', before: old.breach ? 'yes' : 'no', after: now.breach ? 'yes' : 'no' },
    { field: 'severity', before: old.severity, after: now.severity },
    ...comparedAmounts.map((field): ScreeningChange => {
      return { field, before: money(old[field]), after: money(now[field]) };
    }),
  ];
  const changes = stated.filter((change) => change.before !== change.after);
  if (changes.length === 0) return { verdict: 'same', changes };
  const rank = (of: LiquidityScreening['breach_assessment']): number => severities.indexOf(of.severity);
  const isWorse = rank(now) > rank(old) || now.gap > old.gap || (now.breach && !old.breach);
  if (isWorse) return { verdict: 'worse', changes };
  return { verdict: rank(now) < rank(old) || now.gap < old.gap ? 'better' : 'same', changes };
}

/** What cannot be looked at again has got worse: nobody releases money on figures that are gone. */
export function notAssessable(problems: readonly Problem[]): ScreeningComparison {
  const why = problems.map(({ message }) => message.replace(/\.$/, '')).join('; ');
  return { verdict: 'worse', changes: [{ field: 'assessment', before: 'possible', after: `not possible: ${why}` }] };
}

/** What has left is never released again, whatever its liquidity is. */
export function leftAlready(why: string): ScreeningComparison {
  return { verdict: 'worse', changes: [{ field: 'payment', before: 'waiting', after: why }] };
}

/** `gap from 0 USD to 200 USD, ...`, for a sentence. */
export function describeChanges(changes: readonly ScreeningChange[]): string {
  return changes
    .map(({ field, before, after }) => `${field.replaceAll('_', ' ')} from ${before} to ${after}`)
    .join(', ');
}
