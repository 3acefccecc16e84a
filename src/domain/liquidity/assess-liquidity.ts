/** Answers the liquidity gate's question for one payment: what happens to the balance if it goes, and what else could be done. */
import type { Refusal } from '../values/errors';
import type { LiquidityInput, LiquidityScope, LiquidityScreening } from '../evidence/liquidity-screening';
import { toJsonNumber } from '../values/money';
import type { DecidingScope } from '../policy/tables/liquidity-table';
import type { SeverityLimits } from '../policy/tables/liquidity-table';
import { formatUtc, minuteMs } from '../values/time';
import { alternativeWords, proveAlternatives } from './alternatives/prove-alternatives';
import { readAssessedPayment, type AssessedPayment } from './assessed-payment';
import { decideSides, impactOn } from './decide-sides';
import { gatherEvidence } from './gather-evidence';
import type { Ledger, View } from './ledger/ledger';
import { withPolicyBuffers } from './ledger/policy-buffers';
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
  const { severity, buffers } = terms.table;
  const ledger = withPolicyBuffers(given, buffers);
  const read = readAssessedPayment(ledger, input, nowMs);
  if (!read.ok) return read;
  const { payment } = read;
  const decided = decideSides(ledger, payment, terms.table);
  if (!decided.ok) return decided;
  const { deciding, impact, sides } = decided;
  const { account_id, entity, currency } = payment.account;
  const scopes = stateScopes(ledger, payment, severity);
  const own = ledger.accountPosition(account_id, currency, 'all');
  const figures = stateFigures(payment, impact);
  const asOf = asOfDeciding(ledger, payment, terms.table.deciding_scope);
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
      breach_assessment: {
        ...figures.breach,
        buffer_rule: payment.buffer.ruleId ?? 'buffers.json',
        decided_by: deciding.scope,
        ...figures.details,
      },
      account_summary: figures.summary,
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
        ledger_day: ledger.day,
        ledger_fingerprint: ledger.fingerprint,
        data_as_of: asOf,
        account_proof: proofDeciding(ledger, payment, terms.table.deciding_scope),
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

/** When the figures that decide were true: the account's own data, or the oldest of the entity's where its total has a say. Null where nobody said. */
function asOfDeciding(ledger: Ledger, { account }: AssessedPayment, scope: DecidingScope): string | null {
  if (scope === 'account') return ledger.asOfFor(account.account_id, account.currency);
  const all = ledger
    .accounts()
    .filter(({ entity, currency }) => entity === account.entity && currency === account.currency)
    .map(({ account_id, currency }) => ledger.asOfFor(account_id, currency));
  return all.reduce((oldest, asOf) => {
    if (oldest === null || asOf === null) return null;
    return Date.parse(asOf) < Date.parse(oldest) ? asOf : oldest;
  });
}

/** The account's own proof, or the worst of the entity's where its total has a say. Null where no statement speaks of them. */
function proofDeciding(
  ledger: Ledger,
  { account }: AssessedPayment,
  scope: DecidingScope,
): LiquidityScreening['audit']['account_proof'] {
  const proofs = ledger
    .accounts()
    .filter(({ entity, currency }) => entity === account.entity && currency === account.currency)
    .filter(({ account_id }) => scope !== 'account' || account_id === account.account_id)
    .flatMap(({ account_id, currency }) => ledger.proofOf(account_id, currency) ?? []);
  const worst = proofs.find(({ state }) => state === 'not_proven') ?? proofs[0];
  if (!worst) return null;
  return { state: worst.state, why: scope === 'account' ? worst.why : `${worst.accountId}: ${worst.why}` };
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
