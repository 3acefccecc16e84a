/** Payments to one payee that are each below a tier and together above it: whoever asks for one amount as several asks fewer people. */
import { amountInAll, type PaymentRequest } from '../../payment/payment-request';
import { tierOf } from '../../policy/approvals/approvals';
import { toUsd } from '../../policy/facts/to-usd';
import type { Policy } from '../../policy/policy';
import { decimal, type Decimal } from '../../values/money';
import { hourMs } from '../../values/time';
import { historyKeys, isNotPaid, type EarlierPayment, type HistoryKeys } from './earlier-payment';
import { compareBanks } from './payee-bank';

export interface TogetherQuestion {
  readonly payment: PaymentRequest;
  /** Of other cases, the newest first, without its own parts. */
  readonly history: readonly EarlierPayment[];
  /** The part or the rest of the same payment. */
  readonly ownParts: readonly EarlierPayment[];
  readonly policy: Pick<Policy, 'approvals' | 'rates'>;
  /** UTC milliseconds. */
  readonly askedAtMs: number;
  /** How long before it or after it another may be asked for. */
  readonly hours: number;
}

export interface Together {
  readonly others: readonly EarlierPayment[];
  /** In USD equivalent; null where one of them has no rate. */
  readonly sumUsd: Decimal | null;
  /** Who leads the tier of all together. */
  readonly role: string;
}

/** Null where the largest of them alone asks as much. One without a rate asks most already; beside one, the sum counts as above every tier. */
export function togetherAboveTier({ payment, policy, askedAtMs, hours, ...given }: TogetherQuestion): Together | null {
  // Of the ledger's own rows only those of the same amount are known here, and these are told as duplicates.
  const counts = (one: EarlierPayment): boolean =>
    one.isLedgerOnly !== true && !isNotPaid(one.status) && Math.abs(askedAtMs - one.askedAtMs) <= hours * hourMs;
  const keys = historyKeys(payment);
  const others = given.history.filter((one) => counts(one) && isSamePayee(one, keys));
  const worth = (amount: number, currency: string) => toUsd(policy, decimal(amount), currency, askedAtMs);
  const own = worth(payment.amount, payment.currency);
  // A part and its rest are approved as the whole, so they are above no tier that the whole is not above.
  const whole = worth(amountInAll(payment), payment.currency);
  if (others.length === 0 || own === null || whole === null) return null;
  const each = [...others, ...given.ownParts.filter(counts)].map(({ amount, currency }) => worth(amount, currency));
  const known = each.filter((usd) => usd !== null);
  const largest = known.reduce((most, usd) => (usd.gt(most) ? usd : most), whole);
  const sumUsd = known.length < each.length ? null : known.reduce((sum, usd) => sum.plus(usd), own);
  const { tiers } = policy.approvals;
  const asked = tierOf(tiers, sumUsd);
  const [role] = asked?.roles ?? [];
  if (!asked || role === undefined || asked === tierOf(tiers, largest)) return null;
  return { others, sumUsd, role };
}

/** By account where both state one, whatever the name; by name otherwise, for an account that is left out hides nobody. */
function isSamePayee(one: EarlierPayment, { payeeKey, account, bank }: HistoryKeys): boolean {
  if (account === null || one.account === null) return one.payeeKey === payeeKey;
  return one.account === account && compareBanks(one.bank, bank) !== 'other';
}
