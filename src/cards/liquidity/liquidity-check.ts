/** What a later look at liquidity changed since the decision. */
import type { PaymentCase } from '../../domain/case/payment-case';
import { severities, type Severity } from '../../domain/evidence/liquidity-screening';
import { ownMember } from '../../domain/values/own-member';
import { currencyExponent, decimal } from '../../domain/values/money';
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
  if (left) return say.left(quote(words.show.datesIn(left.after), 200), words.show.clock(check.checkedAt, nowMs));
  const fields: Readonly<Record<string, string>> = say.fields;
  const written = (value: string, max: number): string => quote(asRead(value, words), max);
  const changes = check.changes
    .slice(0, 6)
    .map(({ field, before, after }) =>
      field === 'assessment'
        ? say.notAssessable(written(after, 120))
        : say.change(fields[field] ?? field.replaceAll('_', ' '), written(before, 40), written(after, 120)),
    );
  const told = (check.verdict === 'worse' ? say.worse : say.better)(changes, words.show.clock(check.checkedAt, nowMs));
  return needsNewDecision(paymentCase) ? `${told} ${say.needsNew}` : told;
}

/** A figure of the check as the record has it: money in one writing for all (`125,000 USD`), `yes`, `no`, or a word of the gate. */
function asRead(value: string, { show, severities: named, liquidity }: LiquiditySubject['words']): string {
  const [, amount = '', currency = ''] = /^(-?\d{1,3}(?:,\d{3})*(?:\.\d+)?) ([A-Z]{3})$/.exec(value) ?? [];
  if (currencyExponent(currency) !== null) return show.money(decimal(amount.replaceAll(',', '')), currency);
  if (isSeverity(value)) return named[value];
  return ownMember<string>(liquidity.check.answers, value) ?? show.datesIn(value);
}

function isSeverity(value: string): value is Severity {
  return severities.some((known) => known === value);
}
