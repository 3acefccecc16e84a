/** The answer to `/liquidity`: what the balance would be, without any payment being requested. */
import type { LiquidityScreening } from '../../domain/evidence/liquidity-screening';
import type { CutoffAnswer } from '../../domain/policy/cutoff/cutoff';
import { parseUtc } from '../../domain/values/time';
import { shown } from '../words/escape-markdown';
import { noLiquidityActs } from './liquidity-acts';
import { liquidityDetails, type DetailLevel } from './liquidity-details';
import { liquidityLabels } from './liquidity-labels';
import { accountsOf } from './liquidity-subject';
import { showCountdown } from '../words/show-countdown';
import { createAccountMask } from '../words/account-mask';
import { verbs } from '../verbs';
import type { Words } from '../words/words';

export interface LiquidityCardContext {
  readonly words: Words;
  /** Of the payment it is asked about; left out where no payment says which one counts. */
  readonly cutoff?: CutoffAnswer;
  /** Accounts that could stand beside those of the result. */
  readonly accountIds?: Iterable<string>;
}

export function liquidityCardData(
  result: LiquidityScreening,
  level: DetailLevel,
  { words, cutoff, accountIds = [] }: LiquidityCardContext,
) {
  const { facts, answer } = words.liquidity;
  const mask = createAccountMask([...accountIds, ...accountsOf(result)]);
  const { payment_assessed: assessed, account_summary: summary, breach_assessment: found, audit } = result;
  const money = (amount: number) => words.show.money(amount, assessed.currency);
  const nowMs = parseUtc(audit.timestamp_utc) ?? 0;
  return {
    title: answer.title(money(assessed.amount)),
    account: answer.account(
      money(assessed.amount),
      mask.of(assessed.account_id),
      shown(assessed.entity, 64),
      shown(words.show.instant(assessed.timestamp_utc), 40),
    ),
    has_comparison: false,
    comparison: [],
    has_liquidity: true,
    liquidity: liquidityDetails(result, {
      words,
      mask,
      nowMs,
      level,
      timing: cutoff === undefined ? undefined : showCountdown(cutoff, nowMs, words),
    }),
    // Only a payment has something to do about it.
    acts: noLiquidityActs,
    facts: [
      { title: facts.projectedMinimum, value: money(found.projected_min_balance) },
      { title: facts.buffer, value: money(found.buffer_threshold) },
      found.breach
        ? { title: facts.gap, value: money(found.gap) }
        : { title: facts.headroom, value: money(found.headroom) },
      { title: facts.recommendation, value: words.recommended[result.recommendation.action] },
      { title: facts.startOfDay, value: money(summary.start_of_day_balance) },
      { title: facts.outflows, value: money(summary.total_outflow) },
      { title: facts.inflows, value: money(summary.total_inflow) },
      { title: facts.endOfDay, value: money(summary.end_of_day_balance) },
    ],
    footer: answer.footer(shown(words.show.instant(audit.timestamp_utc), 40), shown(audit.run_id)),
    liquidity_labels: liquidityLabels(words, assessed.currency),
    back: words.chat.backToPayment,
    has_payment: false,
    run_id: '',
    version: 0,
    verbs,
  };
}
