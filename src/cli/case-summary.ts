/** A reviewed payment in a few lines for whoever stands at the terminal; the JSON beside it is the record. */
import { english } from '../cards/words/english/english';
import { finalOutput } from '../domain/case/decision/final-output';
import { pendingRoles, type PaymentCase } from '../domain/case/payment-case';
import { decimal, formatAmount } from '../domain/values/money';

export function caseSummary(paymentCase: PaymentCase): readonly string[] {
  const { payment, runId, status } = paymentCase;
  const output = finalOutput(paymentCase);
  const amount = `${formatAmount(decimal(payment.amount), payment.currency)} ${payment.currency}`;
  const results = output?.agent_results;
  const sanctions = results?.sanctions_screening;
  const liquidity = results?.liquidity_screening;
  const pending = pendingRoles(paymentCase);
  return [
    `${payment.payment_id}: ${output?.final_decision.action ?? 'no decision'}, ${english.caseStates.name[status]}`,
    row('pay', `${amount} to ${payment.beneficiary_name}, from ${payment.account_id} of ${payment.entity}`),
    row('leaves', payment.timestamp_utc),
    row('because', output?.final_decision.reason ?? `the review stopped: ${paymentCase.failure?.code ?? 'unknown'}`),
    row('sanctions', sanctions ? `${sanctions.decision}${matched(sanctions.matched_entity)}` : 'not screened'),
    row('liquidity', liquidity ? liquidityWords(liquidity, payment.currency) : 'not screened'),
    row('procedures', results?.operational_procedures?.final_action ?? 'not asked'),
    ...(pending.length === 0 ? [] : [row('to approve', pending.join(', '))]),
    ...(paymentCase.isTest ? [row('test', 'acted on by a demo persona')] : []),
    row('run', `${runId}; the whole of it with --json`),
  ];
}

function matched(entity: string | undefined): string {
  return entity === undefined ? '' : `, like ${entity}`;
}

function liquidityWords(
  { breach, gap = 0, headroom = 0 }: { readonly breach: boolean; readonly gap?: number; readonly headroom?: number },
  currency: string,
): string {
  const money = (value: number) => `${formatAmount(decimal(value), currency)} ${currency}`;
  return breach ? `breach, ${money(gap)} short of the buffer` : `no breach, ${money(headroom)} above the buffer`;
}

function row(name: string, text: string): string {
  return `  ${name.padEnd(11)} ${text}`;
}
