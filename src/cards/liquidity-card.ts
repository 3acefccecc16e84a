/** The answer to `/liquidity`: what the balance would be, without any payment being requested. */
import type { LiquidityScreening } from '../domain/evidence/liquidity-screening';
import { liquidityFindings } from './agent-rows';
import { shown } from './escape-markdown';
import { showInstant } from './show-instant';
import { maskAccount, showMoney } from './show-money';

export function liquidityCardData(result: LiquidityScreening) {
  const { payment_assessed: assessed, account_summary: summary, breach_assessment: found, audit } = result;
  const money = (amount: number) => showMoney(amount, assessed.currency);
  const { detail, facts } = liquidityFindings(result, (text) => shown(text, 160));
  return {
    amount: money(assessed.amount),
    account: `${maskAccount(assessed.account_id)}, ${shown(assessed.entity, 64)}, at ${shown(showInstant(assessed.timestamp_utc), 40)}`,
    icon: found.breach ? '⚠' : '✓',
    style: found.breach ? 'warning' : 'good',
    detail,
    reason: shown(result.recommendation.reason, 300).replaceAll(
      shown(assessed.account_id),
      maskAccount(assessed.account_id),
    ),
    facts,
    day: [
      { title: 'Start of day', value: money(summary.start_of_day_balance) },
      { title: 'Outflows', value: money(summary.total_outflow) },
      { title: 'Inflows', value: money(summary.total_inflow) },
      { title: 'End of day', value: money(summary.end_of_day_balance) },
    ],
    footer: `What-if only: nothing is requested or reserved  ·  ${shown(showInstant(audit.timestamp_utc), 40)}  ·  reference ${shown(audit.run_id)}`,
  };
}
