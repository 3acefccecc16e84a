/** The answer to `/liquidity`: what the balance would be, without any payment being requested. */
import type { LiquidityScreening } from '../../domain/evidence/liquidity-screening';
import type { CutoffAnswer } from '../../domain/policy/cutoff/cutoff';
import { parseUtc } from '../../domain/values/time';
import { shown } from '../words/escape-markdown';
import { noLiquidityActs } from './liquidity-acts';
import { liquidityDetails, type DetailLevel } from './liquidity-details';
import { accountsOf } from './liquidity-subject';
import { showCountdown } from '../words/show-countdown';
import { showInstant } from '../words/show-instant';
import { createAccountMask } from '../words/account-mask';
import { showMoney } from '../words/show-money';
import { verbs } from '../verbs';

export interface LiquidityCardContext {
  /** Of the payment it is asked about; left out where no payment says which one counts. */
  readonly cutoff?: CutoffAnswer;
  /** Accounts that could stand beside those of the result. */
  readonly accountIds?: Iterable<string>;
}

export function liquidityCardData(
  result: LiquidityScreening,
  level: DetailLevel,
  { cutoff, accountIds = [] }: LiquidityCardContext = {},
) {
  const mask = createAccountMask([...accountIds, ...accountsOf(result)]);
  const { payment_assessed: assessed, account_summary: summary, breach_assessment: found, audit } = result;
  const money = (amount: number) => showMoney(amount, assessed.currency);
  const nowMs = parseUtc(audit.timestamp_utc) ?? 0;
  return {
    title: `Liquidity for ${money(assessed.amount)}`,
    account: `${money(assessed.amount)} from ${mask.of(assessed.account_id)}, ${shown(assessed.entity, 64)}, at ${shown(showInstant(assessed.timestamp_utc), 40)}`,
    has_comparison: false,
    comparison: [],
    has_liquidity: true,
    liquidity: liquidityDetails(result, {
      mask,
      nowMs,
      level,
      timing: cutoff === undefined ? undefined : showCountdown(cutoff, nowMs),
    }),
    // Only a payment has something to do about it.
    acts: noLiquidityActs,
    facts: [
      { title: 'Projected minimum', value: money(found.projected_min_balance) },
      { title: 'Buffer', value: money(found.buffer_threshold) },
      found.breach ? { title: 'Gap', value: money(found.gap) } : { title: 'Headroom', value: money(found.headroom) },
      { title: 'Recommendation', value: result.recommendation.action },
      { title: 'Start of day', value: money(summary.start_of_day_balance) },
      { title: 'Outflows', value: money(summary.total_outflow) },
      { title: 'Inflows', value: money(summary.total_inflow) },
      { title: 'End of day', value: money(summary.end_of_day_balance) },
    ],
    footer: `What-if only: nothing is requested or reserved  ·  ${shown(showInstant(audit.timestamp_utc), 40)}  ·  reference ${shown(audit.run_id)}`,
    has_payment: false,
    run_id: '',
    version: 0,
    verbs,
  };
}
