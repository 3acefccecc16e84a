/** Answers the liquidity gate's question for one payment: what happens to the balance if it goes, and what else could be done. */
import type { Refusal } from '../values/errors';
import type { LiquidityInput, LiquidityScope, LiquidityScreening } from '../evidence/liquidity-screening';
import { toJsonNumber } from '../values/money';
import type { SeverityLimits } from '../policy/tables/liquidity-table';
import { formatUtc, minuteMs } from '../values/time';
import { alternativeWords, proveAlternatives } from './alternatives/prove-alternatives';
import type { AssessedPayment } from './assessed-payment';
import { impactOn } from './decide-sides';
import { gatherEvidence } from './gather-evidence';
import { judgeLiquidity } from './judge-liquidity';
import type { Ledger, View } from './ledger/ledger';
import type { Position } from './position';
import { explainImpact } from './recommendation';
import { stateCurve } from './state-curve';
import { stateFigures } from './state-figures';
import type { LiquidityTerms } from './terms';
import { resultNames } from '../evidence/wire-names';

export interface LiquidityCall {
  readonly runId: string;
  readonly nowMs: number;
  /** What policy says to the gate. */
  readonly terms: LiquidityTerms;
}

/** At most this many transaction ids are listed as evidence; the count and the ledger's fingerprint stand for the rest. */
const maxRowsNamed = 500;
/** What other payments hold is named one by one as far as a person would read; count and total stand for the rest. */
const maxReservedNamed = 100;

/** Throws `amount_out_of_range` where a figure of the day has no exact JSON number. */
export function assessLiquidity(
  given: Ledger,
  input: LiquidityInput,
  { runId, nowMs, terms }: LiquidityCall,
): { ok: true; output: LiquidityScreening } | Refusal {
  const { severity } = terms.table;
  const judged = judgeLiquidity(given, input, { nowMs, terms });
  if (!judged.ok) return judged;
  const { ledger, payment, decided } = judged;
  const { deciding, impact, sides } = decided;
  const { data_as_of: asOf = null, ledger_day, account_proof } = judged.audit;
  const { account_id, entity, currency } = payment.account;
  const scopes = stateScopes(ledger, payment, severity);
  const own = ledger.accountPosition(account_id, currency, 'all');
  const reserved = ledger.reservedOn(account_id, currency);
  return {
    ok: true,
    output: {
      agent: resultNames.liquidity,
      payment_assessed: {
        payment_id: payment.paymentId,
        amount: toJsonNumber(payment.amount),
        ...(payment.fullAmount ? { full_amount: toJsonNumber(payment.fullAmount) } : {}),
        currency,
        account_id,
        entity,
        beneficiary_name: payment.beneficiaryName,
        timestamp_utc: formatUtc(payment.atMs),
        timestamp_source: payment.timeSource,
        ledger_status: payment.row?.status ?? null,
      },
      breach_assessment: judged.breach_assessment,
      account_summary: judged.account_summary,
      recommendation: {
        action: impact.breach ? 'HOLD' : 'RELEASE',
        reason: explainImpact(deciding.name, payment, impact),
        alternatives: impact.breach ? [...alternativeWords] : [],
        alternative_details: impact.breach ? [...proveAlternatives({ ledger, payment, impact, sides, terms })] : [],
      },
      scopes,
      curve: stateCurve(payment, deciding),
      evidence: gatherEvidence(payment, ledger.profileOf(account_id, currency), impactOutflow(own, payment, severity)),
      pass_to_next_agent: true,
      audit: {
        run_id: runId,
        timestamp_utc: formatUtc(nowMs),
        cutoff_time: cutoffTimeOf(payment, terms),
        ledger: ledger.name,
        ledger_day,
        ledger_fingerprint: ledger.fingerprint,
        data_as_of: asOf,
        account_proof,
        data_age_minutes: asOf === null ? null : Math.floor((nowMs - Date.parse(asOf)) / minuteMs),
        rows_used: deciding.position.flowCount,
        reserved: reserved.first(maxReservedNamed).map(({ paymentId, amount, atMs }) => ({
          payment_id: paymentId,
          amount: toJsonNumber(amount),
          from: formatUtc(atMs),
        })),
        reserved_count: reserved.count,
        // Text: a sum of many amounts may have no exact JSON number.
        reserved_total: reserved.total.toFixed(),
        row_ids: [...ledger.rowIdsOf(account_id, currency, maxRowsNamed)],
      },
    },
  };
}

/** What leaves the account that day, the payment included once. */
function impactOutflow(
  position: Position | undefined,
  payment: AssessedPayment,
  severityLimits: SeverityLimits,
): bigint {
  return position ? impactOn(position, payment, 'all', severityLimits).impact.outflowMinor : 0n;
}

/** HH:MM UTC: a buffer file's own, as it stands there; beside a policy buffer the payment's cutoff, where policy knows one. */
function cutoffTimeOf(payment: AssessedPayment, { judgeDeparture }: LiquidityTerms): string | null {
  const { buffer, currency, paymentType, channel, atMs } = payment;
  if (buffer.ruleId === undefined) return buffer.cutoffUtc;
  const { entity } = payment.account;
  const cutoffMs = judgeDeparture({ entity, currency, paymentType, channel, atMs })?.cutoffMs ?? null;
  return cutoffMs === null ? null : formatUtc(cutoffMs).slice(11, 16);
}

/** Account and entity, with all flows and with the certain ones only, whoever decides. */
function stateScopes(ledger: Ledger, payment: AssessedPayment, severityLimits: SeverityLimits): LiquidityScope[] {
  const { account_id, entity, currency } = payment.account;
  const row = (
    scope: LiquidityScope['scope'],
    name: string,
    view: View,
    position: Position | undefined,
  ): LiquidityScope[] => {
    if (!position) return [];
    const figures = stateFigures(payment, impactOn(position, payment, view, severityLimits).impact);
    return [{ scope, name, view, flows: position.flowCount, ...figures.breach, ...figures.summary }];
  };
  return (['all', 'certain'] as const).flatMap((view) => [
    ...row('account', account_id, view, ledger.accountPosition(account_id, currency, view)),
    ...row('entity', entity, view, ledger.entityPosition(entity, currency, view)),
  ]);
}
