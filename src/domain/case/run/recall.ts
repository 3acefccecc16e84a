/** What a run may recall of its payee: numbers, days and ids from the desk's own records. Agents are told of it; nothing is decided by it. */
import type { FalsePositive } from '../../sanctions/false-positive';
import { isAboutParty } from '../../sanctions/false-positive';
import { parseUtc, utcDay } from '../../values/time';
import type { PaymentCase } from '../payment-case';
import type { Recalled, RecalledPayment, UsualAmount } from './recalled';
import { historyKeys, isNotPaid, isPaid, middle, type EarlierPayment } from '../unusual/earlier-payment';

export interface RecallQuestion {
  readonly asked: Pick<PaymentCase, 'payment' | 'openedAt'>;
  /** Of other cases, the newest first. */
  readonly history: readonly EarlierPayment[];
  readonly falsePositives: readonly FalsePositive[];
  /** Business time, UTC milliseconds. */
  readonly nowMs: number;
}

/** What an agent reads at a glance, and a message has room for. */
const mostNamed = 5;
const longestText = 64;

export function recallPayee({ asked, history, falsePositives, nowMs }: RecallQuestion): Recalled {
  const { payment, openedAt } = asked;
  const { payeeKey } = historyKeys(payment);
  const askedAtMs = parseUtc(openedAt) ?? 0;
  const before = history.filter((one) => one.payeeKey === payeeKey && one.askedAtMs <= askedAtMs);
  const party = { name: payment.beneficiary_name, country: payment.beneficiary_country };
  const today = utcDay(nowMs);
  const standing = falsePositives.filter((record) => record.expiresOn >= today && isAboutParty(record, party));
  return {
    earlier_payments: before.slice(0, mostNamed).map((one) => ({
      payment_id: one.paymentId.slice(0, longestText),
      asked_on: utcDay(one.askedAtMs),
      amount: one.amount,
      currency: one.currency,
      became: becameOf(one),
    })),
    earlier_count: before.length,
    usual_amount: usualOf(before, payment.currency),
    false_positives: standing.slice(0, mostNamed).map(({ listFamily, uid, recordedOn, expiresOn }) => ({
      list: listFamily.slice(0, longestText),
      uid: uid.slice(0, longestText),
      recorded_on: recordedOn,
      expires_on: expiresOn,
    })),
  };
}

function becameOf({ status }: EarlierPayment): RecalledPayment['became'] {
  if (isPaid(status)) return 'paid';
  return isNotPaid(status) ? 'not_paid' : 'open';
}

function usualOf(before: readonly EarlierPayment[], currency: string): UsualAmount | null {
  const amounts = before.flatMap((one) => (one.currency === currency && isPaid(one.status) ? [one.amount] : []));
  if (amounts.length === 0) return null;
  const [lowest, highest] = [Math.min(...amounts), Math.max(...amounts)];
  return { currency, payments: amounts.length, lowest, middle: middle(amounts), highest };
}
