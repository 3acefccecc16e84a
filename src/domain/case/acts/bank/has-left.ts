/** Whether a payment has left already, by the ledger's word or a bank's: whoever paid it, nobody pays it twice. */
import { entriesSince, saidByBank, type BankedEntry } from '../../../liquidity/statements/banked-payment';
import { isCertain, type LedgerLookup } from '../../../payment/ledger-row';
import { ledgerIdOf, type PaymentRequest } from '../../../payment/payment-request';
import { doubtText } from '../../../policy/why/reason-text';
import { formatAmount } from '../../../values/money';
import type { PaymentCase } from '../../payment-case';
import { alreadyLeft } from '../../run/check-evidence';
import { nameAtBank } from './name-at-bank';

/** What the ledger in force says of payments. */
export interface PaymentsSaid extends Pick<LedgerLookup, 'findPayment'> {
  bankedEntries(paymentId: string): readonly BankedEntry[];
}

export interface Left {
  /** `some`: its row of the ledger still waits with what is left, or whole; a new review is of that. What is decided now is paid by nobody. */
  readonly what: 'all' | 'some';
  /** For people. */
  readonly said: string;
}

type Asked = Pick<PaymentCase, 'payment' | 'restOf' | 'sent' | 'bankedBefore'>;

/** Null while all of it still waits, or nothing is known of it. */
export function whatHasLeft(current: Asked, ledger: PaymentsSaid): Left | null {
  const { payment, restOf, bankedBefore } = current;
  const row = ledger.findPayment(ledgerIdOf(payment));
  const said = saidByBank(entriesSince(bankedBefore, ledger.bankedEntries(nameAtBank(current))), payment);
  const byLedger = row && alreadyLeft(row.status);
  if (byLedger) return { what: 'all', said: said ?? doubtText(byLedger) };
  // A part's entry pays all of the part, and a rest has entries of its own; of each of them the row is something else.
  const isRowItsOwn = row !== undefined && restOf === undefined && payment.full_amount === undefined;
  if (said !== null) return { what: isRowItsOwn ? 'some' : 'all', said };
  if (!row?.amount.lt(payment.amount)) return null;
  return { what: 'some', said: `the ledger has ${formatAmount(row.amount, row.currency)} ${row.currency} left to pay` };
}

/** What the bank had booked of it, or brought back, before a review of exactly what its row still has to pay begins. */
export function bookedBefore(
  { payment, restOf }: { readonly payment: PaymentRequest; readonly restOf?: object | undefined },
  ledger: PaymentsSaid,
): readonly BankedEntry[] {
  const row = ledger.findPayment(ledgerIdOf(payment));
  const isWhatIsLeft = row && !isCertain(row) && row.amount.eq(payment.full_amount ?? payment.amount);
  return restOf === undefined && isWhatIsLeft ? ledger.bankedEntries(ledgerIdOf(payment)) : [];
}
