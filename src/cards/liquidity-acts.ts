/** What a person may do about a payment's liquidity from its card: release the part that fits, or ask a what-if. */
import { readEvidence } from '../domain/case-evidence';
import { decimal, formatAmount, toJsonNumber } from '../domain/money';
import type { PaymentCase } from '../domain/payment-case';
import { cut } from './escape-markdown';
import { needsNewDecision } from './liquidity-check';
import type { AccountChoice } from './payment-form';
import { maskAccount, showMoney } from './show-money';
import { commentInputId, verbs, whatIfInputs } from './verbs';

/** More choices than this no longer fit beside everything else; the account is then typed. */
const maxAccounts = 20;

export interface LiquidityActsContext {
  readonly accounts: readonly AccountChoice[];
  /** Whether there is room to list them. */
  readonly hasRoom: boolean;
}

/** For a payment with a liquidity result: the data of the buttons in the `liquidity-details` part of the payment card. */
export function liquidityActs(paymentCase: PaymentCase, { accounts, hasRoom }: LiquidityActsContext) {
  const { payment, status } = paymentCase;
  const part = releasablePart(paymentCase);
  const choices = accountChoices(payment, accounts);
  const canChoose = hasRoom && choices.length <= maxAccounts;
  const canAsk = status === 'awaiting_approval' || status === 'held';
  const money = (amount: number) => showMoney(amount, payment.currency);
  return {
    has_any: canAsk || part !== null,
    release_part: part !== null,
    part: part === null ? '' : money(part),
    rest: part === null ? '' : money(remainder(payment.amount, part)),
    comment_id: commentInputId(verbs.release_part),
    what_if: canAsk,
    inputs: whatIfInputs,
    amount: formatAmount(decimal(payment.amount), payment.currency),
    at: /T(\d{2}:\d{2})/.exec(payment.timestamp_utc)?.[1] ?? '',
    account: cut(payment.account_id, 64),
    choose_account: canChoose,
    type_account: !canChoose,
    accounts: canChoose ? choices : [],
  };
}

/** `Part of 250,000 USD; the rest, 50,000 USD, is not requested`; empty where the payment is whole. */
export function partText({ amount, full_amount: full, currency }: PaymentCase['payment']): string {
  if (full === undefined) return '';
  const rest = showMoney(remainder(full, amount), currency);
  return `Part of ${showMoney(full, currency)}; the rest, ${rest}, is not requested`;
}

/** Only what the tool proved is offered, and only while its decision stands. Null where there is no such part. */
function releasablePart(paymentCase: PaymentCase): number | null {
  const { status, decision, payment, checkpoint } = paymentCase;
  if (status !== 'awaiting_approval' || decision?.reasonCode !== 'HOLD_LIQ_BREACH') return null;
  const most = readEvidence(checkpoint).liquidity?.breach_assessment.max_releasable ?? 0;
  return most > 0 && most < payment.amount && !needsNewDecision(paymentCase) ? most : null;
}

/** The entity's accounts in the payment's currency, its own first. */
function accountChoices(
  { account_id: own, entity, currency }: PaymentCase['payment'],
  accounts: readonly AccountChoice[],
) {
  const others = accounts
    .filter((account) => account.entity === entity && account.currency === currency && account.account_id !== own)
    .map(({ account_id }) => account_id)
    .sort();
  const offered = [own, ...others];
  const masks = offered.map(maskAccount);
  return offered.map((account, index) => {
    const mask = masks[index] ?? '';
    // Two accounts that look the same masked cannot be told apart: they are written out.
    const name = masks.indexOf(mask) === masks.lastIndexOf(mask) ? mask : cut(account, 64);
    return { title: `${name}${account === own ? ', as requested' : ''}`, value: cut(account, 64) };
  });
}

function remainder(whole: number, part: number): number {
  return toJsonNumber(decimal(whole).minus(decimal(part)));
}
