/** What the ledger is about to pay to the same payee, in the same amount, from the same account: nobody asked the desk for it, and it is paid all the same. */
import { ledgerIdOf, type PaymentRequest } from '../../payment/payment-request';
import type { Ledger } from '../../liquidity/ledger/ledger';
import { toMinor } from '../../liquidity/ledger/minor-units';
import { currencyExponent, decimal } from '../../values/money';
import { historyKeys, isNotPaid, type EarlierPayment } from './earlier-payment';

/** Of one amount a payroll has thousands; what is alike among the first of them is told. */
const mostLookedAt = 500;
const mostFound = 20;

/** Beside what the desk knows: what it has a case of is told by that. */
export function queuedAlike(
  payment: PaymentRequest,
  history: readonly EarlierPayment[],
  ledger: Pick<Ledger, 'profileOf'>,
): readonly EarlierPayment[] {
  const { account_id: accountId, currency, amount } = payment;
  const profile = ledger.profileOf(accountId, currency);
  const exponent = currencyExponent(currency);
  if (!profile || exponent === null) return [];
  const minor = toMinor(decimal(amount), exponent);
  const { payeeKey } = historyKeys(payment);
  const known = new Set(history.filter(({ status }) => !isNotPaid(status)).map(({ paymentId }) => paymentId));
  const found: EarlierPayment[] = [];
  const first = profile.firstQueuedOfSize(minor);
  for (let place = first; place < first + mostLookedAt && found.length < mostFound; place += 1) {
    const flow = profile.queuedAt(place);
    if (flow?.minor !== minor) break;
    const { txn_id: paymentId, beneficiary_name: payee, atMs } = flow.row;
    if (paymentId === ledgerIdOf(payment) || known.has(paymentId)) continue;
    const keys = historyKeys({ payment_id: paymentId, beneficiary_name: payee });
    if (keys.payeeKey !== payeeKey) continue;
    const alike = {
      runId: `ledger ${paymentId}`,
      paymentId,
      payee,
      payeeKey,
      account: null,
      bank: null,
      amount,
      currency,
    };
    found.push({ ...alike, askedAtMs: atMs, status: 'awaiting_approval', isLedgerOnly: true });
  }
  return found;
}
