/** Answers the liquidity gate's question for one payment: what happens to the balance if it goes, and what else could be done. */
import type { Refusal } from '../errors';
import type { LiquidityInput, LiquidityScreening, LiquidityScope } from '../evidence/liquidity-screening';
import { toJsonNumber } from '../money';
import { formatUtc, utcDay } from '../time';
import { alternativeWords, proveAlternatives } from './alternatives';
import { readAssessedPayment, startOfDay, type AssessedPayment } from './assessed-payment';
import { assessImpact, type Impact } from './impact';
import { flowOf, type Ledger, type View } from './ledger';
import { isCertain } from './ledger-content';
import { fromMinor, toMinor } from './minor-units';
import type { Position } from './position';
import { explainImpact } from './recommendation';

export interface LiquidityCall {
  readonly runId: string;
  readonly nowMs: number;
  /** Until when this payment may leave today, by policy; null where nobody knows. Judged for delays only. */
  readonly cutoffMs?: ((payment: AssessedPayment) => number | null) | undefined;
}

/** At most this many transaction ids are listed as evidence; the count and the ledger's fingerprint stand for the rest. */
const maxRowsNamed = 500;

/** Throws `amount_out_of_range` where a figure of the day has no exact JSON number. */
export function assessLiquidity(
  ledger: Ledger,
  input: LiquidityInput,
  call: LiquidityCall,
): { ok: true; output: LiquidityScreening } | Refusal {
  const read = readAssessedPayment(ledger, input, call.nowMs);
  if (!read.ok) return read;
  const { payment } = read;
  const { account_id, entity, currency } = payment.account;
  const position = ledger.accountPosition(account_id, currency, 'all');
  if (!position) throw new RangeError(`no position for ${account_id} ${currency}`);
  const impact = impactOn(position, payment, 'all');
  const figures = figuresOf(payment, impact);
  const scopes = (['all', 'certain'] as const).flatMap((view) => [
    ...scopeRow('account', account_id, view, ledger.accountPosition(account_id, currency, view), payment),
    ...scopeRow('entity', entity, view, ledger.entityPosition(entity, currency, view), payment),
  ]);
  const asOfMs = ledger.asOf === null ? null : Date.parse(ledger.asOf);
  return {
    ok: true,
    output: {
      agent: 'liquidity_screening',
      payment_assessed: {
        payment_id: payment.paymentId,
        amount: toJsonNumber(payment.amount),
        currency,
        account_id,
        entity,
        beneficiary_name: payment.beneficiaryName,
        timestamp_utc: formatUtc(payment.atMs),
        timestamp_source: payment.timeSource,
        ledger_status: payment.row?.status ?? null,
      },
      breach_assessment: { ...figures.breach, ...figures.details },
      account_summary: figures.summary,
      recommendation: {
        action: impact.breach ? 'HOLD' : 'RELEASE',
        reason: explainImpact(payment, impact),
        alternatives: impact.breach ? [...alternativeWords] : [],
        alternative_details: impact.breach
          ? [...proveAlternatives(ledger, payment, impact, call.cutoffMs?.(payment) ?? null)]
          : [],
      },
      scopes,
      pass_to_next_agent: true,
      audit: {
        run_id: call.runId,
        timestamp_utc: formatUtc(call.nowMs),
        cutoff_time: payment.buffer.cutoffUtc,
        ledger: ledger.name,
        ledger_day: ledger.day,
        ledger_fingerprint: ledger.fingerprint,
        data_as_of: ledger.asOf,
        data_age_minutes: asOfMs === null ? null : Math.floor((call.nowMs - asOfMs) / 60_000),
        rows_used: position.flowCount,
        row_ids: [...ledger.rowIdsOf(account_id, currency, maxRowsNamed)],
      },
    },
  };
}

/** A row the position counts already is taken out; the certain view never counted an expected one. */
function impactOn(position: Position, payment: AssessedPayment, view: View): Impact {
  const counted = payment.row && (view === 'all' || isCertain(payment.row)) ? payment.row : null;
  return assessImpact({
    position,
    ownFlow: counted && flowOf(counted, payment.exponent),
    paymentMinor: toMinor(payment.amount, payment.exponent),
    atMs: payment.atMs,
    bufferMinor: toMinor(payment.buffer.minimum, payment.exponent),
  });
}

function scopeRow(
  scope: LiquidityScope['scope'],
  name: string,
  view: View,
  position: Position | undefined,
  payment: AssessedPayment,
): LiquidityScope[] {
  if (!position) return [];
  const figures = figuresOf(payment, impactOn(position, payment, view));
  return [{ scope, name, view, flows: position.flowCount, ...figures.breach, ...figures.summary }];
}

function figuresOf(payment: AssessedPayment, impact: Impact) {
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
