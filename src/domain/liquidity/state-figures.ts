/** An impact's figures as the gate states them: exact JSON numbers in the payment's currency, instants in ISO 8601 UTC. */
import { toJsonNumber } from '../values/money';
import { formatUtc, startOfDay, utcDay } from '../values/time';
import type { AssessedPayment } from './assessed-payment';
import type { Impact } from './impact';
import { fromMinor } from './ledger/minor-units';

/** Throws `amount_out_of_range` where a figure has no exact JSON number. */
export function stateFigures(payment: AssessedPayment, impact: Impact) {
  const number = (minor: bigint): number => toJsonNumber(fromMinor(minor, payment.exponent));
  // The opening balance has no instant of its own; it holds from midnight.
  const moment = (atMs: number): string => formatUtc(Number.isFinite(atMs) ? atMs : startOfDay(utcDay(payment.atMs)));
  const momentOrNull = (atMs: number | null): string | null => (atMs === null ? null : moment(atMs));
  return {
    breach: {
      breach: impact.breach,
      first_breach_time: momentOrNull(impact.firstBreachMs),
      gap: number(impact.gapMinor),
      projected_min_balance: number(impact.minimumMinor),
      buffer_threshold: toJsonNumber(payment.buffer.minimum),
      headroom: number(impact.headroomMinor),
      severity: impact.severity,
      max_releasable: number(impact.maxReleasableMinor),
      earliest_full_release: momentOrNull(impact.earliestFullReleaseMs),
      already_below_buffer: impact.alreadyBelowSinceMs !== null,
    },
    details: {
      projected_min_time: moment(impact.minimumAtMs),
      recovery_time: momentOrNull(impact.recoveryMs),
      below_buffer_since: momentOrNull(impact.alreadyBelowSinceMs),
      projected_min_balance_without_payment: number(impact.minimumWithoutMinor),
    },
    summary: {
      start_of_day_balance: number(impact.openingMinor),
      total_outflow: number(impact.outflowMinor),
      total_inflow: number(impact.inflowMinor),
      net_flow: number(impact.inflowMinor - impact.outflowMinor),
      end_of_day_balance: number(impact.closingMinor),
    },
  };
}
