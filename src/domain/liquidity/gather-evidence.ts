/** What stands out about a payment and its account: how much of the day's outflow it and its beneficiary are, and what is flagged. */
import type { LiquidityEvidence } from '../evidence/liquidity-screening';
import { toJsonNumber } from '../values/money';
import type { AssessedPayment } from './assessed-payment';
import type { FlowProfile } from './ledger/flow-profile';
import { fromMinor, toMinor } from './ledger/minor-units';

/** `outflowMinor`: all that leaves the account that day, the payment included once. Findings only; nothing here decides. */
export function gatherEvidence(
  payment: AssessedPayment,
  profile: FlowProfile | undefined,
  outflowMinor: bigint,
): LiquidityEvidence {
  const number = (minor: bigint): number => toJsonNumber(fromMinor(minor, payment.exponent));
  const share = (minor: bigint): number => percentOf(minor, outflowMinor);
  const paymentMinor = toMinor(payment.amount, payment.exponent);
  const ownId = payment.row?.txn_id ?? null;
  const largestOther = profile?.largestOutOtherThan(ownId) ?? null;
  const largest =
    largestOther && largestOther.minor > paymentMinor
      ? largestOther
      : { txnId: payment.paymentId, minor: paymentMinor };
  const { beneficiaryName } = payment;
  const paidTo = beneficiaryName === null ? null : (profile?.paidTo(beneficiaryName) ?? 0n);
  // The day's rows count the payment's own row whole, were only a part of it to go.
  const ownMinor = payment.row ? toMinor(payment.row.amount, payment.exponent) : 0n;
  const beneficiaryMinor = paidTo === null ? null : paidTo - ownMinor + paymentMinor;
  return {
    concentration: {
      payment_share: share(paymentMinor),
      largest_payment: { txn_id: largest.txnId, amount: number(largest.minor), share: share(largest.minor) },
      beneficiary_total: beneficiaryMinor === null ? null : number(beneficiaryMinor),
      beneficiary_share: beneficiaryMinor === null ? null : share(beneficiaryMinor),
    },
    anomalies: {
      payment_flag: payment.row?.alert_flag ?? null,
      flagged_rows: profile?.flagged.count ?? 0,
      flagged_total: number(profile?.flagged.minor ?? 0n),
      flagged_ids: [...(profile?.flagged.txnIds ?? [])],
    },
  };
}

/** To one decimal, rounded down; 0 of nothing. */
function percentOf(part: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number((part * 1_000n) / whole) / 10;
}
