/** Letting the payment go first and queued payments of lower priority later the same day, when the money for them has come. */
import type { LiquidityAlternative } from '../../evidence/liquidity-screening';
import { toJsonNumber } from '../../values/money';
import { formatUtc } from '../../values/time';
import { fromMinor } from '../ledger/minor-units';
import { findMoved, maxMoved, type MovedPayments } from './find-moved';
import { clockTime, moneyOf, noFundingMissing, type OptionQuestion } from './option-question';

const noneQueued: MovedPayments = { moved: [], exhausted: true, examined: 0 };

/**
 * All moved payments go at the first instant from which this payment and they fit together. They must be queued, of
 * lower priority, and still in time for their own cutoff then. Where not all queued payments were looked at, `why` says so.
 */
export function proveSwapOrder(question: OptionQuestion): LiquidityAlternative {
  const { payment, impact } = question;
  const { account_id } = payment.account;
  const needed = impact.shortfallMinor;
  const laterMs = impact.earliestFullReleaseMs;
  if (needed === 0n) return infeasible(noFundingMissing);
  if (laterMs === null)
    return infeasible('Nothing comes in later today that could pay the others; they would not go today.');
  const profile = question.ledger.profileOf(account_id, payment.currency);
  const found = profile ? findMoved(question, profile, laterMs) : noneQueued;
  const { moved } = found;
  if (moved.length === 0) {
    const none = `No set of up to ${maxMoved} queued payments of lower priority on ${account_id}`;
    const enough = `frees ${moneyOf(payment, needed)} until ${clockTime(laterMs)} and keeps their own cutoffs`;
    return infeasible(
      found.exhausted
        ? `${none} ${enough}.`
        : `${none} was found that ${enough}; only ${found.examined} of ${profile?.queuedCount ?? 0} were looked at.`,
    );
  }
  const ids = moved.map(({ txnId }) => txnId).join(', ');
  return {
    kind: 'swap_order',
    feasible: true,
    why: `With ${ids} moved back to ${clockTime(laterMs)}, all of it goes now and the buffer holds for the rest of the day.`,
    moved: moved.map(({ txnId, atMs, minor, row }) => ({
      txn_id: txnId,
      beneficiary_name: row.beneficiary_name,
      payment_type: row.payment_type,
      amount: toJsonNumber(fromMinor(minor, payment.exponent)),
      from: formatUtc(atMs),
      to: formatUtc(laterMs),
    })),
  };
}

function infeasible(why: string): LiquidityAlternative {
  return { kind: 'swap_order', feasible: false, why, moved: [] };
}
