/** What else could be done about a payment that does not fit, each option proven against the accounts it touches. */
import type { LiquidityAlternative } from '../evidence/liquidity-screening';
import { formatAmount, toJsonNumber } from '../money';
import { formatUtc } from '../time';
import type { AssessedPayment } from './assessed-payment';
import type { Impact } from './impact';
import type { Ledger } from './ledger';
import { fromMinor } from './minor-units';
import { findFunding, type FundingSource } from './funding';

const noFundingMissing = 'No funding is missing from the time of the payment on.';

/** The contract's short words, in its order; the proof of each is in the details. */
export const alternativeWords: readonly string[] = ['Delay', 'Partial release', 'Escalate for funding'];

/**
 * Feasible options first, those that pay everything before those that pay a part, then what people must arrange.
 * `cutoffMs`: until when the payment may leave today; null where the caller knows of none.
 */
export function proveAlternatives(
  ledger: Ledger,
  payment: AssessedPayment,
  impact: Impact,
  cutoffMs: number | null,
): readonly LiquidityAlternative[] {
  const { sources, coveredMinor } = findFunding(ledger, payment, impact.shortfallMinor);
  const options = [
    delay(payment, impact, cutoffMs),
    sweep(payment, impact, sources, coveredMinor),
    partialRelease(payment, impact),
    escalate(payment, impact),
  ];
  return options.sort((a, b) => Number(b.feasible) - Number(a.feasible));
}

function delay(payment: AssessedPayment, impact: Impact, cutoffMs: number | null): LiquidityAlternative {
  const { earliestFullReleaseMs: releaseMs } = impact;
  const who = payment.account.account_id;
  if (releaseMs === null) {
    const why = `${who} never has room for all of it for the rest of the day.`;
    return { kind: 'delay', feasible: false, why, release_at: null, cutoff_checked: cutoffMs !== null };
  }
  const release_at = formatUtc(releaseMs);
  if (releaseMs === payment.atMs) {
    const why =
      'Waiting changes nothing: from its own time on the payment keeps the buffer; the breach lies before it.';
    return { kind: 'delay', feasible: false, why, release_at, cutoff_checked: cutoffMs !== null };
  }
  if (cutoffMs !== null && releaseMs >= cutoffMs) {
    const why = `All of it fits from ${clockTime(releaseMs)} on, after the cutoff at ${clockTime(cutoffMs)}.`;
    return { kind: 'delay', feasible: false, why, release_at, cutoff_checked: true };
  }
  const before = cutoffMs === null ? '' : `, before the cutoff at ${clockTime(cutoffMs)}`;
  const why = `From ${clockTime(releaseMs)} on all of it fits and the buffer holds for the rest of the day${before}.`;
  return { kind: 'delay', feasible: true, why, release_at, cutoff_checked: cutoffMs !== null };
}

function partialRelease(payment: AssessedPayment, impact: Impact): LiquidityAlternative {
  const amount = fromMinor(impact.maxReleasableMinor, payment.exponent);
  const remainder = payment.amount.minus(amount);
  const shown = `${formatAmount(amount, payment.currency)} ${payment.currency}`;
  const feasible = !amount.isZero() && !remainder.isZero();
  const remainder_release_at = impact.earliestFullReleaseMs === null ? null : formatUtc(impact.earliestFullReleaseMs);
  let why = `${shown} now keeps the buffer for the rest of the day; one minor unit more would not.`;
  if (amount.isZero()) why = `Nothing of it keeps the buffer of ${payment.account.account_id} for the rest of the day.`;
  else if (remainder.isZero()) why = 'All of it keeps the buffer from its own time on; a part would change nothing.';
  return {
    kind: 'partial_release',
    feasible,
    why,
    amount: toJsonNumber(amount),
    remainder: toJsonNumber(remainder),
    remainder_release_at,
  };
}

function sweep(
  payment: AssessedPayment,
  impact: Impact,
  sources: readonly FundingSource[],
  coveredMinor: bigint,
): LiquidityAlternative {
  const money = (minor: bigint): string =>
    `${formatAmount(fromMinor(minor, payment.exponent), payment.currency)} ${payment.currency}`;
  const needed = impact.shortfallMinor;
  const feasible = needed > 0n && coveredMinor >= needed;
  let why = `${money(needed)} from ${sources.map(({ account }) => account.account_id).join(', ')} lets all of it go now; each source keeps its own buffer for the rest of the day.`;
  if (needed === 0n) why = noFundingMissing;
  else if (!feasible)
    why = `Other ${payment.currency} accounts can spare ${money(coveredMinor)} of the ${money(needed)} needed.`;
  return {
    kind: 'sweep',
    feasible,
    why,
    amount: toJsonNumber(fromMinor(needed, payment.exponent)),
    sources: sources.map((source) => ({
      account_id: source.account.account_id,
      entity: source.account.entity,
      amount: toJsonNumber(fromMinor(source.takenMinor, payment.exponent)),
      headroom_after: toJsonNumber(fromMinor(source.spareMinor - source.takenMinor, payment.exponent)),
      intercompany: source.account.entity !== payment.account.entity,
    })),
  };
}

function escalate(payment: AssessedPayment, impact: Impact): LiquidityAlternative {
  const amount = fromMinor(impact.shortfallMinor, payment.exponent);
  const feasible = impact.shortfallMinor > 0n;
  const why = feasible
    ? `${formatAmount(amount, payment.currency)} ${payment.currency} must reach ${payment.account.account_id} by ${clockTime(payment.atMs)}; somebody has to arrange it.`
    : noFundingMissing;
  return {
    kind: 'escalate_for_funding',
    feasible,
    why,
    amount: toJsonNumber(amount),
    needed_by: formatUtc(payment.atMs),
  };
}

/** `14:30 UTC`, with seconds where there are some. */
export function clockTime(atMs: number): string {
  const time = new Date(atMs).toISOString().slice(11, 19);
  return `${time.endsWith(':00') ? time.slice(0, 5) : time} UTC`;
}
