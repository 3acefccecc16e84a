/** What a later look at liquidity changed since the decision. */
import type { PaymentCase } from '../../domain/case/payment-case';
import type { LiquiditySubject } from './liquidity-subject';

/** Whether the decision no longer stands: nobody may approve it before a new one. */
function needsNewDecision({ status, liquidityCheck }: PaymentCase): boolean {
  return status === 'awaiting_approval' && liquidityCheck?.verdict === 'worse';
}

/** `⚠ Worse since the decision: gap from 125,000 USD to 250,000 USD (checked 11:05 UTC).`; empty where nothing changed. */
export function liquidityCheckText(
  paymentCase: PaymentCase,
  {
    nowMs,
    subject: { quote, words },
  }: { readonly nowMs: number; readonly subject: Pick<LiquiditySubject, 'quote' | 'words'> },
): string {
  const { liquidityCheck: check } = paymentCase;
  if (!check || check.verdict === 'same') return '';
  const say = words.liquidity.check;
  const left = check.changes.find(({ field }) => field === 'payment');
  if (left) return say.left(quote(left.after, 200), words.show.clock(check.checkedAt, nowMs));
  const fields: Readonly<Record<string, string>> = say.fields;
  const changes = check.changes
    .slice(0, 6)
    .map(({ field, before, after }) =>
      say.change(fields[field] ?? field.replaceAll('_', ' '), quote(before, 40), quote(after, 120)),
    );
  const told = (check.verdict === 'worse' ? say.worse : say.better)(changes, words.show.clock(check.checkedAt, nowMs));
  return needsNewDecision(paymentCase) ? `${told} ${say.needsNew}` : told;
}
