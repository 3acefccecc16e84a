/** What a later look at liquidity changed since the decision. */
import type { PaymentCase } from '../../domain/case/payment-case';
import type { LiquiditySubject } from './liquidity-subject';
import { showClock } from '../words/show-clock';

const fieldWords: Readonly<Record<string, string>> = {
  projected_min_balance: 'lowest balance',
  buffer_threshold: 'buffer',
  max_releasable: 'releasable part',
};

/** Whether the decision no longer stands: nobody may approve it before a new one. */
function needsNewDecision({ status, liquidityCheck }: PaymentCase): boolean {
  return status === 'awaiting_approval' && liquidityCheck?.verdict === 'worse';
}

/** `⚠ Worse since the decision: gap from 125,000 USD to 250,000 USD (checked 11:05 UTC).`; empty where nothing changed. */
export function liquidityCheckText(
  paymentCase: PaymentCase,
  { nowMs, words }: { readonly nowMs: number; readonly words: LiquiditySubject['words'] },
): string {
  const { liquidityCheck: check } = paymentCase;
  if (!check || check.verdict === 'same') return '';
  const changes = check.changes
    .slice(0, 6)
    .map(
      ({ field, before, after }) =>
        `${fieldWords[field] ?? field.replaceAll('_', ' ')} from ${words(before, 40)} to ${words(after, 120)}`,
    );
  const head = check.verdict === 'worse' ? '⚠ Worse since the decision' : '✓ Better since the decision';
  const told = `${head}: ${changes.join(', ')} (checked ${showClock(check.checkedAt, nowMs)}).`;
  return needsNewDecision(paymentCase)
    ? `${told} This decision cannot be approved any more: a new one is needed, restart the review.`
    : told;
}
